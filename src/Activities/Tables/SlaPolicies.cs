using Lendflow.Activities.Approval;
using Lendflow.HumanTasks.Calendars;

namespace Lendflow.Activities.Tables;

/// <summary>The SLA policies in force.</summary>
public sealed record SlaPolicies(IReadOnlyList<SlaPolicy> All)
{
    const string AnyTrack = "*";

    /// <summary>The policy of a step on a track: its own, else the one for all tracks; null when the step has no target.</summary>
    public SlaPolicy? Find(string step, Track track) =>
        All.FirstOrDefault(policy => policy.Step == step && policy.Track == TableObject.Word(track))
        ?? All.FirstOrDefault(policy => policy.Step == step && policy.Track is null);

    internal static SlaPolicies ReadTable(TableObject table)
    {
        var warnings = table.Wholes("warnAtPercent");
        if (warnings.Any(percent => percent < 1) || !warnings.SequenceEqual(warnings.Distinct().Order()))
            table.Note("warnAtPercent", $"Expected ascending percentages above 0, but found {string.Join(", ", warnings)}");
        var policies = table.Rows("policies", row => Read(row, warnings));
        foreach (var twice in policies.GroupBy(policy => (policy.Step, policy.Track)).Where(group => group.Count() > 1))
            table.Note("policies", $"Expected one policy per step and track, but {twice.Key.Step} on {twice.Key.Track ?? AnyTrack} has {twice.Count()}");
        return new SlaPolicies(policies);
    }

    static SlaPolicy Read(TableObject row, IReadOnlyList<int> warnings)
    {
        var track = row.Text("track");
        var tracks = Enum.GetValues<Track>().Select(TableObject.Word).Append(AnyTrack).ToArray();
        if (!tracks.Contains(track)) row.Note("track", $"Expected one of {string.Join(", ", tracks)}, but found {track}");
        var chain = row.Has("chain") ? row.Rows("chain", ReadStep) : null;
        var policy = new SlaPolicy(row.Text("step"), track == AnyTrack ? null : track, row.Text("name"), row.Text("nameZh"),
            TimeSpan.FromMinutes(row.Whole("targetMinutes", 1, 1_000_000)), row.OneOf<SlaClockKind>("clock"), warnings,
            row.WholeOrNull("remindEveryMinutes", 1, 1_000_000) is { } minutes ? TimeSpan.FromMinutes(minutes) : null, row.Text("escalateTo"));
        return chain is null ? policy : policy with { Chain = chain };
    }

    static EscalationStep ReadStep(TableObject row)
    {
        var step = new EscalationStep(row.Whole("atPercent", 1, 1000), row.OneOf<EscalationAct>("act"), row.Has("to") ? row.Text("to") : null, row.WholeOrNull("by", 1, 100) ?? 0);
        if (step.Act == EscalationAct.Raise ? step.By == 0 : step.To is null)
            row.Note("act", step.Act == EscalationAct.Raise ? "Expected by how much the priority rises, but it is missing" : $"Expected to whom or where {TableObject.Word(step.Act)} leads, but it is missing");
        return step;
    }
}
