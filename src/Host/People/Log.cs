namespace Lendflow.Host.People;

static partial class Log
{
    [LoggerMessage(LogLevel.Information, "A sign-in was refused: {Why}")]
    public static partial void SignInRefused(this ILogger logger, string why);
}
