namespace Lendflow.Engine.Linting;

/// <summary>The outcomes a step can be left by, as far as its drawing tells.</summary>
/// <param name="Names">Those that are known.</param>
/// <param name="Choice">How many of them at once.</param>
/// <param name="HasMore">Whether running it may give others.</param>
public sealed record StepOutcomes(IReadOnlyList<string> Names, OutcomeChoice Choice = OutcomeChoice.One, bool HasMore = false)
{
    public static readonly StepOutcomes Done = new(["Done"]);

    /// <summary>Nothing is known.</summary>
    public static readonly StepOutcomes Unknown = new(["Done"], OutcomeChoice.Some, HasMore: true);

    public bool Allows(string outcome) => HasMore || Names.Contains(outcome);
}

/// <summary>How many outcomes a step is left by.</summary>
public enum OutcomeChoice
{
    /// <summary>One of them.</summary>
    One,

    /// <summary>Any number of them at once.</summary>
    Some,

    /// <summary>All of them at once.</summary>
    All,
}
