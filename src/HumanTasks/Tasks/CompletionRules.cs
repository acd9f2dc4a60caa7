using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Forms;

namespace Lendflow.HumanTasks.Tasks;

/// <summary>What must be given to complete a task: a known outcome, comment and reasons where the outcome asks for them, and a
/// form that fits its schema. Every problem at once.</summary>
static class CompletionRules
{
    /// <summary>Kind of reasons with which a case is returned for rework.</summary>
    public const string Rework = "rework";

    static readonly string[] ReworkKinds = ["document", "field", "other"];

    public static IReadOnlyList<Problem> Check(UserTask task, TaskCommand command)
    {
        var problems = new List<Problem>();
        var outcome = task.Outcomes.FirstOrDefault(o => o.Key == command.Outcome);
        if (outcome is null)
            problems.Add(new Problem("outcome", $"Expected one of {string.Join(", ", task.Outcomes.Select(o => o.Key))}, but found {Shown(command.Outcome)}."));
        if (outcome is { NeedsComment: true } && string.IsNullOrWhiteSpace(command.Comment))
            problems.Add(new Problem("comment", $"Expected a comment with outcome {outcome.Key}, but there is none."));
        if (outcome?.ReasonKind is { } kind && (command.ReasonCodes ?? []).Count == 0)
            problems.Add(new Problem("reasonCodes", $"Expected at least one reason of kind {kind} with outcome {outcome.Key}, but there is none."));
        CheckChecklist(outcome, command.Checklist, problems);
        if (task.Form.ValueKind == JsonValueKind.Object) problems.AddRange(FormRules.Check(task.Form, command.Form, "form", outcome?.RequiredFields));
        return problems;
    }

    static void CheckChecklist(TaskOutcome? outcome, IReadOnlyList<ReworkItem> checklist, List<Problem> problems)
    {
        if (checklist.Count > 0 && outcome?.ReasonKind != Rework)
            problems.Add(new Problem("checklist", "Expected a checklist only with an outcome for rework, but this is none."));
        for (var i = 0; i < checklist.Count; i++)
        {
            if (!ReworkKinds.Contains(checklist[i].Kind)) problems.Add(new Problem($"checklist[{i}].kind", $"Expected one of {string.Join(", ", ReworkKinds)}, but found '{checklist[i].Kind}'."));
            if (string.IsNullOrWhiteSpace(checklist[i].Key)) problems.Add(new Problem($"checklist[{i}].key", "Expected what is to be done again, but it is empty."));
        }
    }

    static string Shown(string? outcome) => string.IsNullOrEmpty(outcome) ? "none" : $"'{outcome}'";
}
