using Lendflow.Engine.Definitions;

namespace Lendflow.HumanTasks.Absences;

/// <summary>A time in which somebody else sees and does a person's tasks. Authority does not pass: an approval still needs the
/// substitute's own.</summary>
/// <param name="From">First moment of the absence.</param>
/// <param name="Until">The moment it ends.</param>
/// <param name="CreatedBy">Who entered it: the person, or a lead.</param>
public sealed record Absence(
    string Id, string Person, string Substitute, DateTimeOffset From, DateTimeOffset Until, string? Reason, string CreatedBy, DateTimeOffset CreatedAt)
{
    /// <summary>Everything that keeps an absence from being entered beside those that are there.</summary>
    public IReadOnlyList<Problem> Check(IEnumerable<Absence> others)
    {
        var problems = new List<Problem>();
        if (Until <= From) problems.Add(new Problem("until", $"Expected a time after {From:u}, but found {Until:u}."));
        if (IsSame(Person, Substitute)) problems.Add(new Problem("substitute", $"Expected somebody else than {Person}, but found {Substitute}."));
        foreach (var other in others.Where(o => o.Id != Id && o.From < Until && From < o.Until))
        {
            if (IsSame(other.Person, Person)) problems.Add(new Problem("from", $"Expected a time without another absence, but {Person} is absent {Span(other)}."));
            if (IsSame(other.Person, Substitute)) problems.Add(new Problem("substitute", $"Expected a substitute who is there, but {Substitute} is absent {Span(other)}."));
            if (IsSame(other.Substitute, Person)) problems.Add(new Problem("person", $"Expected somebody nobody counts on, but {Person} stands in for {other.Person} {Span(other)}."));
        }
        return problems;
    }

    static string Span(Absence absence) => $"from {absence.From:u} until {absence.Until:u}";

    static bool IsSame(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
