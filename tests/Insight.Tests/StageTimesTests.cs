using FsCheck;
using FsCheck.Fluent;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;

namespace Lendflow.Insight.Tests;

public sealed class StageTimesTests
{
    static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Time_is_split_by_stage_and_by_whom_the_case_waits_for()
    {
        LogEntry[] log =
        [
            Commit(0, Stage("documentCheck"), WaitingFor("applicant")),
            Commit(60, WaitingFor(null), Stage("approval"), WaitingFor("us")),
            Commit(90, WaitingFor(null), Stage("contract")),
            Commit(91, Ended()),
        ];

        var times = StageTimes.Of(log, Start.AddMinutes(500));

        times.Should().Equal(
            new StageTime("documentCheck", default, default, TimeSpan.FromMinutes(60), default),
            new StageTime("approval", default, TimeSpan.FromMinutes(30), default, default),
            new StageTime("contract", TimeSpan.FromMinutes(1), default, default, default));
    }

    [Fact]
    public void A_return_to_a_stage_adds_to_its_time()
    {
        LogEntry[] log = [Commit(0, Stage("approval"), WaitingFor("us")), Commit(10, Stage("documentCheck")), Commit(20, Stage("approval"))];

        var times = StageTimes.Of(log, Start.AddMinutes(25));

        times.Select(t => (t.Stage, t.Total.TotalMinutes)).Should().Equal(("approval", 15), ("documentCheck", 10));
    }

    [Fact]
    public void No_time_is_lost_and_none_is_counted_twice() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte Minutes, byte Stage, byte Whose)[]>(), steps =>
        {
            var minute = 0;
            var log = steps.Select(s => Commit(minute += s.Minutes, Stage($"s{s.Stage % 3}"), WaitingFor((s.Whose % 4) switch { 0 => "us", 1 => "applicant", 2 => "thirdParty", _ => null }))).ToList();
            var begun = log.Count == 0 ? 0 : ((Change.Triggered)log[0].Changes[0]).At.Subtract(Start).TotalMinutes;

            var times = StageTimes.Of(log, Start.AddMinutes(minute + 7));

            times.Sum(t => t.Total.TotalMinutes).Should().Be(log.Count == 0 ? 0 : minute + 7 - begun);
        }).QuickCheckThrowOnFailure();

    static LogEntry Commit(int minute, params Change[] changes) =>
        new("case", 1, Start.AddMinutes(minute), [new Change.Triggered("Test", Start.AddMinutes(minute)), .. changes]);

    static Change.FactSet Stage(string stage) => new("stage", stage);

    static Change.FactSet WaitingFor(string? whom) => new("waitingFor", whom);

    static Change.StatusChanged Ended() => new(WorkflowStatus.Finished, WorkflowSubStatus.Finished);
}
