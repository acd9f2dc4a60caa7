using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Elements;

/// <summary>Token mode: a completed step puts a token on every arrow it leaves by; the merge mode of the step at the other
/// end decides whether the token runs it now, waits for others or wins a race. Source: Elsa 3.8, measured.</summary>
sealed class FlowchartTokens
{
    readonly Execution x;
    readonly FlowchartPaths paths;
    readonly ActivityExecution child;
    readonly List<Token> tokens;

    sealed record Token(string From, string To, string? Outcome)
    {
        public bool IsConsumed { get; set; }
        public bool IsBlocked { get; set; }
    }

    public FlowchartTokens(Execution x, FlowchartPaths paths, ActivityExecution child)
    {
        (this.x, this.paths, this.child) = (x, paths, child);
        tokens = Values.To<List<Token>>(x.Recall("tokens")) ?? [];
    }

    public void Completed(Node node)
    {
        var followed = paths.OutOf(node).Where(c => c.IsFollowedBy(child.Outcomes)).ToList();
        foreach (var connection in followed) tokens.Add(new Token(node.Id, connection.Target.Id, connection.Port));
        foreach (var token in tokens.Where(t => t.To == node.Id && !t.IsBlocked)) token.IsConsumed = true;
        foreach (var connection in followed) Arrive(connection);

        var isDone = Flowchart.IsIdle(x) && tokens.All(t => t.IsConsumed || t.IsBlocked);
        tokens.RemoveAll(t => t.To == node.Id && t.IsConsumed);
        x.Remember("tokens", Values.From(tokens));
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
        switch (MergeMode(target))
        {
            case "Merge": RunWhenAllArrived(target, [.. paths.ForwardInto(target)]); break;
            case "Converge": RunWhenAllArrived(target, [.. paths.Into(target)]); break;
            case "Cascade": RunUnlessBlocked(connection); break;
            case "Race":
                if (IsBlocked(connection) is null) Flowchart.CancelAncestors(x, paths, target);
                RunUnlessBlocked(connection);
                break;
            case not null: RunUnlessOthersAreComing(target); break;
        }
    }

    string? MergeMode(Node target) => Flowchart.JoinMode(x, child, target) switch
    {
        "WaitAny" => "Race",
        "" => target.Source.Member("customProperties").Text("mergeMode") ?? "Stream",
        null => null,
        _ => "Merge",
    };

    void RunUnlessOthersAreComing(Node target)
    {
        var sources = paths.ForwardInto(target).Select(c => c.Source.Id).ToHashSet();
        if (!tokens.Any(t => !t.IsConsumed && !t.IsBlocked && sources.Contains(t.To))) x.Schedule(target);
    }

    void RunWhenAllArrived(Node target, IReadOnlyList<Connection> inbound)
    {
        if (inbound.Count <= 1 || inbound.All(HasToken)) x.Schedule(target);
    }

    void RunUnlessBlocked(Connection connection)
    {
        if (IsBlocked(connection) is { } marker)
        {
            tokens.Remove(marker);
            if (Arrived(connection) is { } token) token.IsConsumed = true;
            return;
        }
        foreach (var other in paths.ForwardInto(connection.Target).Where(c => c.Source != connection.Source))
            tokens.Add(new Token(other.Source.Id, other.Target.Id, other.Port) { IsBlocked = true });
        x.Schedule(connection.Target);
    }

    Token? IsBlocked(Connection c) => tokens.FirstOrDefault(t => t.IsBlocked && t.From == c.Source.Id && t.To == c.Target.Id && t.Outcome == c.Port);

    Token? Arrived(Connection c) => tokens.FirstOrDefault(t => !t.IsBlocked && !t.IsConsumed && t.From == c.Source.Id && t.To == c.Target.Id && t.Outcome == c.Port);

    bool HasToken(Connection connection) => Arrived(connection) is not null;
}
