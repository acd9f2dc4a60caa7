using Lendflow.Activities;
using Lendflow.Activities.Tables;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Jobs;
using Lendflow.Host.People;
using Lendflow.HumanTasks.Notices;

namespace Lendflow.Host.Notices;

/// <summary>Tells administrators and process owners in time that a calendar ends: beyond its last day no time limit is known.</summary>
sealed partial class CalendarWatch(Policy policy, NotifyJob notify, TimeProvider clock, ILogger<CalendarWatch> log) : BackgroundService
{
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(60);

    static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    /// <summary>Notices of the calendars that end soon. Their reason holds calendar and day, so nobody is told twice of the same end.</summary>
    public static IEnumerable<Notice> Ending(Policy policy, DateTimeOffset now) => policy.At(now + Ahead).Calendars.Values
        .Where(calendar => calendar.Pattern.Last < DateOnly.FromDateTime((now + Ahead).UtcDateTime))
        .Select(calendar => new Notice($"calendar/{calendar.Key}/{calendar.Pattern.Last:yyyy-MM-dd}", NoticeKind.CalendarEnds, [], [Roles.Admin, Roles.Owner], "", null,
            calendar.Pattern.Name, calendar.Pattern.NameZh, "system", $"{calendar.Pattern.Last:yyyy-MM-dd}", null));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            do await TellAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    async Task TellAsync(CancellationToken stopping)
    {
        foreach (var notice in Ending(policy, clock.GetUtcNow()))
            try
            {
                await notify.PerformAsync(new Job(notice.Reason, "", null, notify.Kind, JobMode.Effect, Values.From(notice), notice.Reason, clock.GetUtcNow()), stopping);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                LogNotTold(e, notice.Title);
            }
    }

    [LoggerMessage(LogLevel.Warning, "Nobody could be told yet that the calendar {Calendar} ends; tried again in a few hours")]
    partial void LogNotTold(Exception exception, string calendar);
}
