namespace Lendflow.Host.Api;

static partial class Log
{
    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed for a reason of our own")]
    public static partial void RequestFailed(this ILogger logger, Exception failure, string method, string path);

    [LoggerMessage(LogLevel.Warning, "{Method} {Path} failed because the database did")]
    public static partial void StoreFailed(this ILogger logger, Exception failure, string method, string path);
}
