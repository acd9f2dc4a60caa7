using Lendflow.Engine.Expressions;
using Lendflow.Engine.Running;
using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Authority;

namespace Lendflow.HumanTasks.Tasks;

/// <summary>What people did in a case: who submitted it and who completed which task.</summary>
public static class CaseActs
{
    /// <summary>Key of the act of submitting the application.</summary>
    public const string Submit = "submit";

    public static IEnumerable<CaseAct> Of(Instance instance)
    {
        if (instance.Input.TryGetValue("submittedBy", out var submitter) && submitter.ValueKind == System.Text.Json.JsonValueKind.String)
            yield return new CaseAct(Submit, submitter.GetString()!);
        foreach (var task in instance.Tasks.Values.Where(t => t.Status == UserTaskStatus.Completed))
            yield return new CaseAct(task.Step, task.CompletedBy!);
    }
}
