using System.Runtime.InteropServices;
using System.Text.Json;

namespace Lendflow.Engine.Running;

/// <summary>What a decision has used up so far. Whatever is written down counts with its bytes each time it is written, because the
/// log keeps it each time.</summary>
sealed class Consumption
{
    int steps;
    int jobs;
    long bytes;

    /// <summary>Why the decision must stop; null as long as it may go on.</summary>
    public string? Excess(Instance instance) =>
        steps > Limits.BurstSteps ? $"Expected the case to come to rest, but it ran {Limits.BurstSteps} steps without waiting for anything: a loop never ends."
        : jobs > Limits.BurstJobs ? $"Expected at most {Limits.BurstJobs} jobs and events from one decision, but the case asks for more."
        : IsFull ? $"Expected at most {Limits.BurstBytes} bytes of values from one decision, but the case writes more."
        : instance.LastActivity > Limits.CaseSteps ? $"Expected a case to end within {Limits.CaseSteps} steps, but this one goes on."
        : null;

    public bool IsFull => bytes > Limits.BurstBytes;

    public void Step() => steps++;

    public void Count(Change change)
    {
        if (change is Change.JobRequested or Change.JobHeld) jobs++;
        bytes += change switch
        {
            Change.InputsEvaluated c => SizeOf(c.Values),
            Change.VariableSet c => SizeOf(c.Value),
            Change.OutputProduced c => SizeOf(c.Value),
            Change.MemorySet c => SizeOf(c.Value),
            Change.LineWritten c => 2L * c.Text.Length,
            Change.VariableDeclared c => SizeOf(c.Variable.Value),
            Change.WorkflowOutputSet c => SizeOf(c.Value),
            Change.JobRequested c => SizeOf(c.Job.Payload),
            Change.JobHeld c => SizeOf(c.Job.Payload),
            Change.WaitCreated c => SizeOf(c.Wait.Payload),
            Change.NameSet c => 2L * (c.Name?.Length ?? 0),
            Change.CorrelationSet c => 2L * (c.CorrelationId?.Length ?? 0),
            _ => 0,
        };
    }

    /// <summary>Bytes of the values a case holds on to.</summary>
    public static long Held(Instance instance)
    {
        var held = SizeOf(instance.Input) + SizeOf(instance.Output);
        foreach (var outputs in instance.Outputs.Values) held += SizeOf(outputs);
        foreach (var execution in instance.Activities.Values) held += SizeOf(execution.Inputs) + execution.HeldBytes;
        return held;
    }

    public static int SizeOf(JsonElement value) => value.ValueKind == JsonValueKind.Undefined ? 0 : JsonMarshal.GetRawUtf8Value(value).Length;

    public static long SizeOf(IReadOnlyDictionary<string, JsonElement> values)
    {
        if (values.Count == 0) return 0;
        var size = 0L;
        foreach (var (_, value) in values) size += SizeOf(value);
        return size;
    }
}
