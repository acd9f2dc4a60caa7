using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.HumanTasks.Calendars;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.Activities.Linting.Rules;

/// <summary>A time limit in working time goes beyond the end of a branch's calendar: tasks there get no due time.</summary>
static class CalendarTooShort
{
    public static IEnumerable<Observation> Check(Lint lint, LenderFacts lender) =>
        from step in lint.Steps
        where step.Element.Descriptor.Inputs.Any(i => i.Name == "slaStep")
        let sla = step.ConstantText("slaStep")
        let policies = lender.Tables.Sla.All.Where(p => p.Step == sla && p.Clock == SlaClockKind.Working).ToList()
        where policies.Count > 0
        let longest = policies.Max(p => p.Target)
        from calendar in lender.Tables.Calendars.Values
        where !calendar.TryAdd(lender.Now, longest, out _, out _)
        let branches = string.Join(", ", lender.Tables.Branches.Where(b => b.Calendar == calendar.Key).Select(b => b.Key))
        select lint.At(step, "slaStep",
            $"Expected calendar '{calendar.Key}' of {branches} to cover the time limit of {step.Called()}, {longest.TotalHours:0.#} working hours from now, but it runs from {calendar.Pattern.First:yyyy-MM-dd} to {calendar.Pattern.Last:yyyy-MM-dd}: tasks there get no due time. Add the days that are missing.",
            $"{branches} 的工作日历“{calendar.Key}”应覆盖{step.CalledZh()}自现在起 {longest.TotalHours:0.#} 个工作小时的时限，但其范围为 {calendar.Pattern.First:yyyy-MM-dd} 至 {calendar.Pattern.Last:yyyy-MM-dd}：任务将没有到期时间。请补充日历。");
}
