using Lendflow.Engine.Expressions;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Calendars;
using Lendflow.HumanTasks.Notices;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.HumanTasks.Tests.Tasks;

public sealed class CaseRingsTests
{
    static readonly DateTimeOffset Begin = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    static readonly SlaPolicy Limit = new("case", null, "The whole case", "全案", TimeSpan.FromHours(10), SlaClockKind.Wall, [50, 75, 100], TimeSpan.FromHours(4), "managers");

    [Fact]
    public void Every_share_of_the_limit_and_every_reminder_rings_once_in_its_order()
    {
        var log = new List<LogEntry> { Started() };
        var rung = new List<string>();

        for (var hour = 1; hour <= 12; hour++) rung.AddRange(Ring(log, hour));

        rung.Should().Equal("4 case remind 1", "5 case 50", "8 case 75", "8 case remind 2", "10 case 100", "12 case remind 3");
    }

    [Fact]
    public void What_was_missed_rings_at_once_when_somebody_looks_again()
    {
        var log = new List<LogEntry> { Started() };

        Ring(log, 11).Should().Equal("11 case 50", "11 case 75", "11 case remind 2", "11 case 100");
        Ring(log, 11).Should().BeEmpty();
    }

    [Fact]
    public void After_a_long_outage_there_is_one_reminder_which_says_how_many_were_missed()
    {
        var log = new List<LogEntry> { Started() };
        Ring(log, 4).Should().Equal("4 case remind 1");

        var ring = CaseRings.Of(CaseClocks.Of(log), _ => Limit, null, Begin.AddHours(30)).Rings.Should().ContainSingle(ring => ring.Percent == null).Subject;
        Ring(log, 30).Should().Contain("30 case remind 7");

        ring.Should().BeEquivalentTo(new { Number = 7, Missed = 5, Detail = "case remind 7" });
        Ring(log, 31).Should().BeEmpty();
        Ring(log, 32).Should().Equal("32 case remind 8");
    }

    [Fact]
    public void Whoever_is_reminded_reads_that_reminders_were_missed()
    {
        var step = OneStep.Start(new HumanTask(OneStep.NoRules), "\"candidateGroups\":[\"officers\"]");
        var ring = new CaseRing("case", null, 7, "The whole case", "全案", "managers", [], Begin) { Missed = 5 };

        var told = Values.To<Notice>(ring.ToTrigger(step.Instance).Told.Single().Payload)!;

        told.Title.Should().Be("The whole case (5 reminders were missed)");
        told.TitleZh.Should().Be("全案（此前漏发 5 次催办）");
    }

    [Fact]
    public void While_the_applicant_is_waited_for_nothing_rings_and_afterwards_the_rest_of_the_time_is_left()
    {
        var log = new List<LogEntry> { Started(), Entry(3, new Change.FactSet("waitingFor", "applicant")) };
        CaseRings.Of(CaseClocks.Of(log), _ => Limit, null, Begin.AddHours(30)).Should().BeEquivalentTo(new CaseRings([], null, null));

        log.Add(Entry(40, new Change.FactSet("waitingFor", "us")));

        var rings = CaseRings.Of(CaseClocks.Of(log), _ => Limit, null, Begin.AddHours(40));
        rings.Rings.Should().BeEmpty();
        rings.Next.Should().Be(Begin.AddHours(41), "one of the four hours until the first reminder is left");
    }

    [Fact]
    public void A_stage_has_a_clock_of_its_own_that_stands_still_in_other_stages()
    {
        var log = new List<LogEntry> { Started(), Entry(1, new Change.FactSet("stage", "review")), Entry(3, new Change.FactSet("stage", "signing")) };
        SlaPolicy? Of(string clock) => clock == "review" ? Limit with { RemindEvery = null } : null;

        CaseRings.Of(CaseClocks.Of(log), Of, null, Begin.AddHours(20)).Next.Should().BeNull();
        log.Add(Entry(21, new Change.FactSet("stage", "review")));
        CaseRings.Of(CaseClocks.Of(log), Of, null, Begin.AddHours(22)).Next.Should().Be(Begin.AddHours(24), "two of five hours were used before");
    }

