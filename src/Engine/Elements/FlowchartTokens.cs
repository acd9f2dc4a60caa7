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

        var isDone = Flowchart.IsIdle(x) && tokens.AreAllConsumed;
        tokens.Forget(node);
        tokens.Keep(x);
        if (isDone) x.Complete();
    }

    /// <summary>Looks at running and queued steps only, so a race that is won by the last branch completes the flowchart
    /// before the join has run; the join runs all the same. So does Elsa.</summary>
    public static void Canceled(Execution x)
    {
        if (Flowchart.IsIdle(x)) x.Complete();
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
