using Lendflow.Activities.DocumentCheck;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.HumanTasks.Calendars;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.Activities.Linting.Rules;

/// <summary>The wait for documents never ends by itself, leads nowhere when it does, or nobody is reminded meanwhile.</summary>
static class AwaitDocumentsWithoutExpiry
{
    public static IEnumerable<Observation> Check(Lint lint, LenderFacts lender)
    {
        foreach (var step in lint.Of<AwaitDocumentsActivity>())
        {
            if (step.IsConnected() && !step.IsConnected("Expired"))
                yield return lint.At(step, null,
                    $"Expected an arrow for outcome Expired of {step.Called()}, but there is none: when the documents never come the case ends there without a status. Draw one, for example to Close Case.",
                    $"{step.CalledZh()}的结果“Expired”应有后续连线，但没有：客户未补件时案件将在此无状态地中止。请连线，例如到结案。");
            var policies = lender.Tables.Sla.All.Where(p => p.Step == step.ConstantText("slaStep")).ToList();
            if (policies.Exists(p => p.Clock != SlaClockKind.Wall))
                yield return lint.At(step, "slaStep",
                    $"Expected the time limit of {step.Called()} to count every hour, because it is the applicant's time, but SLA step '{step.ConstantText("slaStep")}' counts working time, so the wait never ends. Set its clock to wall.",
                    $"{step.CalledZh()}的时限为客户时间，应按自然时间计，但时限步骤“{step.ConstantText("slaStep")}”按工作时间计，等待永不到期。请将其 clock 设为 wall。");
            if (policies.Count > 0 && policies.TrueForAll(p => p.RemindEvery is null))
                yield return lint.At(step, "slaStep",
                    $"Expected reminders while {step.Called()} waits for the applicant, but SLA step '{step.ConstantText("slaStep")}' has none. Give it remindEveryMinutes.",
                    $"{step.CalledZh()}等待客户期间应有催办，但时限步骤“{step.ConstantText("slaStep")}”未设置。请设置 remindEveryMinutes。");
        }
    }
}
