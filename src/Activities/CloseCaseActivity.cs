using Lendflow.Engine.Elements;

namespace Lendflow.Activities;

/// <summary>Ends a case with a status and its reasons. A decline is a person's, a block is a rule's: the three kinds of no are
/// never mixed.</summary>
public sealed class CloseCaseActivity(Policy policy) : Activity
{
    static readonly string[] Statuses = ["declined", "blocked", "withdrawn", "disbursed"];

    public override ElementDescriptor Descriptor { get; } = new("Lending.CloseCase", "Close Case", "Lending", "Ends the case with a status and its reasons.")
    {
        DisplayNameZh = "结案",
        DescriptionZh = "记录案件的最终状态与原因。",
        Icon = "flag",
        Color = "#475569",
        Inputs =
        [
            new("status", "String", "How the case ended.") { IsRequired = true, UIHint = "dropdown", Options = Statuses },
            new("reasonCodes", "List<String>", "Why.") { UIHint = "multitext" },
        ],
        Outcomes = ["Done"],
    };

    protected override Answer Run(Call call)
    {
        var status = call.Text("status");
        if (!Statuses.Contains(status)) return Answer.Failed($"Expected the status to be one of {string.Join(", ", Statuses)}, but it is '{status}'.");
        var unknown = call.List("reasonCodes").Where(code => policy.At(call.Now).FindReason(code) is null).ToList();
        if (unknown.Count > 0) return Answer.Failed($"Expected reason codes of reason-codes.json, but {string.Join(", ", unknown)} are not among them.");
        return Answer.Done() with { Facts = [("status", status), ("reasons", string.Join(",", call.List("reasonCodes"))), ("waitingFor", null)] };
    }
}
