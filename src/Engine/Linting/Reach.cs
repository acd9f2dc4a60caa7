using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting;

/// <summary>Which moments can come when certain moments never do: the way to ask whether every way to a step passes another.
/// Joins count as they do at run time: one that waits for a branch that never arrives lets nobody pass.</summary>
public sealed class Reach
{
    readonly ControlFlow flow;
    readonly Func<Moment, bool> isBarred;
    readonly bool[] comes;
    readonly bool[] maySkip;
    readonly Moment?[] cameFrom;
    readonly HashSet<Node> barredSteps;
    readonly Queue<Moment> queue = new();

    /// <param name="isBarred">Moments taken as never coming.</param>
    public Reach(ControlFlow flow, Func<Moment, bool> isBarred)
    {
        (this.flow, this.isBarred) = (flow, isBarred);
        (comes, maySkip, cameFrom) = (new bool[flow.Moments.Count], new bool[flow.Moments.Count], new Moment?[flow.Moments.Count]);
        barredSteps = [.. flow.Moments.Where(isBarred).Select(m => m.Step)];
        comes[flow.Start.Index] = true;
        foreach (var moment in flow.Moments) queue.Enqueue(moment);
        while (queue.TryDequeue(out var moment)) Look(moment);
    }

    public bool Comes(Moment moment) => comes[moment.Index];

    /// <summary>One way from the start to a moment that comes: the steps on it.</summary>
    public IReadOnlyList<Node> WayTo(Moment moment)
    {
        var way = new List<Node>();
        for (var at = moment; at is not null; at = cameFrom[at.Index])
            if (at.Outcome is null && !flow.HasChildren(at.Step)) way.Add(at.Step);
        way.Reverse();
        return way;
    }

    void Look(Moment moment)
    {
        var (came, skipped) = (comes[moment.Index], maySkip[moment.Index]);
        if (!came && !isBarred(moment) && Trigger(moment) is { } from) (comes[moment.Index], cameFrom[moment.Index]) = (true, from);
        if (!skipped && MaySkip(moment)) maySkip[moment.Index] = true;
        if (came == comes[moment.Index] && skipped == maySkip[moment.Index]) return;

        Again(moment.Next);
        var begin = flow.Begin(moment.Step);
        foreach (var leaving in begin.Leavings) Again(leaving.Next);
        if (barredSteps.Contains(moment.Step))
            foreach (var end in flow.Moments.Where(m => m.MeetingKind == MeetingKind.End)) queue.Enqueue(end);
    }

    void Again(List<Moment> moments)
    {
        foreach (var moment in moments) queue.Enqueue(moment);
    }

    /// <summary>What makes a moment come; null while nothing does.</summary>
    Moment? Trigger(Moment moment)
    {
        if (moment.Before.Find(b => comes[b.Index]) is { } before) return before;
        if (moment.Meeting.FindLast(b => comes[b.Index]) is not { } arrived) return null;
        var isMet = moment.MeetingKind switch
        {
            MeetingKind.All => moment.Meeting.TrueForAll(b => comes[b.Index]),
            MeetingKind.Live => moment.Meeting.TrueForAll(b => comes[b.Index] || MayNotFollow(b)),
            MeetingKind.Stream => moment.Meeting.TrueForAll(b => b.Step == arrived.Step || !IsStuck(b.Step)),
            MeetingKind.End => barredSteps.All(s => !IsInside(s, moment.Step) || !IsStuck(s)),
            _ => true,
        };
        return isMet ? arrived : null;
    }

    /// <summary>A step that, once begun, is never left, and that cannot be passed over.</summary>
    bool IsStuck(Node step) =>
        barredSteps.Contains(step) && !maySkip[flow.Begin(step).Index] && !flow.Leavings(step).Any(l => comes[l.Index]);

    /// <summary>Whether a case may go by without this step beginning.</summary>
    bool MaySkip(Moment moment)
    {
        if (moment.Outcome is not null || moment == flow.Start) return false;
        return moment.Before.TrueForAll(MayNotFollow) && moment.Meeting.TrueForAll(MayNotFollow);
    }

    /// <summary>Whether a case may go by, with everything done, without this moment leading on.</summary>
    bool MayNotFollow(Moment moment)
    {
        var begin = flow.Begin(moment.Step);
        if (maySkip[begin.Index]) return true;
        if (moment.Outcome is null || !comes[begin.Index]) return false;
        return begin.Choice switch
        {
            OutcomeChoice.One => begin.Leavings.Exists(l => l != moment && comes[l.Index]),
            OutcomeChoice.Some => true,
            _ => false,
        };
    }

    static bool IsInside(Node step, Node container)
    {
        for (var outer = step.Parent; outer is not null; outer = outer.Parent)
            if (outer == container) return true;
        return false;
    }
}
