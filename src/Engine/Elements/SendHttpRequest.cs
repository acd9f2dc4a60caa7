using Lendflow.Engine.Definitions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Http;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Elements;

/// <summary>Runs the activity embedded for the status of the answer, or for its failure; completes at once where there is none.</summary>
sealed class SendHttpRequest : HttpCall
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.SendHttpRequest", "HTTP Request", "HTTP", "Sends an HTTP request and runs an embedded activity by the status of the answer.")
    {
        Inputs = [new("expectedStatusCodes", "Object", "Statuses, each with the activity to run.") { DisplayName = "Expected Status Codes", IsWrapped = false, UIHint = "http-status-codes" }, .. CommonInputs],
        Outputs = CommonOutputs,
        Ports = ["unmatchedStatusCode", "failedToConnect", "timeout"],
    };

    sealed record Plan(IReadOnlyList<(int? Status, Node? Activity)> Cases, Node? Unmatched, Node? FailedToConnect, Node? Timeout);

    public override object Compile(Node node, GraphBuilder builder) => new Plan(
        [.. node.Source.Member("expectedStatusCodes").Items().Select(c => (c.Number("statusCode"), builder.Embedded(node, c.Member("activity"))))],
        builder.Port(node, "unmatchedStatusCode"), builder.Port(node, "failedToConnect"), builder.Port(node, "timeout"));

    /// <summary>A status without an activity of its own counts as unmatched, as in Elsa.</summary>
    protected override void Answered(Execution x, int status)
    {
        var plan = (Plan)x.Node.Plan!;
        Run(x, plan.Cases.FirstOrDefault(c => c.Status == status).Activity ?? plan.Unmatched);
    }

    protected override void NotAnswered(Execution x, NoReply failure) =>
        Run(x, failure == NoReply.Timeout ? ((Plan)x.Node.Plan!).Timeout : ((Plan)x.Node.Plan!).FailedToConnect);

    public override void ChildCompleted(Execution x, ActivityExecution child) => x.Complete();

    static void Run(Execution x, Node? activity)
    {
        if (activity is null) x.Complete();
        else x.Schedule(activity);
    }
}
