using System.Diagnostics;
using Lendflow.Engine.Running;

namespace Lendflow.Host.Health;

/// <summary>Logs what became of applications, each line with the number of its own. People's data and what they said stay out of logs:
/// they are in the store, where rights and retention hold.</summary>
sealed partial class CaseLog
{
    readonly ILogger<CaseLog> _log;

    public CaseLog(WorkflowRunner runner, ILogger<CaseLog> log)
    {
        _log = log;
        runner.Committed += Tell;
    }

    void Tell(Instance instance, IReadOnlyList<Change> changes)
    {
        if (instance.CorrelationId is not { } application) return;
        foreach (var change in changes)
        {
            switch (change)
            {
                case Change.InstanceStarted c: LogStarted(application, c.DefinitionId, c.Version); break;
                case Change.StatusChanged { Status: WorkflowStatus.Finished } c: LogEnded(application, c.SubStatus, instance.Facts.GetValueOrDefault("status")); break;
                case Change.ActivityFaulted c: LogIncident(application, c.Incident.Id, c.Incident.Node, c.Incident.ActivityType); break;
                default: break;
            }
        }
    }

    [LoggerMessage(LogLevel.Debug, "Application {Application} started on {Flow} version {Version}")]
    partial void LogStarted(string application, string flow, int version);

    [LoggerMessage(LogLevel.Debug, "Application {Application} ended: {SubStatus}, {CaseStatus}")]
    partial void LogEnded(string application, WorkflowSubStatus subStatus, string? caseStatus);

    [LoggerMessage(LogLevel.Warning, "Application {Application} needs a person: incident {Incident} at {Node} ({ActivityType})")]
    partial void LogIncident(string application, string incident, string node, string activityType);
}

/// <summary>How the program logs.</summary>
static class Logs
{
    static readonly Func<ILogger, string, IDisposable?> InCase = LoggerMessage.DefineScope<string>("{Application}");

    /// <summary>Lines for people, or one JSON object a line with scopes and trace for programs (<c>LENDFLOW_LOG=json</c>).</summary>
    public static void AddLendflowLogs(this ILoggingBuilder logging, Settings settings)
    {
        foreach (var chatty in (string[])["Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Quartz"]) logging.AddFilter(chatty, LogLevel.Warning);
        if (!settings.LogsJson) return;
        logging.AddJsonConsole(console =>
        {
            (console.IncludeScopes, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
        });
    }

    /// <summary>Whatever is logged during a request about an application tells of which one; and the span of a request, if somebody
    /// listens, is named by its route.</summary>
    public static void UseApplicationScope(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILogger<CaseLog>>();
        app.Use(async (http, next) =>
        {
            if (Activity.Current is { IsAllDataRequested: true } span && http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route }) span.DisplayName = $"{http.Request.Method} {route}";
            using var scope = http.Request.RouteValues.GetValueOrDefault("number") is string number ? InCase(log, number) : null;
            await next(http);
        });
    }
}
