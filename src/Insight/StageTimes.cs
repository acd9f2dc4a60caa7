using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;

namespace Lendflow.Insight;

/// <summary>How long a case was in one stage, split by whose time it was.</summary>
/// <param name="Stage">Key of the stage.</param>
/// <param name="Machine">Nobody was waited for.</param>
/// <param name="Us">A member of staff had something to do.</param>
/// <param name="Applicant">The applicant had something to do.</param>
/// <param name="ThirdParty">Somebody else had something to do, for example the bureau.</param>
public sealed record StageTime(string Stage, TimeSpan Machine, TimeSpan Us, TimeSpan Applicant, TimeSpan ThirdParty)
{
    public TimeSpan Total => Machine + Us + Applicant + ThirdParty;
}

/// <summary>Reads from a case's log where its time went (分段计时分析).</summary>
public static class StageTimes
{
    /// <summary>One entry per stage, in the order the case first reached them; returns to a stage add to its entry. Wall-clock
    /// time, from the first commit to the end of the case or, while it runs, to <paramref name="now"/>.</summary>
    public static IReadOnlyList<StageTime> Of(IEnumerable<LogEntry> log, DateTimeOffset now)
    {
        var times = new List<StageTime>();
        var (stage, waitingFor, since, isOver) = ("", (string?)null, default(DateTimeOffset), false);
        foreach (var change in log.SelectMany(entry => entry.Changes))
        {
            if (change is Change.Triggered triggered)
            {
                if (since != default && !isOver) Add(times, stage, waitingFor, triggered.At - since);
                since = triggered.At;
            }
            else if (change is Change.FactSet { Name: "stage" } reached) stage = reached.Value ?? "";
            else if (change is Change.FactSet { Name: "waitingFor" } whose) waitingFor = whose.Value;
            else if (change is Change.StatusChanged status) isOver = status.Status == WorkflowStatus.Finished;
        }
        if (since != default && !isOver) Add(times, stage, waitingFor, now - since);
        return times;
    }

    static void Add(List<StageTime> times, string stage, string? waitingFor, TimeSpan span)
    {
        var index = times.FindIndex(t => t.Stage == stage);
        var time = index < 0 ? new StageTime(stage, default, default, default, default) : times[index];
        time = waitingFor switch
        {
            "us" => time with { Us = time.Us + span },
            "applicant" => time with { Applicant = time.Applicant + span },
            "thirdParty" => time with { ThirdParty = time.ThirdParty + span },
            _ => time with { Machine = time.Machine + span },
        };
        if (index < 0) times.Add(time);
        else times[index] = time;
    }
}
