using FsCheck;
using FsCheck.Fluent;
using Lendflow.HumanTasks.Calendars;

namespace Lendflow.HumanTasks.Tests.Calendars;

public sealed class WorkCalendarTests
{
    // Around Spring Festival 2026: 15 to 23 February are off, Saturday 14 and Saturday 28 February are worked.
    static readonly WorkCalendar China = Calendar("Asia/Shanghai", ["09:00-12:00", "13:30-18:00"],
        off: Enumerable.Range(15, 9).Select(day => new DateOnly(2026, 2, day)), makeUp: [new(2026, 2, 14), new(2026, 2, 28)]);

    static readonly WorkCalendar NewYorkNights = Calendar("America/New_York", ["00:00-06:00"], [], [], everyDay: true);

    [Theory]
    [InlineData("2026-03-02 09:00", 180, "2026-03-02 12:00")]
    [InlineData("2026-03-02 09:00", 181, "2026-03-02 13:31")]
    [InlineData("2026-03-02 08:00", 60, "2026-03-02 10:00")]
    [InlineData("2026-03-02 12:30", 30, "2026-03-02 14:00")]
    [InlineData("2026-03-06 17:30", 60, "2026-03-09 09:30")]
    [InlineData("2026-02-13 17:00", 120, "2026-02-14 10:00")]
    [InlineData("2026-02-14 17:30", 60, "2026-02-24 09:30")]
    [InlineData("2026-02-27 17:30", 60, "2026-02-28 09:30")]
    public void Adding_counts_working_minutes_only(string from, int minutes, string until)
    {
        China.TryAdd(InShanghai(from), TimeSpan.FromMinutes(minutes), out var result, out var problem).Should().BeTrue(problem);

        result.Should().Be(InShanghai(until));
        result.Offset.Should().Be(TimeSpan.FromHours(8));
    }

    [Theory]
    [InlineData("2026-02-24 09:30", 60, "2026-02-14 17:30")]
    [InlineData("2026-03-02 12:00", 180, "2026-03-02 09:00")]
    [InlineData("2026-03-02 13:45", 30, "2026-03-02 11:45")]
    public void Subtracting_goes_back_over_working_minutes(string until, int minutes, string from)
    {
        China.TrySubtract(InShanghai(until), TimeSpan.FromMinutes(minutes), out var result, out var problem).Should().BeTrue(problem);

        result.Should().Be(InShanghai(from));
    }

    [Fact]
    public void A_make_up_day_is_worked_and_a_day_off_is_not()
    {
        China.IsWorkingDay(new DateOnly(2026, 2, 14)).Should().BeTrue();
        China.IsWorkingDay(new DateOnly(2026, 2, 16)).Should().BeFalse();
        China.IsWorkingDay(new DateOnly(2026, 3, 7)).Should().BeFalse();
        China.IsWorkingDay(new DateOnly(2027, 1, 4)).Should().BeNull();
    }

    [Fact]
    public void A_date_beyond_the_table_is_refused_and_not_guessed()
    {
        China.TryAdd(InShanghai("2027-01-04 09:00"), TimeSpan.FromHours(1), out _, out var beyond).Should().BeFalse();
        China.TryAdd(InShanghai("2026-12-31 17:00"), TimeSpan.FromHours(2), out _, out var into).Should().BeFalse();
        China.TryBetween(InShanghai("2025-12-31 09:00"), InShanghai("2026-01-05 09:00"), out _, out var before).Should().BeFalse();
        China.TrySubtract(InShanghai("2026-01-01 10:00"), TimeSpan.FromHours(2), out _, out var back).Should().BeFalse();

        beyond.Should().Be("Expected a date the calendar test covers (2026-01-01 to 2026-12-31), but found 2027-01-04 09:00");
        into.Should().Be("Expected a date the calendar test covers (2026-01-01 to 2026-12-31), but 2:00 h of working time after 2026-12-31 17:00 end later");
        before.Should().EndWith("but found 2025-12-31 09:00");
        back.Should().EndWith("but 2:00 h of working time before 2026-01-01 10:00 begin earlier");
    }

