using Lendflow.Activities.CreditPull;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;

namespace Lendflow.Activities.Scoring;

/// <summary>Scores the application with the scorecard in force and explains every point. Left by the risk grade.</summary>
public sealed class ScoringActivity(Policy policy) : Activity
{
    public override ElementDescriptor Descriptor { get; } = new("Lending.Scoring", "Scoring", "Lending", "Scores the application with the scorecard in force; left by the risk grade.")
    {
        DisplayNameZh = "信用评分",
        DescriptionZh = "按现行评分卡评分并给出风险等级，逐项说明得分。",
        Icon = "gauge",
        Color = "#0d9488",
        Inputs = [CaseOf.ApplicationInput, new("report", "JSON", "The bureau report, if one was pulled.")],
        Outputs = [new("score", "JSON", "Points, grade and the points of every characteristic."), new("grade", "String", "The risk grade.")],
        Outcomes = ["A", "B", "C", "D", "E"],
    };

    protected override Answer Run(Call call)
    {
        if (call.Application() is not { } application) return CaseOf.NoApplication(call);
        var today = policy.Today(call.Now, application.Branch);
        var card = policy.ScorecardOn(today);
        var currency = policy.At(call.Now).FindProduct(application.Product)?.Currency ?? "";
        if (!card.ExchangeRates.ContainsKey(currency))
            return Answer.Failed($"Expected product '{application.Product}' to have a currency of scorecard '{card.Name}', but it has '{currency}'.");

        var bureau = call.Read<CreditReport>("report") is { } report ? new BureauFacts(report.Score, report.Delinquencies12m) : null;
        var score = card.Score(application, bureau, today, currency);
        return Answer.Done(score.Grade) with
        {
            Outputs = [("score", Values.From(score)), ("grade", Values.Of(score.Grade))],
            Facts = [("grade", score.Grade), ("points", $"{score.Points}")],
        };
    }
}
