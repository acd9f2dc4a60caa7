using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Calendars;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.HumanTasks.Tests.Tasks;

public sealed class CaseClocksTests
{
    static readonly DateTimeOffset Begin = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Our_time_the_applicants_and_third_parties_add_up_for_the_case_and_every_stage()
    {
        var clocks = CaseClocks.Of(
        [
            Entry(0, new Change.InstanceStarted("i", "d", "v", 1, "LN-1", null, new Dictionary<string, System.Text.Json.JsonElement>(), null, null, null), Fact("stage", "documents")),
            Entry(10, Fact("waitingFor", "applicant")),
            Entry(100, Fact("waitingFor", null)),
            Entry(130, Fact("stage", "review"), Fact("waitingFor", "us")),
            Entry(150, Fact("waitingFor", "thirdParty")),
            Entry(180, Fact("waitingFor", "us"), Fact("stage", "documents")),
            Entry(200, Fact("status", "disbursed")),
        ]);

        clocks.Select(c => c.Policy).Should().Equal("case", "documents", "review");
        Minutes(clocks[0]).Should().Equal(10 + 30 + 20 + 20, 90, 30);
        Minutes(clocks[1]).Should().Equal(10 + 30 + 20, 90, 50);
        Minutes(clocks[2]).Should().Equal(20, 0, 30);
        clocks.Should().OnlyContain(c => c.IsOver);
    }

    static IEnumerable<double> Minutes(SlaClock clock) => Enum.GetValues<WhoseTime>().Select(whose =>
        SlaClocks.TryTimeOf(clock, whose, SlaClockKind.Wall, null, Begin.AddDays(1), out var time, out _) ? time.TotalMinutes : -1);

    static LogEntry Entry(int minute, params Change[] changes) => new("i", minute + 1, Begin.AddMinutes(minute), changes);

    static Change.FactSet Fact(string name, string? value) => new(name, value);
}
