using System.Diagnostics.CodeAnalysis;

namespace Lendflow.Activities.DocumentCheck;

/// <summary>A resident identity number whose check character is right: 18 characters of GB 11643-1999. The old form of 15 digits
/// went out of use in 2013 and is refused.</summary>
public sealed record ResidentId
{
    const int OldestAge = 120;

    ResidentId(string value, DateOnly born) => (Value, BornOn) = (value, born);

    public string Value { get; }

    public DateOnly BornOn { get; }

    /// <param name="today">Birth dates in the future, or more than 120 years ago, are refused.</param>
    public static bool TryParse(string? text, DateOnly today, [NotNullWhen(true)] out ResidentId? id, [NotNullWhen(false)] out string? problem)
    {
        id = null;
        problem = ProblemOf(text, today, out var born);
        if (problem is null) id = new ResidentId(text!, born);
        return problem is null;
    }

    /// <summary>Completed years of age.</summary>
    public int AgeOn(DateOnly date) => date.Year - BornOn.Year - (date < BornOn.AddYears(date.Year - BornOn.Year) ? 1 : 0);

    static string? ProblemOf(string? text, DateOnly today, out DateOnly born)
    {
        born = default;
        if (string.IsNullOrWhiteSpace(text)) return "Expected a resident identity number of 18 characters, but it is missing";
        if (text.Length != 18) return $"Expected a resident identity number of 18 characters, but found {text.Length}";
        if (text.AsSpan(0, 17).ContainsAnyExceptInRange('0', '9') || !(char.IsAsciiDigit(text[17]) || text[17] == 'X'))
            return "Expected 17 digits and a digit or X, but found another character";
        if (!DateOnly.TryParseExact(text.AsSpan(6, 8), "yyyyMMdd", out born))
            return $"Expected a birth date at positions 7 to 14, but {text[6..14]} is none";
        if (born > today || born < today.AddYears(-OldestAge))
            return $"Expected a birth date within {OldestAge} years before {today:yyyy-MM-dd}, but found {born:yyyy-MM-dd}";

        var check = Check(text);
        return text[17] == check ? null : "Expected another check character, but found " + text[17];
    }

    // GB 11643-1999: weighted sum modulo 11 picks the check character.
    static char Check(string text)
    {
        ReadOnlySpan<int> weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        var sum = 0;
        for (var i = 0; i < weights.Length; i++) sum += (text[i] - '0') * weights[i];
        return "10X98765432"[sum % 11];
    }

    public override string ToString() => Value;
}
