using Lendflow.Engine.Tasks;

namespace Lendflow.HumanTasks.Authority;

/// <summary>Four eyes: whoever did one step of a case may not do another that must be done by somebody else.</summary>
public static class FourEyes
{
    /// <summary>Stands for every step of the case, its submission included.</summary>
    public const string AnyStep = "*";

    /// <summary>Everybody who may not act, each once, with the reason that is shown to them.</summary>
    /// <param name="acts">What people did in this case so far.</param>
    /// <param name="distinctFrom">Steps whose actors are barred; <see cref="AnyStep"/> bars the actors of all.</param>
    public static IReadOnlyList<Exclusion> Exclusions(IEnumerable<CaseAct> acts, IReadOnlyCollection<string> distinctFrom) =>
    [
        .. from act in acts
           where distinctFrom.Contains(act.Step) || distinctFrom.Contains(AnyStep)
           group act by act.Person.ToUpperInvariant() into same
           let person = same.First().Person
           let steps = string.Join(", ", same.Select(act => act.Step).Distinct())
           select new Exclusion(person, $"Expected someone who has not acted on this case, but {person} did {steps}"),
    ];

    /// <summary>Why a person may not act; null when they may.</summary>
    public static string? WhyNot(string person, IEnumerable<CaseAct> acts, IReadOnlyCollection<string> distinctFrom) =>
        Exclusions(acts, distinctFrom).FirstOrDefault(exclusion => IsSame(exclusion.User, person))?.Reason;

    /// <summary>Whether two user names mean one person: case makes no difference.</summary>
    public static bool IsSame(string person, string other) => string.Equals(person, other, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Something a person did in a case.</summary>
/// <param name="Step">Key of the step, for example <c>submit</c> or <c>due-diligence</c>; <c>case-owner</c> for owning the case.</param>
/// <param name="Person">User name.</param>
/// <param name="Activity">The activity execution it was done in; null when it was no task.</param>
public sealed record CaseAct(string Step, string Person, int? Activity = null);
