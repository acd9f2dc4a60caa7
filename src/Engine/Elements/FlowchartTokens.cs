using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Elements;

/// <summary>Token mode: a completed step puts a token on every arrow it leaves by; the merge mode of the step at the other
/// end decides whether the token runs it now, waits for others or wins a race. Source: Elsa 3.8, measured.</summary>
readonly struct FlowchartTokens(Execution x, FlowchartPaths paths, ActivityExecution child)
{
    readonly Tokens tokens = Tokens.Of(x);

    public void Completed(Node node)
    {
        foreach (var connection in paths.OutOf(node))
            if (connection.IsFollowedBy(child.Outcomes)) tokens.Put(connection);
        tokens.Consume(node);
        foreach (var connection in paths.OutOf(node))
            if (connection.IsFollowedBy(child.Outcomes)) Arrive(connection);
        ForgetLosers();

        var isDone = Flowchart.IsIdle(x) && tokens.AreAllConsumed;
        tokens.Forget(node);
        tokens.Keep(x);
        if (isDone) x.Complete();
    }

    /// <summary>What led to a step that is called off will not arrive. Looks at running and queued steps only, so a race that is won
    /// by the last branch completes the flowchart before the join has run; the join runs all the same. So does Elsa.</summary>
    public void Canceled(Node node)
    {
        tokens.Consume(node);
        tokens.Forget(node);
        tokens.Keep(x);
        if (Flowchart.IsIdle(x)) x.Complete();
    }

    /// <summary>These steps will not be reached any more: a join among them that waits for the rest of its tokens waits in vain.</summary>
    public static void CallOff(Execution x, IReadOnlySet<Node> steps)
    {
        var tokens = Tokens.Of(x);
        var isConsumed = false;
        foreach (var step in steps)
            if (!x.Instance.Ties.HasQueued(x.Self.Id, step.Path)) isConsumed |= tokens.Consume(step);
        if (isConsumed) tokens.Keep(x);
    }

    public static void TakenOut(Execution x, Node node)
    {
        var tokens = Tokens.Of(x);
        tokens.Consume(node);
        tokens.Forget(node);
        tokens.Keep(x);
    }

    /// <summary>A way that lost a race, and on which nothing runs and nothing is queued any more, is over: what its joins still wait for will
    /// not come, and nobody will come too late by its last arrow. So a loop finds the race open again.</summary>
    void ForgetLosers()
    {
        foreach (var key in tokens.BlockedArrows)
            if (paths.Find(key) is { } arrow && !IsBusy(arrow.Source) && !paths.AncestorsOf(arrow.Source).Any(IsBusy)) GiveUp(arrow);
    }

    bool IsBusy(Node step)
    {
        foreach (var running in x.Children)
            if (running.Node == step.Path) return true;
        return x.Instance.Ties.HasQueued(x.Self.Id, step.Path);
    }

    void GiveUp(Connection arrow)
    {
        tokens.Unblock(arrow);
        tokens.Consume(arrow.Source);
        foreach (var step in paths.AncestorsOf(arrow.Source)) tokens.Consume(step);
    }

    void Arrive(Connection connection)
    {
        var target = connection.Target;
        switch (MergeMode(connection))
        {
            case "Merge": RunWhenAllArrived(target, paths.ForwardInto(target)); break;
            case "Converge": RunWhenAllArrived(target, paths.Into(target)); break;
            case "Cascade": RunUnlessBlocked(connection); break;
            case "Race":
                if (!tokens.IsBlocked(connection)) Flowchart.CancelAncestors(x, paths, target);
                RunUnlessBlocked(connection);
                break;
            case not null: RunUnlessOthersAreComing(target); break;
        }
    }

    string? MergeMode(Connection connection) => Flowchart.JoinMode(x, child, connection.Target) switch
    {
        "WaitAny" => "Race",
        "" => connection.MergeMode,
        null => null,
        _ => "Merge",
    };

    void RunUnlessOthersAreComing(Node target)
    {
        if (!tokens.AreComingFor(paths.ForwardInto(target))) x.Schedule(target);
    }

    void RunWhenAllArrived(Node target, Connection[] inbound)
    {
        if (inbound.Length <= 1 || Array.TrueForAll(inbound, tokens.HasArrived)) x.Schedule(target);
    }

    void RunUnlessBlocked(Connection connection)
    {
        if (tokens.IsBlocked(connection))
        {
            tokens.Swallow(connection);
            return;
        }
        foreach (var other in paths.ForwardInto(connection.Target))
            if (other.Source != connection.Source) tokens.Block(other);
        x.Schedule(connection.Target);
    }
}