    [Fact]
    public void A_night_in_which_the_clock_changes_is_an_hour_shorter_or_longer()
    {
        Between("2026-03-07T12:00-05:00", "2026-03-08T12:00-04:00").Should().Be(TimeSpan.FromHours(5));
        Between("2026-10-31T12:00-04:00", "2026-11-01T12:00-05:00").Should().Be(TimeSpan.FromHours(7));
        Between("2026-06-01T12:00-04:00", "2026-06-02T12:00-04:00").Should().Be(TimeSpan.FromHours(6));

        static TimeSpan Between(string from, string until)
        {
            NewYorkNights.TryBetween(At(from), At(until), out var work, out var problem).Should().BeTrue(problem);
            return work;
        }
    }

    [Fact]
    public void A_span_that_begins_in_the_skipped_hour_begins_at_its_end()
    {
        var calendar = Calendar("America/New_York", ["01:00-02:30", "02:45-04:00"], [], [], everyDay: true);

        calendar.TryBetween(At("2026-03-08T00:00-05:00"), At("2026-03-08T12:00-04:00"), out var work, out _).Should().BeTrue();

        work.Should().Be(TimeSpan.FromHours(2)); // 01:00 to 02:00 and 03:00 to 04:00
    }

    [Fact]
    public void Adding_then_measuring_gives_back_what_was_added() => ForAnyMomentAndWork((calendar, from, work) =>
        calendar.TryAdd(from, work, out var until, out _) && until >= from
        && calendar.TryBetween(from, until, out var measured, out _) && measured == work);

    [Fact]
    public void Subtracting_then_measuring_gives_back_what_was_subtracted() => ForAnyMomentAndWork((calendar, until, work) =>
        calendar.TrySubtract(until, work, out var from, out _) && from <= until
        && calendar.TryBetween(from, until, out var measured, out _) && measured == work);

    [Fact]
    public void Subtracting_undoes_adding_from_any_moment_of_work() => ForAnyMomentAndWork((calendar, moment, work) =>
        calendar.TryAdd(moment, TimeSpan.FromMinutes(1), out var until, out _)
        && calendar.TrySubtract(until, TimeSpan.FromMinutes(1), out var working, out _)
        && calendar.TryAdd(working, work + TimeSpan.FromMinutes(1), out var later, out _)
        && calendar.TrySubtract(later, work + TimeSpan.FromMinutes(1), out var back, out _) && back == working);

    [Fact]
    public void Working_time_adds_up_over_any_moment_between() => ForAnyMomentAndWork((calendar, from, work) =>
    {
        var (middle, until) = (from + work / 3, from + work);
        return calendar.TryBetween(from, middle, out var first, out _) && calendar.TryBetween(middle, until, out var second, out _)
            && calendar.TryBetween(from, until, out var whole, out _) && first + second == whole && whole <= work && first >= TimeSpan.Zero;
    });

    static void ForAnyMomentAndWork(Func<WorkCalendar, DateTimeOffset, TimeSpan, bool> holds)
    {
        var cases = from calendar in Gen.Elements(China, NewYorkNights)
                    from minute in Gen.Choose(60 * 24 * 60, 300 * 24 * 60)
                    from work in Gen.Choose(0, 200 * 60)
                    select (calendar, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minute), TimeSpan.FromMinutes(work));

        Prop.ForAll(cases.ToArbitrary(), drawn => holds(drawn.calendar, drawn.Item2, drawn.Item3)).QuickCheckThrowOnFailure();
    }

    static WorkCalendar Calendar(string zone, string[] hours, IEnumerable<DateOnly> off, IEnumerable<DateOnly> makeUp, bool everyDay = false)
    {
        IReadOnlyList<WorkHours> day = [.. hours.Select(text => WorkHours.TryParse(text, out var span) ? span : throw new ArgumentException(text))];
        var days = Enum.GetValues<DayOfWeek>().Where(weekday => everyDay || weekday is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
        return new WorkCalendar(new WorkPattern("test", "Test", "测试", TimeZoneInfo.FindSystemTimeZoneById(zone), new(2026, 1, 1), new(2026, 12, 31),
            days.ToDictionary(weekday => weekday, _ => day), day, off.ToDictionary(date => date, _ => "holiday"), makeUp.ToDictionary(date => date, _ => "make-up")));
    }

    static DateTimeOffset InShanghai(string text) => At(text.Replace(' ', 'T') + "+08:00");

    static DateTimeOffset At(string text) => DateTimeOffset.ParseExact(text, "yyyy-MM-dd'T'HH:mmzzz", null);
}
