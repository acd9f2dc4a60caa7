using System.Text.Json;
using Lendflow.CSharp;
using Lendflow.Engine.Elements;

namespace Lendflow.Engine.Tests.Conformance;

/// <summary>The catalogue of activity types as the real Elsa's registry gives it.</summary>
public sealed class ActivityTypesTests
{
    /// <summary>What only its own machinery uses, or what was never asked for here.</summary>
    static readonly string[] NotHere =
    [
        "Elsa.AlterationPlanCompleted", "Elsa.CompleteAlterationPlan", "Elsa.DispatchAlterationJobs", "Elsa.GenerateAlterationJobs", "Elsa.SubmitAlterationPlan",
        "Elsa.DownloadHttpFile", "Elsa.WriteFileHttpResponse",
        "Elsa.Workflows.Activities.DynamicActivity", "Elsa.Workflows.Management.Activities.HostMethod.HostMethodActivity",
        "Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity.WorkflowDefinitionActivity",
    ];

    static readonly string[] OnPurpose =
    [
        // Kept out of the record of evaluated inputs.
        "Elsa.SendHttpRequest: input authorization is evaluated first: False",
        "Elsa.FlowSendHttpRequest: input authorization is evaluated first: False",
        // Run by the activity itself, which gives the script setOutcome.
        "Elsa.RunJavaScript: input script is evaluated first: False",
        "Elsa.RunCSharp: input script is evaluated first: False",
        // Elsa's registry does not show what its designer cannot edit.
        "Elsa.StateMachine: input states is not Elsa's",
        "Elsa.StateMachine: input transitions is not Elsa's",
        "Elsa.StateMachine: input initialState is not Elsa's",
        // Of the implicit root; nothing can read it.
        "Elsa.Workflow: no output result",
    ];

    [ElsaFact]
    public void Every_type_has_the_inputs_outputs_and_ports_that_Elsas_has()
    {
        var elements = new ElementTable([new CSharpLanguage()], []);
        var differences = new List<string>();
        foreach (var elsa in ElsaExpectations.ActivityTypes.Where(t => !NotHere.Contains(t.GetProperty("type").GetString())))
        {
            var type = elsa.GetProperty("type").GetString()!;
            if (!elements.TryFind(type, out var element)) differences.Add($"{type} is missing");
            else differences.AddRange(DifferencesOf(elsa, element.Descriptor).Select(d => $"{type}: {d}"));
        }

        differences.Should().BeEquivalentTo(OnPurpose);
    }

    static IEnumerable<string> DifferencesOf(JsonElement elsa, ElementDescriptor ours)
    {
        var inputs = elsa.GetProperty("inputs").EnumerateArray().ToDictionary(i => Camel(i.GetProperty("n").GetString()!));
        foreach (var name in inputs.Keys.Except(ours.Inputs.Select(i => i.Name))) yield return $"no input {name}";
        foreach (var input in ours.Inputs)
        {
            if (!inputs.TryGetValue(input.Name, out var theirs)) yield return $"input {input.Name} is not Elsa's";
            else if (theirs.GetProperty("wrapped").GetBoolean() != input.IsWrapped) yield return $"input {input.Name} is wrapped: {input.IsWrapped}";
            else if (input.IsWrapped && theirs.GetProperty("auto").GetBoolean() != input.IsEvaluatedFirst) yield return $"input {input.Name} is evaluated first: {input.IsEvaluatedFirst}";
        }
        var outputs = elsa.GetProperty("outputs").EnumerateArray().Select(o => Camel(o.ValueKind == JsonValueKind.String ? o.GetString()! : o.GetProperty("n").GetString()!)).ToList();
        foreach (var name in outputs.Except(ours.Outputs.Select(o => o.Name))) yield return $"no output {name}";
        foreach (var name in ours.Outputs.Select(o => o.Name).Except(outputs)) yield return $"output {name} is not Elsa's";
        var ports = elsa.GetProperty("ports").EnumerateArray().Where(p => p.GetProperty("type").GetString() == "Embedded" && p.GetProperty("IsBrowsable").GetBoolean()).Select(p => Camel(p.GetProperty("Name").GetString()!)).ToList();
        foreach (var name in ports.Except(ours.Ports)) yield return $"no port {name}";
        foreach (var name in ours.Ports.Except(ports)) yield return $"port {name} is not Elsa's";
        if (elsa.GetProperty("IsTerminal").GetBoolean() != ours.IsTerminal) yield return $"is terminal: {ours.IsTerminal}";
        if (elsa.GetProperty("kind").GetString() == "Trigger" != ours.IsTrigger) yield return $"is a trigger: {ours.IsTrigger}";
    }

    static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
