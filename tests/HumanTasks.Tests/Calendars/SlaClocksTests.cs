using FsCheck;
using FsCheck.Fluent;
using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Calendars;

namespace Lendflow.HumanTasks.Tests.Calendars;

/// <summary>Clocks that are turned at any moments to any party, in wall-clock and in working time.</summary>
public sealed class SlaClocksTests
{
    static readonly DateTimeOffset Begin = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly WorkCalendar Calendar = Weekdays();

    [Fact]
    public void Our_time_and_the_applicants_and_third_parties_time_add_up_to_what_passed() => ForAnyClock((clock, kind, end) =>
        Of(clock, WhoseTime.Us, kind, end) + Of(clock, WhoseTime.Applicant, kind, end) + Of(clock, WhoseTime.ThirdParty, kind, end) == Passed(kind, clock.StartedAt, end));

    [Fact]
    public void Time_that_is_not_ours_is_never_counted() => ForAnyClock((clock, kind, end) =>
    {
        var turned = SlaClocks.Turn(clock, WhoseTime.Applicant, "waiting", end);
        return Of(turned, WhoseTime.Us, kind, end.AddDays(5)) == Of(clock, WhoseTime.Us, kind, end);
    });

    [Fact]
    public void At_the_due_time_exactly_the_target_is_used() => ForAnyClock((clock, kind, end) =>
    {
        var policy = new SlaPolicy("s", null, "S", "S", TimeSpan.FromHours(30), kind, [100], null, "managers");
        var running = SlaClocks.Turn(clock, WhoseTime.Us, null, end);
        if (!SlaClocks.TryWhen(running, policy, Calendar, 100, out var due, out _) || due is not { } at) return false;
        var used = Of(running, WhoseTime.Us, kind, at);
        return at == running.Spans[^1].From ? used >= policy.Target : used == policy.Target;
    });

    [Fact]
    public void A_paused_clock_has_no_due_time() => ForAnyClock((clock, kind, end) =>
    {
        var policy = new SlaPolicy("s", null, "S", "S", TimeSpan.FromHours(30), kind, [100], null, "managers");
        return SlaClocks.TryWhen(SlaClocks.Turn(clock, WhoseTime.ThirdParty, "court", end), policy, Calendar, 100, out var due, out _) && due is null;
    });

    [Fact]
    public void Spans_follow_each_other_without_a_gap() => ForAnyClock((clock, _, _) =>
        clock.Spans.Zip(clock.Spans.Skip(1)).All(pair => pair.First.Until == pair.Second.From && pair.First.Whose != pair.Second.Whose));

    [Fact]
    public void A_stopped_clock_turns_no_more()
    {
        var stopped = SlaClocks.Stop(new SlaClock("s", [new ClockSpan(WhoseTime.Us, Begin)], []), Begin.AddHours(1));

        SlaClocks.Turn(stopped, WhoseTime.Applicant, "late", Begin.AddHours(2)).Should().BeSameAs(stopped);
        SlaClocks.Stop(stopped, Begin.AddHours(2)).Should().BeSameAs(stopped);
    }

    static void ForAnyClock(Func<SlaClock, SlaClockKind, DateTimeOffset, bool> holds)
    {
        var turns = from minutes in Gen.Choose(0, 3 * 24 * 60) from whose in Gen.Elements(Enum.GetValues<WhoseTime>()) select (minutes, whose);
        var clocks = from start in Gen.Choose(0, 20 * 24 * 60)
                     from kind in Gen.Elements(Enum.GetValues<SlaClockKind>())
                     from count in Gen.Choose(0, 12)
                     from turned in turns.ListOf(count)
                     from rest in Gen.Choose(0, 5 * 24 * 60)
                     select (start, kind, turned: turned.ToList(), rest);
        Prop.ForAll(clocks.ToArbitrary(), drawn =>
        {
            var at = Begin.AddMinutes(drawn.start);
            var clock = new SlaClock("s", [new ClockSpan(WhoseTime.Us, at)], []);
            foreach (var (minutes, whose) in drawn.turned) clock = SlaClocks.Turn(clock, whose, "because", at = at.AddMinutes(minutes));
            return holds(clock, drawn.kind, at.AddMinutes(drawn.rest));
        }).QuickCheckThrowOnFailure();
    }

    static TimeSpan Of(SlaClock clock, WhoseTime whose, SlaClockKind kind, DateTimeOffset now)
    {
        SlaClocks.TryTimeOf(clock, whose, kind, Calendar, now, out var time, out var problem).Should().BeTrue(problem);
        return time;
    }

    static TimeSpan Passed(SlaClockKind kind, DateTimeOffset from, DateTimeOffset until)
    {
        if (kind == SlaClockKind.Wall) return until - from;
        Calendar.TryBetween(from, until, out var work, out _).Should().BeTrue();
        return work;
    }

    /// <summary>New York, so that the clocks change in the middle; one holiday and one Saturday that is worked.</summary>
    static WorkCalendar Weekdays()
    {
        if (!WorkHours.TryParse("09:00-17:30", out var hours)) throw new InvalidOperationException();
        var week = Enum.GetValues<DayOfWeek>().Where(day => day is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).ToDictionary(day => day, _ => (IReadOnlyList<WorkHours>)[hours]);
        return new WorkCalendar(new WorkPattern("test", "Test", "测试", TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), new(2026, 1, 1), new(2026, 12, 31),
            week, [hours], new Dictionary<DateOnly, string> { [new(2026, 2, 16)] = "holiday" }, new Dictionary<DateOnly, string> { [new(2026, 2, 14)] = "make-up" }));
    }
}
