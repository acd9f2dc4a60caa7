using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;

namespace Lendflow.Activities.Approval;

/// <summary>Finds the row of the authority matrix that covers the case and sends it along that row's track.</summary>
public sealed class ChooseTrackActivity(Policy policy) : Activity
{
    public override ElementDescriptor Descriptor { get; } = new("Lending.ChooseTrack", "Choose Track", "Lending", "Sends the case along the track its amount, grade, product and branch call for.")
    {
        DisplayNameZh = "选择通道",
        DescriptionZh = "按金额、等级、产品与机构选择秒批、快速通道或标准流程。",
        Icon = "route",
        Color = "#9333ea",
        Inputs = [CaseOf.ApplicationInput, new("exposure", "Decimal", "What the borrower owes here already.")],
        Outputs = [new("row", "JSON", "The row that covers the case."), new("track", "String", "The track.")],
        Outcomes = ["Instant", "Fast", "Standard"],
    };

    protected override Answer Run(Call call)
    {
        if (call.Application() is not { } application) return CaseOf.NoApplication(call);
        if (!Authority.TryFind(policy, call, application, out var row, out var problem)) return Answer.Failed(problem);
        return Answer.Done(row.Track.ToString()) with
        {
            Outputs = [("row", Values.From(row)), ("track", Values.Of(row.Track.ToString()))],
            Facts = [("track", Tables.TableObject.Word(row.Track)), ("authorityRow", row.Key)],
        };
    }
}
