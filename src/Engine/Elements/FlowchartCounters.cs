using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Elements;

/// <summary>Counter mode: every arrow counts how often it was visited and whether it was followed the last time, every step
/// how often it was left. A step with several arrows into it runs when all of them were visited once more than the step and
/// one was followed; when none was, it is skipped and what comes after it learns so. Source: Elsa 3.8, measured.</summary>
/// <remarks>Counts are only kept where arrows meet: a step with one arrow into it runs whenever that is followed.</remarks>
readonly struct FlowchartCounters(Execution x, FlowchartPaths paths, ActivityExecution child)
{
    const string Backward = "backward";

    public void Completed(Node node)
    {
        if (Leave(node, child.Outcomes, child.Tag == Backward)) CompleteWhenIdle();
    }

    public void Canceled(Node node)
    {
        Skip(node);
        CompleteWhenIdle();
    }

    /// <summary>It begins past the arrows: as if all of them had led there once more.</summary>
    public void Entered(Node node)
    {
        if (paths.IsMeeting(node))
            foreach (var connection in paths.ForwardInto(node)) x.Remember(connection.Key, Values.Of(Math.Max(Visits(connection), Left(node) + 1)));
    }

    /// <summary>It will not be left by its arrows, but it was reached.</summary>
    public void TakenOut(Node node)
    {
        if (paths.IsMeeting(node)) x.Remember(node.Id, Values.Of(Left(node) + 1));
    }

    /// <summary>Nobody will come by this arrow any more: as if it had been visited and not followed.</summary>
    public void WillNotCome(Connection connection)
    {
        if (Visits(connection) <= Left(connection.Target)) x.Remember(connection.Key, Values.Of(-(Left(connection.Target) + 1)));
    }

    /// <returns>False when the step that was left is faulted by where its arrows lead.</returns>
    bool Leave(Node node, IReadOnlyList<string>? outcomes, bool cameBackward)
    {
        if (!cameBackward && paths.IsMeeting(node)) x.Remember(node.Id, Values.Of(Left(node) + 1));
        foreach (var connection in paths.OutOf(node))
        {
            var isFollowed = connection.IsFollowedBy(outcomes);
            var goesOn = paths.IsForward(connection) ? Arrive(connection, isFollowed) : !isFollowed || GoBack(connection);
            if (!goesOn) return false;
        }
        return true;
    }

    bool GoBack(Connection connection)
    {
        if (paths.IsSoundBackward(connection))
        {
            x.Schedule(connection.Target, Backward);
            return true;
        }
        x.Fail(child, $"Expected every path to '{connection.Source.Id}' to pass '{connection.Target.Id}', because an arrow leads back from the one to the other, but there is a path around it.");
        return false;
    }

    bool Arrive(Connection connection, bool isFollowed)
    {
        var target = connection.Target;
        if (Flowchart.JoinMode(x, child, target) is not { } mode) return false;
        if (paths.IsMeeting(target)) Visit(connection, isFollowed);
        else return mode == "WaitAny" ? ArriveAtAny(connection, isFollowed) : Go(target, isFollowed);
        return mode == "WaitAny" ? ArriveAtAny(connection, isFollowed) : ArriveAtAll(target, everyOneFollowed: mode == "WaitAll");
    }

    bool ArriveAtAll(Node target, bool everyOneFollowed)
    {
        if (!AllVisited(target)) return true;
        var inbound = paths.ForwardInto(target);
        return Go(target, everyOneFollowed ? inbound.All(IsFollowed) : IsOneOfTheLatestFollowed(inbound));
    }

    bool IsOneOfTheLatestFollowed(Connection[] inbound)
    {
        var latest = 0;
        foreach (var connection in inbound) latest = Math.Max(latest, Visits(connection));
        foreach (var connection in inbound)
            if (Visits(connection) == latest && IsFollowed(connection)) return true;
        return false;
    }

    bool ArriveAtAny(Connection connection, bool isFollowed)
    {
        var target = connection.Target;
        var isMeeting = paths.IsMeeting(target);
        if (isMeeting && Visits(connection) <= Left(target) || IsQueued(target)) return true;
        if (isFollowed)
        {
            x.Schedule(target);
            Flowchart.CancelAncestors(x, paths, target);
            return true;
        }
        return isMeeting && !(AllVisited(target) && !paths.ForwardInto(target).Any(IsFollowed)) || Skip(target);
    }

    bool Go(Node target, bool runs)
    {
        if (!runs) return Skip(target);
        x.Schedule(target);
        return true;
    }

    bool Skip(Node node) => Leave(node, [], false);

    void CompleteWhenIdle()
    {
        if (Flowchart.IsIdle(x)) x.Complete();
    }

    bool AllVisited(Node target)
    {
        var left = Left(target);
        foreach (var connection in paths.ForwardInto(target))
            if (Visits(connection) <= left) return false;
        return true;
    }

    bool IsQueued(Node target) => x.Instance.Ties.HasQueued(x.Self.Id, target.Path);

    int Left(Node node) => x.RecallNumber(node.Id);

    /// <summary>An arrow's counter is negative when it was not followed the last time.</summary>
    void Visit(Connection connection, bool isFollowed)
    {
        var visits = Visits(connection) + 1;
        x.Remember(connection.Key, Values.Of(isFollowed ? visits : -visits));
    }

    int Visits(Connection connection) => Math.Abs(x.RecallNumber(connection.Key));

    bool IsFollowed(Connection connection) => x.RecallNumber(connection.Key) > 0;
}
