using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Tasks;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Storage;

/// <summary>What the changes of a burst leave behind, apart from state and log. What began and ended within the burst is not
/// in it: nobody else could have seen it. Every store writes these rows and no others.</summary>
/// <param name="EventWaits">New waits that a stimulus can meet.</param>
/// <param name="Timers">New waits that the clock ends.</param>
/// <param name="BurnedWaits">Ids of older waits that are over; of any kind.</param>
/// <param name="Jobs">New jobs.</param>
/// <param name="AnsweredJobs">Ids of older jobs that are over.</param>
/// <param name="Tasks">Tasks that were created or changed, each as it is at the end.</param>
/// <param name="Incidents">New incidents; those resolved in the same burst too, because people look for them later.</param>
/// <param name="CorrelationChanged">Whether older waits have to follow a new business key.</param>
public sealed record CommitRows(
    IReadOnlyCollection<Wait> EventWaits,
    IReadOnlyCollection<Wait> Timers,
    IReadOnlyCollection<string> BurnedWaits,
    IReadOnlyCollection<Job> Jobs,
    IReadOnlyCollection<string> AnsweredJobs,
    IReadOnlyCollection<UserTask> Tasks,
    IReadOnlyCollection<Incident> Incidents,
    IReadOnlyCollection<Change.IncidentResolved> Resolutions,
    bool CorrelationChanged)
{
    public static CommitRows Of(IReadOnlyList<Change> changes)
    {
        var waits = new Dictionary<string, Wait>();
        var jobs = new Dictionary<string, Job>();
        var tasks = new Dictionary<string, UserTask>();
        var (burned, answered) = (new List<string>(), new List<string>());
        var (incidents, resolutions) = (new List<Incident>(), new List<Change.IncidentResolved>());
        var correlationChanged = false;

        foreach (var change in changes)
        {
            switch (change)
            {
                case Change.WaitCreated c: waits.Add(c.Wait.Id, c.Wait); break;
                case Change.WaitBurned c when !waits.Remove(c.WaitId): burned.Add(c.WaitId); break;
                case Change.JobRequested c: jobs.Add(c.Job.Id, c.Job); break;
                case Change.JobAnswered c when !jobs.Remove(c.JobId): answered.Add(c.JobId); break;
                case Change.TaskChanged c: tasks[c.Task.Id] = c.Task; break;
                case Change.ActivityFaulted c: incidents.Add(c.Incident); break;
                case Change.IncidentResolved c: resolutions.Add(c); break;
                case Change.CorrelationSet: correlationChanged = true; break;
                default: break;
            }
        }

        return new CommitRows(
            [.. waits.Values.Where(w => w.Kind == WaitKind.Event)],
            [.. waits.Values.Where(w => w.Kind == WaitKind.Timer)],
            burned, jobs.Values, answered, tasks.Values, incidents, resolutions, correlationChanged);
    }
}
