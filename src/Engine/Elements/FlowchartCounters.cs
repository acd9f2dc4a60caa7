using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Elements;

/// <summary>Counter mode: every arrow counts how often it was visited and whether it was followed the last time, every step
/// how often it was left. A step with several arrows into it runs when all of them were visited once more than the step and
/// one was followed; when none was, it is skipped and what comes after it learns so. Source: Elsa 3.8, measured.</summary>
readonly struct FlowchartCounters(Execution x, FlowchartPaths paths)
{
    const string Backward = "backward";

    public void Completed(Node node, ActivityExecution child)
    {
        if (!Leave(node, child.Outcomes, child, child.Tag == Backward)) return;
        CompleteWhenIdle();
    }

    public void Canceled(Node node)
    {
        Leave(node, [], null, false);
        CompleteWhenIdle();
    }

    bool Leave(Node node, IReadOnlyList<string>? outcomes, ActivityExecution? child, bool cameBackward)
    {
        if (!cameBackward) Count($"n:{node.Id}");
        foreach (var connection in paths.OutOf(node))
        {
            var isFollowed = connection.IsFollowedBy(outcomes);
            Count($"c:{connection.Index}");
            x.Remember($"f:{connection.Index}", Values.Of(isFollowed));
            if (paths.IsForward(connection)) Arrive(connection);
            else if (isFollowed && !GoBack(connection, child)) return false;
        }
        return true;
    }

    bool GoBack(Connection connection, ActivityExecution? child)
    {
        if (paths.IsSoundBackward(connection))
        {
            x.Schedule(connection.Target, Backward);
            return true;
        }
        x.Fail(child ?? x.Self,
            $"Expected every path to '{connection.Source.Id}' to pass '{connection.Target.Id}', because an arrow leads back from the one to the other, but there is a path around it.");
        return false;
    }

    void Arrive(Connection connection)
    {
        switch (Flowchart.JoinMode(x, connection.Target))
        {
            case "WaitAny": ArriveAtAny(connection); break;
            case "WaitAll": ArriveAtAll(connection.Target, everyOneFollowed: true); break;
            case not null: ArriveAtAll(connection.Target, everyOneFollowed: false); break;
        }
    }

    void ArriveAtAll(Node target, bool everyOneFollowed)
    {
        if (!AllVisited(target)) return;
        var self = this;
        var inbound = paths.ForwardInto(target).ToList();
        var latest = inbound.Max(c => self.Visits($"c:{c.Index}"));
        var runs = everyOneFollowed
            ? inbound.All(IsFollowed)
            : inbound.Any(c => self.Visits($"c:{c.Index}") == latest && self.IsFollowed(c));
        if (runs) x.Schedule(target);
        else Skip(target);
    }

    void ArriveAtAny(Connection connection)
    {
        var target = connection.Target;
        if (Visits($"c:{connection.Index}") <= Visits($"n:{target.Id}") || IsQueued(target)) return;
        if (IsFollowed(connection))
        {
            x.Schedule(target);
            Flowchart.CancelAncestors(x, paths, target);
        }
        else if (AllVisited(target) && !paths.ForwardInto(target).Any(IsFollowed)) Skip(target);
    }

    void Skip(Node node) => Leave(node, [], null, false);

    void CompleteWhenIdle()
    {
        if (Flowchart.IsIdle(x)) x.Complete();
    }

    bool AllVisited(Node target)
    {
        var self = this;
        var visits = Visits($"n:{target.Id}");
        return paths.ForwardInto(target).All(c => self.Visits($"c:{c.Index}") > visits);
    }

    bool IsQueued(Node target)
    {
        var owner = x.Self.Id;
        return x.Instance.Queue.Any(i => i.Owner == owner && i.Node == target.Path);
    }

    bool IsFollowed(Connection connection) => x.Recall($"f:{connection.Index}").ValueKind == System.Text.Json.JsonValueKind.True;

    int Visits(string key) => x.RecallNumber(key);

    void Count(string key) => x.Remember(key, Values.Of(x.RecallNumber(key) + 1));
}
