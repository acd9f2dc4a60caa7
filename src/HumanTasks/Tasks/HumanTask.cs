using System.Text.Json;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.Engine.Running;
using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Authority;
using Lendflow.HumanTasks.Calendars;

namespace Lendflow.HumanTasks.Tasks;

/// <summary>A step that a person does: puts a task into the inbox, keeps its time limit, and is left by the outcome the person
/// chooses.</summary>
public sealed class HumanTask(IWorkRules rules) : Activity
{
    public const string TypeName = "Lendflow.HumanTask";

    public override ElementDescriptor Descriptor { get; } = new(TypeName, "Human Task", "People", "Puts a task into the inbox and waits until a person has completed it.")
    {
        DisplayNameZh = "人工任务",
        DescriptionZh = "在待办箱中生成任务，等待人员办理。",
        Icon = "user",
        Color = "#7c3aed",
        Inputs =
        [
            new("title", "String", "What is to be done, in a few words."),
            new("titleZh", "String", "The same in Chinese."),
            new("description", "String", "Instruction for the person.") { UIHint = "multiline" },
            new("candidateGroups", "List<String>", "Groups whose members may claim the task.") { UIHint = "multitext" },
            new("candidateBranch", "Boolean", "Whether only people of the case's branch are candidates."),
            new("candidateUsers", "List<String>", "Users who may claim the task.") { UIHint = "multitext" },
            new("distinctFrom", "List<String>", "Steps whose actors may not do this one (four-eyes); * for every step.") { UIHint = "multitext" },
            new("priority", "Int32", "0 (lowest) to 100.") { Default = Values.Of(50) },
            new("slaStep", "String", "Step of the SLA policy that limits the time."),
            new("dueIn", "TimeSpan", "Time limit in wall-clock time, when there is no SLA policy."),
            new("outcomes", "JSON", "Ways to complete the task; each is an arrow that can leave it.") { UIHint = "dynamic-outcomes", Default = Values.From(new[] { "Done" }) },
            new("outcomeDetails", "JSON", "How the ways are shown and what they ask for: objects with key, label, labelZh, style, needsComment, reasonKind.") { UIHint = "json-editor" },
            new("form", "JSON", "JSON Schema of the form.") { UIHint = "json-editor" },
            new("formData", "JSON", "What the form shows at first.") { UIHint = "json-editor" },
            new("waitingFor", "String", "Whose time it is: us, applicant or thirdParty.") { UIHint = "dropdown", Options = ["us", "applicant", "thirdParty"], Default = Values.Of("us") },
        ],
        Outputs =
        [
            new("result", "JSON", "What was entered in the form."),
            new("outcome", "String", "The outcome chosen."),
            new("comment", "String", "The comment given."),
            new("reasonCodes", "List<String>", "The reasons given."),
            new("checklist", "JSON", "What has to be done again."),
            new("actor", "String", "Who completed the task."),
        ],
        Outcomes = ["Done"],
    };

    public override StepOutcomes OutcomesOf(Node node)
    {
        if (!node.TryConstant("outcomes", out var outcomes)) return StepOutcomes.Unknown;
        return new StepOutcomes([.. TaskOutcomes.Read(outcomes).Select(o => o.Key)]);
    }

    protected override Answer Run(Call call)
    {
        var rules = FourEyesRules.Read(call.FlowProperty(FourEyesRules.Property), out var problems);
        if (problems.Count > 0) return Answer.Failed(problems[0].Message, string.Join('\n', problems));
        var (task, timers) = TaskClock.Start(NewTask(call, rules), Policy(call), CalendarOf(call), call.Now);
        return Answer.Wait([new Awaited.Person(task.Id), .. timers]) with
        {
            Tasks = [task],
            Facts = [("waitingFor", call.Text("waitingFor"))],
        };
    }

    protected override Answer Continue(Call call, Resumption resumption)
    {
        var task = call.Tasks.Last();
        var (changed, timers) = TaskClock.Ring(task, resumption.Wait.Tag ?? "", Policy(call), CalendarOf(call), call.Now);
        return Answer.Wait([.. timers]) with { Tasks = [changed] };
    }

    protected override Answer Act(Call call, UserTask task, TaskCommand command)
    {
        var (changed, refusal) = TaskRules.Carry(task, command, _ => null, call.Now);
        if (refusal is not null) return Answer.Refused(refusal);
        var tasks = CaseTasks.After(call.Instance, changed!, call.Now);
        if (changed!.Status != UserTaskStatus.Completed) return Answer.Wait() with { Tasks = tasks };
        return Answer.Done(changed.Outcome!) with
        {
            Tasks = tasks,
            Facts = [("waitingFor", null)],
            Outputs =
            [
                ("result", changed.FormData),
                ("outcome", Values.Of(changed.Outcome)),
                ("comment", Values.Of(changed.Comment)),
                ("reasonCodes", Values.From(changed.ReasonCodes)),
                ("checklist", Values.From(changed.Checklist)),
                ("actor", Values.Of(changed.CompletedBy)),
            ],
        };
    }

    static UserTask NewTask(Call call, FourEyesRules rules)
    {
        var task = NewTask(call) with { DistinctFrom = [.. call.List("distinctFrom").Concat(rules.DistinctFrom(call.Step)).Distinct()] };
        return task with { Excluded = CaseTasks.Exclusions(task, CaseActs.Of(call.Instance)) };
    }

    static UserTask NewTask(Call call) => new()
    {
        Id = $"{call.Instance.Id}-t{call.Activity}",
        InstanceId = call.Instance.Id,
        DefinitionId = call.Instance.DefinitionId,
        Activity = call.Activity,
        Step = call.Step,
        CaseNumber = call.Instance.CorrelationId,
        Title = call.Text("title") ?? call.Label,
        TitleZh = call.Text("titleZh"),
        Description = call.Text("description"),
        Stage = call.Instance.Facts.GetValueOrDefault("stage"),
        CandidateGroups = Groups(call),
        CandidateUsers = call.List("candidateUsers"),
        Priority = Math.Clamp(call.Input("priority") is { ValueKind: JsonValueKind.Number } priority ? priority.GetInt32() : 50, 0, 100),
        CreatedAt = call.Now,
        Form = call.Input("form"),
        FormData = call.Input("formData"),
        Outcomes = TaskOutcomes.Read(call.Input("outcomes"), call.Input("outcomeDetails")),
        History = [new TaskEvent(call.Now, "system", "Create")],
    };

    static IReadOnlyList<string> Groups(Call call) => call.Flag("candidateBranch") && call.Instance.Facts.GetValueOrDefault("branch") is { } branch
        ? [.. call.List("candidateGroups").Select(group => $"{group}@{branch}")]
        : call.List("candidateGroups");

    SlaPolicy? Policy(Call call)
    {
        if (call.Text("slaStep") is { } step) return rules.Policy(step, call.Instance.Facts.GetValueOrDefault("track"), call.Now);
        return call.Span("dueIn") is { } span ? new SlaPolicy(call.Step, null, call.Label, call.Label, span, SlaClockKind.Wall, [75, 100], null, "managers") : null;
    }

    WorkCalendar? CalendarOf(Call call) => rules.Calendar(call.Instance.Facts.GetValueOrDefault("branch"), call.Now);
}
