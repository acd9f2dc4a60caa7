using Lendflow.Engine.Running;
using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Authority;

namespace Lendflow.HumanTasks.Tasks;

/// <summary>Keeps four-eyes true on every open task of a case: whoever completes one step is barred at that moment from all
/// others that somebody else must do, whether they have claimed them already or not.</summary>
public static class CaseTasks
{
    /// <summary>The changed task, and after it the open ones whose exclusions change with it. A task whose person is barred goes
    /// back to the pool.</summary>
    public static IReadOnlyList<UserTask> After(Instance instance, UserTask changed, DateTimeOffset now)
    {
        if (changed.Status != UserTaskStatus.Completed) return [changed];
        var acts = CaseActs.Of(instance, instance.Tasks.Values.Where(t => t.Id != changed.Id).Append(changed)).ToList();
        return [changed, .. instance.Tasks.Values.Where(t => t.Id != changed.Id && TaskTransitions.IsOpen(t)).Select(t => Barred(t, acts, now)).OfType<UserTask>()];
    }

    /// <summary>Whom four-eyes bars from a task.</summary>
    public static IReadOnlyList<Exclusion> Exclusions(UserTask task, IEnumerable<CaseAct> acts) =>
        FourEyes.Exclusions(acts.Where(act => Bars(act, task)), [FourEyes.AnyStep]);

    /// <summary>Nobody gives two opinions in one round; having done the very same step in an earlier round is no bar.</summary>
    static bool Bars(CaseAct act, UserTask task) =>
        act.Activity == task.Activity
        || task.DistinctFrom.Contains(act.Step)
        || (task.DistinctFrom.Contains(FourEyes.AnyStep) && act.Step != task.Step);

    static UserTask? Barred(UserTask task, IReadOnlyList<CaseAct> acts, DateTimeOffset now)
    {
        var excluded = Exclusions(task, acts);
        var added = excluded.Where(e => !task.Excluded.Any(known => FourEyes.IsSame(known.User, e.User))).ToList();
        if (added.Count == 0) return null;

        var barred = task with
        {
            Excluded = excluded,
            Revision = task.Revision + 1,
            History = [.. task.History, .. added.Select(e => new TaskEvent(now, "system", "Exclude", e.Reason))],
        };
        var mustLeave = new[] { task.Assignee, task.OnBehalfOf }.Any(person => person is not null && TaskRights.WhyBarred(barred, person) is not null);
        if (!mustLeave) return barred;
        return barred with { Assignee = null, DelegatedBy = null, OnBehalfOf = null, Status = task.Status == UserTaskStatus.Reserved ? UserTaskStatus.Ready : task.Status };
    }
}
