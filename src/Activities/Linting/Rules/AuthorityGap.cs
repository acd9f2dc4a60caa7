using Lendflow.Activities.Approval;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.Activities.Linting.Rules;

/// <summary>The authority matrix decides some cases not at all or twice: the approval stops with an incident.</summary>
static class AuthorityGap
{
    public static IEnumerable<Observation> Check(Lint lint, LenderFacts lender)
    {
        var step = lint.Steps.FirstOrDefault(s => s.Element is TieredApprovalActivity or ChooseTrackActivity);
        if (step is null) return [];
        var tables = lender.Tables;
        return
        [
            .. from problem in AuthorityCoverage.Problems(tables.Authority, [.. tables.Products.Select(p => p.Key)], [.. tables.Branches.Select(b => b.Key)])
               select lint.At(step, null,
                   $"{problem}. {step.Called()} asks this matrix. Mend its rows.",
                   $"审批权限表应对每个案件恰有一行，但存在缺口或重叠（{problem}）。{step.CalledZh()}依据该表。请修正。"),
            .. from row in tables.Authority.Rows
               from name in row.Approvers.Append(row.EscalateTo).OfType<string>().Distinct()
               where lender.Groups.Count > 0 && !lender.Groups.Contains(name)
               select lint.At(step, null,
                   $"Expected row {row.Key} of the authority matrix, which {step.Called()} asks, to name groups that people can be in ({string.Join(", ", lender.Groups)}), but '{name}' is none. Correct the row.",
                   $"{step.CalledZh()}依据的审批权限表第 {row.Key} 行应使用存在的组（{string.Join("、", lender.Groups)}），但“{name}”不存在。请更正。"),
        ];
    }
}
