namespace Lendflow.Activities.Approval;

/// <summary>A person who can take a seat.</summary>
/// <param name="Person">User name.</param>
/// <param name="Groups">Groups the person belongs to.</param>
public sealed record Approver(string Person, IReadOnlyCollection<string> Groups);

/// <summary>Finds out whether seats can be filled when nobody takes two of them.</summary>
internal static class Seating
{
    /// <summary>The seats nobody is left for when as many as possible are filled; those first in the list are filled first.</summary>
    public static IReadOnlyList<string> Vacant(IReadOnlyList<string> seats, IReadOnlyList<Approver> people)
    {
        // Augmenting paths (Kuhn): a person already seated moves on if that makes room, so a seat once filled stays filled.
        var seatOf = new Dictionary<Approver, int>(ReferenceEqualityComparer.Instance);
        return [.. seats.Where((_, seat) => !Fill(seat, []))];

        bool Fill(int seat, HashSet<Approver> asked)
        {
            foreach (var person in people.Where(person => person.Groups.Contains(seats[seat]) && asked.Add(person)))
            {
                if (seatOf.TryGetValue(person, out var taken) && !Fill(taken, asked)) continue;
                seatOf[person] = seat;
                return true;
            }
            return false;
        }
    }
}
