using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Elements;

/// <summary>What a flowchart remembers of its arrows, carried over to another drawing of it. Arrows are new there that nobody will
/// come by: the case has passed where they begin. A step that takes whoever comes goes on without them; one that insists on
/// all of them would wait for ever.</summary>
readonly struct FlowchartMigration(Execution x, FlowchartPaths paths, FlowchartPaths before)
{
    public IEnumerable<string> Counters()
    {
        var counters = new FlowchartCounters(x, paths, x.Self);
        var missed = Missed();
        foreach (var arrow in missed) counters.WillNotCome(arrow);
        return [.. missed.Where(a => ModeOf(a.Target) == "WaitAll").Select(Problem)];
    }

    public IEnumerable<string> Tokens()
    {
        var tokens = Elements.Tokens.Of(x);
        tokens.KeepOnly(paths.Steps.Select(s => s.Id).ToHashSet());
        tokens.Keep(x);
        return [.. Missed().Where(a => ModeOf(a.Target) is "WaitAll" or "WaitAllActive" || a.MergeMode is "Merge" or "Converge").Select(Problem)];
    }

    /// <summary>New arrows into meetings that are still ahead, and that do not begin at or after a step the case is at.</summary>
    List<Connection> Missed()
    {
        var (all, self) = (paths, x);
        var at = x.Children.Select(c => c.Node).Concat(x.Instance.Queue.Where(i => i.Owner == self.Self.Id && i.Node is not null).Select(i => i.Node!)).Select(path => self.Graph[path]).ToHashSet();
        var known = before.Steps.Where(before.IsMeeting).SelectMany(before.ForwardInto).Select(c => c.Key).ToHashSet();
        return [.. paths.Steps.Where(s => all.IsMeeting(s) && IsAhead(s)).SelectMany(all.ForwardInto).Where(c => !known.Contains(c.Key) && !at.Contains(c.Source) && !IsAhead(c.Source))];

        bool IsAhead(Node step) => all.AncestorsOf(step).Overlaps(at);
    }

    static string? ModeOf(Node step) =>
        step.Element is not FlowJoin ? null
        : step.Inputs.TryGetValue("mode", out var mode) ? FlowJoin.Mode(mode.Value)
        : "WaitAny";

    static string Problem(Connection arrow) =>
        $"Expected all arrows into '{arrow.Target.Label}' to be still ahead or known to the case, but that from '{arrow.Source.Label}' is new, and the case has passed there: it would wait for ever.";
}
