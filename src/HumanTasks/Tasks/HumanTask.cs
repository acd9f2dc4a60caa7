using System.Text.Json;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Authority;
using Lendflow.HumanTasks.Calendars;

namespace Lendflow.HumanTasks.Tasks;

/// <summary>A step that a person does: puts a task into the inbox, keeps its time limit, and is left by the outcome the person
/// chooses.</summary>
public sealed class HumanTask(IWorkRules rules) : TaskActivity(rules)
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
            new("descriptionZh", "String", "The same in Chinese.") { UIHint = "multiline" },
            new("candidateGroups", "List<String>", "Groups whose members may claim the task.") { UIHint = "multitext" },
            new("candidateBranch", "Boolean", "Whether only people of the case's branch are candidates."),
            new("candidateUsers", "List<String>", "Users who may claim the task.") { UIHint = "multitext" },
            new("distinctFrom", "List<String>", "Steps whose actors may not do this one (four-eyes); * for every step.") { UIHint = "multitext" },
            new("priority", "Int32", "0 (lowest) to 100.") { Default = Values.Of(50) },
            new("slaStep", "String", "Step of the SLA policy that limits the time."),
            new("dueIn", "TimeSpan", "Time limit in wall-clock time, when there is no SLA policy."),
            new("outcomes", "JSON", "Ways to complete the task; each is an arrow that can leave it.") { UIHint = "dynamic-outcomes", Default = Values.From(new[] { "Done" }) },
            new("outcomeDetails", "JSON", "How the ways are shown and what they ask for: objects with key, label, labelZh, style, needsComment, reasonKind, requiredFields.") { UIHint = "json-editor" },
            new("formKey", "String", "Form of the lender that the person fills in. Its edition of the day stays with the task."),
            new("form", "JSON", "JSON Schema of a form that only this step uses.") { UIHint = "json-editor" },
            new("formData", "JSON", "What the form shows at first.") { UIHint = "json-editor" },
            new("bulk", "Boolean", "Whether many tasks of this step may be completed at once."),
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
        if (!TryForm(call, out var form, out var unknown)) return unknown;
        var (task, awaited) = Open(call, Drawn(call, rules) with { Form = form }, CaseActs.Of(call.Instance));
        if (NoLimit(task) is { } noLimit) return Answer.Failed(noLimit);
        return Answer.Wait(awaited) with { Tasks = [task], Facts = [("waitingFor", call.Text("waitingFor"))] };
    }

    protected override Answer Completed(Call call, UserTask task) => Answer.Done(task.Outcome!) with
    {
        Facts = [("waitingFor", null)],
        Outputs =
        [
            ("result", task.FormData),
            ("outcome", Values.Of(task.Outcome)),
            ("comment", Values.Of(task.Comment)),
            ("reasonCodes", Values.From(task.ReasonCodes)),
            ("checklist", Values.From(task.Checklist)),
            ("actor", Values.Of(task.CompletedBy)),
        ],
    };

    protected override SlaPolicy? Limit(Call call)
    {
        if (call.Text("slaStep") is { } step) return PolicyOf(call, step);
        return call.Span("dueIn") is { } span ? new SlaPolicy(call.Step, null, call.Label, call.Label, span, SlaClockKind.Wall, [75, 100], null, "managers") : null;
    }

    static UserTask Drawn(Call call, FourEyesRules rules) => NewTask(call, $"{call.Instance.Id}-t{call.Activity}") with
    {
        Description = call.Text("description"),
        DescriptionZh = call.Text("descriptionZh"),
        CandidateGroups = Groups(call),
        CandidateUsers = call.List("candidateUsers"),
        DistinctFrom = [.. call.List("distinctFrom").Concat(rules.DistinctFrom(call.Step)).Distinct()],
        Priority = Math.Clamp(call.Input("priority") is { ValueKind: JsonValueKind.Number } priority ? priority.GetInt32() : 50, 0, 100),
        AllowsBulk = call.Flag("bulk"),
        FormData = call.Input("formData"),
        Outcomes = TaskOutcomes.Read(call.Input("outcomes"), call.Input("outcomeDetails")),
    };

    static IReadOnlyList<string> Groups(Call call) => call.Flag("candidateBranch") && call.Instance.Facts.GetValueOrDefault("branch") is { } branch
        ? [.. call.List("candidateGroups").Select(group => $"{group}@{branch}")]
        : call.List("candidateGroups");
}
