using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>A timer of a day or more counts nights, weekends and holidays.</summary>
static class WallClockTimer
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from step in lint.Steps
        where !step.CanStart
        let input = step.Element switch { Delay => "timeSpan", Elements.Timer => "interval", _ => null }
        where input is not null && step.TryConstant(input, out var written) && Expressions.Conversion.TrySpan(written, out var span) && span >= TimeSpan.FromDays(1)
        select lint.At(step, input,
            $"Expected a wait of a day or more to count working days, but {step.Called()} counts every hour, nights, weekends and holidays included. If it limits somebody's work, give the task an SLA step instead, which goes by the branch's calendar.",
            $"一天及以上的等待应按工作日计时，但{step.CalledZh()}按自然时间计时，包含夜间、周末与节假日。若用于限定办理时间，请改用任务的时限标准（按机构工作日历计时）。");
}
