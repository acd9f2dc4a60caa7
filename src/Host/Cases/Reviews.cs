using Lendflow.Activities.Approval;
using Lendflow.Engine.Tasks;
using Lendflow.Host.Api;
using Lendflow.HumanTasks.Review;
using Lendflow.Storage.Queries;

namespace Lendflow.Host.Cases;

/// <summary>The others of a review: who sits on it, what was said as far as the reader may know, and how far the quorum is.</summary>
sealed class Reviews(TaskQueries queries, TaskShapes shapes)
{
    /// <returns>Without seats when the task is nobody's but its own.</returns>
    public async Task<ReviewView> OfAsync(UserTask task, Person reader, CancellationToken cancellationToken)
    {
        var all = await queries.ListOfInstanceAsync(task.InstanceId, cancellationToken);
        var tasks = all.Where(t => t.Activity == task.Activity).ToList();
        if (ApprovalSeat.Find(task) is { Row: { Approvers.Count: > 1 } row }) return Tiered(row, tasks, all, reader);
        if (SeatOf.Find(task) is not null) return Joint(tasks, all, reader);
        return new ReviewView("single", 0, 0, 0, null, []);
    }

    ReviewView Tiered(AuthorityRow row, List<UserTask> tasks, IReadOnlyList<UserTask> all, Person reader)
    {
        var left = tasks.ToList();
        var seats = new List<ReviewSeatView>();
        foreach (var group in row.Approvers)
        {
            var task = left.Find(t => ApprovalSeat.Find(t)?.Group == group);
            if (task is not null) left.Remove(task);
            seats.Add(Seat(new ReviewSeat(group, 1, row.Veto.Contains(group)), task, all, reader));
        }
        return View(row.Mode == ApprovalMode.Joint ? "joint" : "sequential", row.Mode == ApprovalMode.Joint ? row.Quorum : row.Approvers.Count, row.EscalateTo, seats);
    }

    ReviewView Joint(List<UserTask> tasks, IReadOnlyList<UserTask> all, Person reader)
    {
        var seats = tasks.OrderBy(t => t.Id, StringComparer.Ordinal).Select(t => (Of: SeatOf.Find(t)!, Task: t)).ToList();
        var views = seats.Select(s => Seat(s.Of.Seat, s.Task, all, reader) with { IsDecider = s.Of.IsDecider }).ToList();
        return View("joint", seats.Find(s => !s.Of.IsDecider).Of.Quorum, null, views);
    }

    ReviewSeatView Seat(ReviewSeat seat, UserTask? task, IReadOnlyList<UserTask> all, Person reader)
    {
        var isHidden = task is not null && ReviewVisibility.IsHidden(task, all, reader.Name);
        var said = isHidden || task is not { Status: UserTaskStatus.Completed } ? null : task;
        var outcome = said?.Outcomes.FirstOrDefault(o => o.Key == said.Outcome);
        return new ReviewSeatView(
            task?.Id, seat.Group, seat.Weight, seat.HasVeto, false, task?.Status.ToString().ToLowerInvariant() ?? "later", task?.CompletedBy ?? task?.Assignee, task?.OnBehalfOf,
            said?.Outcome, outcome?.Label, outcome?.LabelZh ?? outcome?.Label, said?.Comment, [.. (said?.ReasonCodes ?? []).Select(shapes.Reason)], task?.CompletedAt, isHidden);
    }

    /// <summary>Only what may be read is counted: a sum would tell what is hidden.</summary>
    static ReviewView View(string mode, int quorum, string? escalateTo, IReadOnlyList<ReviewSeatView> seats) =>
        new(mode, quorum, Weight(seats, nameof(Vote.Approve)), Weight(seats, nameof(Vote.Decline)), escalateTo, seats);

    static int Weight(IReadOnlyList<ReviewSeatView> seats, string vote) => seats.Where(s => !s.IsDecider && s.Vote == vote).Sum(s => s.Weight);
}
