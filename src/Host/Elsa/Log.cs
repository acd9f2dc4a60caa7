namespace Lendflow.Host.Elsa;

static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "Looking at watched instances failed; the next look follows")]
    public static partial void WatchingFailed(this ILogger logger, Exception failure);
}
