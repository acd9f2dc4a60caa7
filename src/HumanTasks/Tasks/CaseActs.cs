using Lendflow.Engine.Running;
using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Authority;

namespace Lendflow.HumanTasks.Tasks;

/// <summary>What people did in a case: who submitted it, who owns it, and who completed which task. Who acts in an absent
/// person's place acts for both.</summary>
public static class CaseActs
{
    /// <summary>Key of the act of submitting the application.</summary>
    public const string Submit = "submit";

    /// <summary>Key of the act of owning the case: the fact <c>caseOwner</c>.</summary>
    public const string CaseOwner = "case-owner";

    const string CaseOwnerFact = "caseOwner";

    public static IEnumerable<CaseAct> Of(Instance instance) => Of(instance, instance.Tasks.Values);

    internal static IEnumerable<CaseAct> Of(Instance instance, IEnumerable<UserTask> tasks)
    {
        if (instance.Input.TryGetValue("submittedBy", out var submitter) && submitter.ValueKind == System.Text.Json.JsonValueKind.String)
            yield return new CaseAct(Submit, submitter.GetString()!);
        if (instance.Facts.GetValueOrDefault(CaseOwnerFact) is { } owner) yield return new CaseAct(CaseOwner, owner);
        foreach (var task in tasks.Where(t => t.Status == UserTaskStatus.Completed))
        {
            yield return new CaseAct(task.Step, task.CompletedBy!, task.Activity);
            if (task.OnBehalfOf is { } absent) yield return new CaseAct(task.Step, absent, task.Activity);
        }
    }
}
