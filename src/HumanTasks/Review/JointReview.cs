using System.Text.Json;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Authority;
using Lendflow.HumanTasks.Calendars;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.HumanTasks.Review;

/// <summary>Several departments give their opinions at once (联合审批): a task for each seat, a quorum with weights and vetoes, and
/// a recorded vote. When they cannot agree, one person of another group decides.</summary>
public sealed class JointReview(IWorkRules rules) : TaskActivity(rules)
{
    public const string TypeName = "Lendflow.JointReview";

    public override ElementDescriptor Descriptor { get; } = new(TypeName, "Joint Review", "People", "Asks several groups for their opinion at once and decides by quorum, weight and veto.")
    {
        DisplayNameZh = "联合审批（会签）",
        DescriptionZh = "多个部门同时出具意见，按法定人数、权重与一票否决形成结论。",
        Icon = "users",
        Color = "#7c3aed",
        Inputs =
        [
            new("title", "String", "Title of the tasks."),
            new("titleZh", "String", "The same in Chinese."),
            new("description", "String", "Instruction for the reviewers.") { UIHint = "multiline" },
            new("descriptionZh", "String", "The same in Chinese.") { UIHint = "multiline" },
            new("seats", "JSON", "The seats: objects with group, weight (1) and hasVeto (false).") { UIHint = "json-editor" },
            new("quorum", "Int32", "Weight that decides; more than half when nothing is said."),
            new("visibility", "String", "Who sees what others said before it is decided: open, afterOwn or afterAll.") { UIHint = "dropdown", Options = ["open", "afterOwn", "afterAll"], Default = Values.Of("open") },
            new("escalateTo", "String", "Group of which one decides when the seats cannot; without it the step is left by Deadlock."),
            new("distinctFrom", "List<String>", "Steps whose actors may not take a seat (four-eyes); * for every step.") { UIHint = "multitext" },
            new("slaStep", "String", "Step of the SLA policy that limits the time of each task."),
            new("formKey", "String", "Form of the lender that each reviewer fills in. Its edition of the day stays with the task."),
            new("form", "JSON", "JSON Schema of a form that only this step uses.") { UIHint = "json-editor" },
        ],
        Outputs = [new("review", "JSON", "The decision with every vote: who, for which seat, with what weight and why.")],
        Outcomes = ["Approved", "Declined", "Returned", "Deadlock"],
    };

    protected override Answer Run(Call call)
    {
        var seats = call.Read<List<ReviewSeat>>("seats") ?? [];
        var weight = seats.Sum(seat => seat.Weight);
        var quorum = call.Input("quorum") is { ValueKind: JsonValueKind.Number } given ? given.GetInt32() : weight / 2 + 1;
        var fourEyes = FourEyesRules.Read(call.FlowProperty(FourEyesRules.Property), out var problems);
        if (problems.Count > 0) return Answer.Failed(problems[0].Message, string.Join('\n', problems));
        if (seats.Count == 0 || seats.Any(seat => seat.Weight < 1 || string.IsNullOrEmpty(seat.Group)))
            return Answer.Failed($"Expected input 'seats' of step '{call.Label}' to list seats with a group and a weight of 1 or more, but it does not.");
        if (quorum < 1 || quorum > weight) return Answer.Failed($"Expected a quorum of 1 to {weight}, the weight of all seats, but found {quorum}.");

        IReadOnlyList<string> distinctFrom = [.. call.List("distinctFrom").Concat(fourEyes.DistinctFrom(call.Step)).Distinct()];
        if (!TryForm(call, out var form, out var unknown)) return unknown;

        var opened = new List<(UserTask Task, IReadOnlyList<Awaited> Awaited)>();
        foreach (var seat in seats) opened.Add(Open(call, Drawn(call, new SeatOf(seat, quorum), opened.Count + 1, distinctFrom) with { Form = form }, CaseActs.Of(call.Instance)));
        return Answer.Wait([.. opened.SelectMany(o => o.Awaited)]) with { Tasks = [.. opened.Select(o => o.Task)], Facts = [("waitingFor", "us")] };
    }

    protected override SlaPolicy? Limit(Call call) => call.Text("slaStep") is { } step ? PolicyOf(call, step) : null;

    protected override Answer Completed(Call call, UserTask task)
    {
        var tasks = call.Tasks.Select(t => t.Id == task.Id ? task : t).ToList();
        var votes = tasks.Where(t => !IsDecider(t)).Select(t => (SeatOf(t).Seat, VoteOf(t))).ToList();
        if (IsDecider(task)) return Decided(task.Outcome == nameof(Vote.Approve) ? "Approved" : "Declined", tasks, call.Now);
        return JointDecision.Decide(votes, SeatOf(task).Quorum) switch
        {
            _ when tasks.Any(IsDecider) => Answer.Wait(),
            JointState.Pending => Answer.Wait(),
            JointState.Deadlocked when call.Text("escalateTo") is { } group => Escalated(call, task, tasks, group),
            JointState.Deadlocked => Decided("Deadlock", tasks, call.Now),
            var state => Decided(state.ToString(), tasks, call.Now),
        };
    }

