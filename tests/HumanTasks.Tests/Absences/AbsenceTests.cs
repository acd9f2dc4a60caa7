using Lendflow.HumanTasks.Absences;

namespace Lendflow.HumanTasks.Tests.Absences;

public sealed class AbsenceTests
{
    static readonly DateTimeOffset Monday = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_substitute_must_be_there_and_somebody_else()
    {
        var others = new[] { AnAbsence("2", "bob", "cai", 1, 3) };

        AnAbsence("1", "ann", "bob", 2, 5).Check(others).Should().ContainSingle().Which.Message.Should().Contain("bob is absent from 2026-03-03");
        AnAbsence("1", "ann", "Ann", 2, 5).Check([]).Should().ContainSingle().Which.Path.Should().Be("substitute");
        AnAbsence("1", "ann", "bob", 3, 5).Check(others).Should().BeEmpty();
    }

    [Fact]
    public void Two_absences_of_one_person_do_not_overlap_and_nobody_leaves_who_is_counted_on()
    {
        AnAbsence("1", "ann", "cai", 2, 5).Check([AnAbsence("2", "Ann", "bob", 4, 9)]).Should().ContainSingle().Which.Path.Should().Be("from");
        AnAbsence("1", "ann", "cai", 2, 5).Check([AnAbsence("2", "bob", "ann", 4, 9)]).Should().ContainSingle().Which.Path.Should().Be("person");
        AnAbsence("1", "ann", "cai", 5, 5).Check([]).Should().ContainSingle().Which.Path.Should().Be("until");
    }

    static Absence AnAbsence(string id, string person, string substitute, int from, int until) =>
        new(id, person, substitute, Monday.AddDays(from), Monday.AddDays(until), null, person, Monday);
}
