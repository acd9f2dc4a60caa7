using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;

namespace Lendflow.Activities.CreditPull;

/// <summary>Applies the admission rules: what stops a case by itself, before and apart from any score.</summary>
public sealed class HardStopsActivity(Policy policy) : Activity
{
    public override ElementDescriptor Descriptor { get; } = new("Lending.HardStops", "Hard Stops", "Lending", "Stops the case when an admission rule says so: negative list, register, bureau.")
    {
        DisplayNameZh = "自动拦截",
        DescriptionZh = "按准入标准与负面清单自动拦截。",
        Icon = "shield",
        Color = "#dc2626",
        Inputs =
        [
            CaseOf.ApplicationInput,
            new("report", "JSON", "The bureau report, if one was pulled."),
            new("companyStatus", "String", "Status in the company register."),
        ],
        Outputs = [new("hardStops", "JSON", "Every rule that stops the case, with its reason code."), new("reasonCodes", "List<String>", "The reason codes alone.")],
        Outcomes = ["Passed", "Stopped"],
    };

    protected override Answer Run(Call call)
    {
        if (call.Application() is not { } application) return CaseOf.NoApplication(call);
        var rules = policy.At(call.Now, application.Branch).Admission;
        var stops = HardStop.Find(rules, application, call.Text("companyStatus"), call.Read<CreditReport>("report"));
        return Answer.Done(stops.Count == 0 ? "Passed" : "Stopped") with
        {
            Outputs = [("hardStops", Values.From(stops)), ("reasonCodes", Values.From(stops.Select(s => s.ReasonCode)))],
        };
    }
}