    Answer Escalated(Call call, UserTask last, List<UserTask> tasks, string group)
    {
        var acts = CaseActs.Of(call.Instance).Append(new CaseAct(call.Step, last.CompletedBy!, call.Activity));
        var decider = Drawn(call, new SeatOf(new ReviewSeat(group), 1), tasks.Count + 1, last.DistinctFrom) with
        {
            Outcomes = Outcomes.Where(o => o.Key is nameof(Vote.Approve) or nameof(Vote.Decline)).ToList(),
            Context = Values.From(new SeatOf(new ReviewSeat(group), 1, IsDecider: true)),
            Description = "The reviewers could not agree.",
            DescriptionZh = "评审未能达成一致。",
            Form = last.Form,
        };
        var (task, awaited) = Open(call, decider, acts);
        return Answer.Wait(awaited) with { Tasks = [task] };
    }

    static Answer Decided(string outcome, List<UserTask> tasks, DateTimeOffset now)
    {
        var votes = tasks.Where(t => t.Status == UserTaskStatus.Completed).OrderBy(t => t.CompletedAt)
            .Select(t => new RecordedVote(t.CompletedBy!, t.OnBehalfOf, SeatOf(t).Seat, Enum.Parse<Vote>(t.Outcome!), t.Comment, t.ReasonCodes, t.CompletedAt!.Value, IsDecider(t))).ToList();
        return Answer.Done(outcome) with
        {
            Outputs = [("review", Values.From(new ReviewRecord(outcome, votes.Count == 0 ? 0 : SeatOf(tasks[0]).Quorum, votes, now)))],
            Facts = [("waitingFor", null)],
        };
    }

    static UserTask Drawn(Call call, SeatOf seat, int number, IReadOnlyList<string> distinctFrom) => NewTask(call, $"{call.Instance.Id}-t{call.Activity}-{number}") with
    {
        Description = call.Text("description"),
        DescriptionZh = call.Text("descriptionZh"),
        CandidateGroups = [seat.Seat.Group],
        DistinctFrom = distinctFrom,
        Outcomes = Outcomes,
        Visibility = Enum.TryParse<Visibility>(call.Text("visibility"), ignoreCase: true, out var visibility) ? visibility : Visibility.Open,
        Context = Values.From(seat),
    };

    static readonly IReadOnlyList<TaskOutcome> Outcomes =
    [
        new(nameof(Vote.Approve), "Approve", "同意", "primary"),
        new(nameof(Vote.Return), "Return for rework", "退回补件", "default", NeedsComment: true, ReasonKind: "rework"),
        new(nameof(Vote.Decline), "Decline", "不同意", "danger", NeedsComment: true, ReasonKind: "decline"),
        new(nameof(Vote.Abstain), "Abstain", "弃权", "default", NeedsComment: true),
    ];

    static SeatOf SeatOf(UserTask task) => Values.To<SeatOf>(task.Context)!;

    static bool IsDecider(UserTask task) => SeatOf(task).IsDecider;

    static Vote? VoteOf(UserTask task) => task.Status == UserTaskStatus.Completed ? Enum.Parse<Vote>(task.Outcome!) : null;
}

/// <summary>What a task of a review is for.</summary>
/// <param name="IsDecider">Whether it decides a deadlock of the others.</param>
public sealed record SeatOf(ReviewSeat Seat, int Quorum, bool IsDecider = false)
{
    /// <summary>Null when the task is for something else.</summary>
    public static SeatOf? Find(UserTask task) =>
        task.Context.ValueKind == JsonValueKind.Object && task.Context.TryGetProperty("seat", out _) ? Values.To<SeatOf>(task.Context) : null;
}

/// <summary>A joint review as it is kept.</summary>
public sealed record ReviewRecord(string Outcome, int Quorum, IReadOnlyList<RecordedVote> Votes, DateTimeOffset At);

/// <summary>One vote, by name (记名投票).</summary>
/// <param name="OnBehalfOf">The absent person in whose place it was given.</param>
/// <param name="IsDecider">Whether it decided a deadlock.</param>
public sealed record RecordedVote(
    string Person, string? OnBehalfOf, ReviewSeat Seat, Vote Vote, string? Comment, IReadOnlyList<string> ReasonCodes, DateTimeOffset At, bool IsDecider);
