using FsCheck;
using FsCheck.Fluent;
using Lendflow.Activities.Approval;

namespace Lendflow.Activities.Tests.Approval;

public sealed class SeatingTests
{
    static readonly string[] Groups = ["a", "b", "c"];

    [Fact]
    public void A_person_makes_room_for_one_who_has_no_other_seat()
    {
        Approver[] people = [new("li", ["a", "b"]), new("wang", ["a"])];

        Seating.Vacant(["a", "b"], people).Should().BeEmpty();
        Seating.Vacant(["b", "b"], people).Should().Equal("b");
    }

    [Fact]
    public void As_many_seats_are_filled_as_any_other_seating_could_fill()
    {
        var seats = Gen.Choose(0, 4).SelectMany(count => Gen.Elements(Groups).ListOf(count));
        var groups = Gen.Choose(0, 7).Select(bits => Groups.Where((_, i) => (bits >> i & 1) == 1).ToArray());
        var people = Gen.Choose(0, 4).SelectMany(count => groups.ListOf(count));

        Prop.ForAll(seats.ToArbitrary(), people.ToArbitrary(), (asked, belongings) =>
        {
            Approver[] approvers = [.. belongings.Select((belongsTo, i) => new Approver($"p{i}", belongsTo))];
            return asked.Count - Seating.Vacant([.. asked], approvers).Count == Best([.. asked], approvers);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    static int Best(string[] seats, Approver[] people) => seats.Length == 0 ? 0
        : Math.Max(Best(seats[1..], people), people.Where(person => person.Groups.Contains(seats[0]))
            .Select(person => 1 + Best(seats[1..], [.. people.Where(other => other != person)])).DefaultIfEmpty(0).Max());
}
