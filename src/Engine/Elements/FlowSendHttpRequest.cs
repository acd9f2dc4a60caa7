using System.Globalization;
using System.Text.Json;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Http;
using Lendflow.Engine.Linting;

namespace Lendflow.Engine.Elements;

/// <summary>Leaves by the status of the answer when it is among the expected ones, else by "Unmatched status code", and by Done
/// either way; without an answer by "Failed to connect" or "Timeout" alone.</summary>
sealed class FlowSendHttpRequest : HttpCall
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.FlowSendHttpRequest", "HTTP Request (flow)", "HTTP", "Sends an HTTP request and leaves by the status of the answer.")
    {
        Inputs = [new("expectedStatusCodes", "List<Int32>", "Statuses to leave by.") { DisplayName = "Expected Status Codes", UIHint = "multitext", Default = Values.Of([Values.Of(200)]) }, .. CommonInputs],
        Outputs = CommonOutputs,
        Outcomes = ["200", "Unmatched status code", "Failed to connect", "Timeout", "Done"],
    };

    public override StepOutcomes OutcomesOf(Node node) => node.TryConstant("expectedStatusCodes", out var codes) && codes.ValueKind == JsonValueKind.Array
        ? new StepOutcomes([.. codes.EnumerateArray().Select(Conversion.Text), "Unmatched status code", "Failed to connect", "Timeout", "Done"], OutcomeChoice.Some)
        : StepOutcomes.Unknown;

    protected override void Answered(Execution x, int status)
    {
        var expected = x.Input("expectedStatusCodes") is { ValueKind: JsonValueKind.Array } codes ? codes.EnumerateArray().Select(Conversion.Text).ToList() : [];
        var given = status.ToString(CultureInfo.InvariantCulture);
        if (expected.Count == 0) x.Complete("Done");
        else x.Complete(expected.Contains(given) ? given : "Unmatched status code", "Done");
    }

    protected override void NotAnswered(Execution x, NoReply failure) => x.Complete(failure == NoReply.Timeout ? "Timeout" : "Failed to connect");
}