    [Fact]
    public void A_calendar_that_ends_too_soon_is_a_problem_and_no_guess()
    {
        var pattern = new WorkPattern("cn", "China", "中国", TimeZoneInfo.Utc, new DateOnly(2026, 1, 1), new DateOnly(2026, 3, 3),
            Enum.GetValues<DayOfWeek>().ToDictionary(day => day, IReadOnlyList<WorkHours> (_) => [new WorkHours(TimeSpan.FromHours(9), TimeSpan.FromHours(11))]), [], new Dictionary<DateOnly, string>(), new Dictionary<DateOnly, string>());

        var rings = CaseRings.Of(CaseClocks.Of([Started()]), _ => Limit with { Clock = SlaClockKind.Working, RemindEvery = null }, new WorkCalendar(pattern), Begin.AddMinutes(1));

        rings.Rings.Should().BeEmpty();
        rings.Problem.Should().StartWith("Expected a date the calendar cn covers (2026-01-01 to 2026-03-03), but");
    }

    [Fact]
    public void The_breach_of_a_case_escalates_its_open_task_and_tells_the_group_once()
    {
        var step = OneStep.Start(new HumanTask(OneStep.NoRules), "\"candidateGroups\":[\"officers\"]");
        var ring = new CaseRing("case", 100, 0, "The whole case", "全案", "managers", [new(100, EscalationAct.Raise, By: 20), new(100, EscalationAct.Offer, "managers")], Begin);

        step.Decide(ring.ToTrigger(step.Instance)).Refusal.Should().BeNull();

        step.TaskFor("managers").Should().BeEquivalentTo(new { Priority = 70, Escalations = 1, CandidateGroups = new[] { "officers", "managers" } });
        step.Changes.OfType<Change.JobRequested>().Should().ContainSingle().Which.Job.Payload.GetProperty("kind").GetString().Should().Be("caseEscalated");
        step.Changes.OfType<Change.Triggered>().Last().Should().BeEquivalentTo(new { Kind = "Clock", Detail = "case 100" });
    }

    [Fact]
    public void A_case_can_take_another_path_when_its_time_is_over()
    {
        var step = OneStep.Start(new HumanTask(OneStep.NoRules), "\"candidateGroups\":[\"officers\"],\"outcomes\":[\"Done\",\"Late\"]");
        var ring = new CaseRing("stage", 100, 0, "Review", "审查", "managers", [new(100, EscalationAct.TakePath, "Late")], Begin);

        step.Decide(ring.ToTrigger(step.Instance));

        step.Instance.Status.Should().Be(WorkflowStatus.Finished);
        step.Changes.OfType<Change.ActivityCompleted>().First().Outcomes.Should().Equal("Late");
        step.Instance.Tasks.Values.Should().OnlyContain(t => t.Status == UserTaskStatus.Cancelled);
    }

    /// <summary>What rings at an hour is committed, as the worker does.</summary>
    static List<string> Ring(List<LogEntry> log, int hour)
    {
        var rings = CaseRings.Of(CaseClocks.Of(log), key => key == "case" ? Limit : null, null, Begin.AddHours(hour)).Rings;
        log.AddRange(rings.Select(ring => Entry(hour, new Change.Triggered(Trigger.Clock.Kind, Begin.AddHours(hour), Detail: ring.Detail))));
        return [.. rings.Select(ring => $"{hour} {ring.Detail}")];
    }

    static LogEntry Started() => Entry(0, new Change.InstanceStarted("i", "d", "v", 1, "LN-1", null, new Dictionary<string, System.Text.Json.JsonElement>(), null, null, null));

    static LogEntry Entry(int hour, params Change[] changes) => new("i", hour + 1, Begin.AddHours(hour), changes);
}
