using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Authority;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.HumanTasks.Review;

/// <summary>Who may read a vote while the review it is part of is open.</summary>
public static class ReviewVisibility
{
    /// <summary>Whether what somebody said is to be kept from a reader for now. One's own vote is never hidden, a decided one neither.</summary>
    /// <param name="tasks">All tasks of the case.</param>
    public static bool IsHidden(UserTask vote, IEnumerable<UserTask> tasks, string reader)
    {
        if (vote.Visibility == Visibility.Open || vote.Status != UserTaskStatus.Completed || FourEyes.IsSame(vote.CompletedBy!, reader)) return false;
        var review = tasks.Where(t => t.Activity == vote.Activity).ToList();
        if (!review.Any(TaskTransitions.IsOpen)) return false;
        return vote.Visibility == Visibility.AfterAll || !review.Any(t => t.CompletedBy is { } voter && FourEyes.IsSame(voter, reader));
    }

    /// <summary>A vote without what was said.</summary>
    public static UserTask Hide(UserTask vote) => vote with
    {
        Outcome = null,
        Comment = null,
        ReasonCodes = [],
        Checklist = [],
        FormData = default,
        History = [.. vote.History.Select(e => e.Action is nameof(TaskAction.Complete) or nameof(TaskAction.Return) ? e with { Action = nameof(TaskAction.Complete), Comment = null } : e)],
    };
}
