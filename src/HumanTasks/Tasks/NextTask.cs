using Lendflow.Engine.Tasks;

namespace Lendflow.HumanTasks.Tasks;

/// <summary>What to do next: not the oldest first, but what is most likely lost by waiting.</summary>
public static class NextTask
{
    /// <summary>Priority of a task that has none of its own.</summary>
    const double Ordinary = 50;

    /// <summary>Tasks by expected loss, greatest first; of equal ones the earlier due, then the older. The expected loss is priority
    /// times the chance that the time limit is missed: the share of the time that is used up, squared, so that a task early in its time
    /// waits, and growing on beyond 1 when it is late, because a late case gets later. Without a time limit it is a tenth of the priority.</summary>
    public static IReadOnlyList<(UserTask Task, double ExpectedLoss)> Order(IEnumerable<UserTask> tasks, DateTimeOffset now) =>
    [
        .. tasks.Select(task => (Task: task, Loss: ExpectedLoss(task, now)))
            .OrderByDescending(t => t.Loss).ThenBy(t => t.Task.DueAt ?? DateTimeOffset.MaxValue).ThenBy(t => t.Task.CreatedAt).ThenBy(t => t.Task.Id, StringComparer.Ordinal),
    ];

    static double ExpectedLoss(UserTask task, DateTimeOffset now)
    {
        var weight = task.Priority / Ordinary;
        if (task.DueAt is not { } due) return weight / 10;
        var given = Math.Max(1, (due - task.CreatedAt).TotalSeconds);
        var used = Math.Clamp((now - task.CreatedAt).TotalSeconds / given, 0, 10);
        return weight * (used < 1 ? used * used : used);
    }
}
