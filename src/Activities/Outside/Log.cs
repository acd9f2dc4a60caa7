using Microsoft.Extensions.Logging;

namespace Lendflow.Activities.Outside;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Try {Attempt} at the {Counterparty} failed ({Reason}), next one in {Pause}")]
    public static partial void TryFailed(
        this ILogger logger, string counterparty, int attempt, string reason, TimeSpan pause);

    [LoggerMessage(LogLevel.Warning, "The {Counterparty} failed too often and is left alone for {Pause}")]
    public static partial void CircuitOpened(this ILogger logger, string counterparty, TimeSpan pause);

    [LoggerMessage(LogLevel.Information, "The {Counterparty} answers again")]
    public static partial void CircuitClosed(this ILogger logger, string counterparty);
}
