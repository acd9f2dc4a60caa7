using Lendflow.Storage;
using Lendflow.Timers;

namespace Lendflow.Host.Running;

/// <summary>Wakes the clock of this node when a commit of any node brought something that becomes due soon.</summary>
sealed class DueNews(LendflowDatabase database, LookSchedule schedule) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        database.Heard += Ring;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        database.Heard -= Ring;
        return Task.CompletedTask;
    }

    void Ring(News news)
    {
        if (news.Due is { } due) schedule.Ring(due);
    }
}
