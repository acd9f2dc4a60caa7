namespace Lendflow.Host.Live;

static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "Looking for cases that went on failed; the next look follows")]
    public static partial void LookFailed(this ILogger logger, Exception failure);
}
