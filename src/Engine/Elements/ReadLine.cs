using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Elements;

/// <summary>Reads a line of the standard input of a run. A server has none: there it is an incident.</summary>
sealed class ReadLine : Element
{
    /// <summary>Kind of the job that reads a line.</summary>
    public const string JobKind = "read-line";

    public override ElementDescriptor Descriptor { get; } = new("Elsa.ReadLine", "Read Line", "Console", "Reads a line of standard input.") { Outputs = [new("result", "String", "The line.")] };

    public override void Execute(Execution x) => x.Ask(JobKind, JobMode.Effect, default);

    public override void Resume(Execution x, Resumption resumption)
    {
        if (resumption.Failure is { } failure) x.Fail(failure);
        else if (x.Produce("result", resumption.Payload)) x.Complete();
    }
}
