using System.Diagnostics.CodeAnalysis;

namespace Lendflow.Activities.DocumentCheck;

/// <summary>A unified social credit code whose check character is right: 18 characters of GB 32100-2015.</summary>
public sealed record SocialCreditCode
{
    // GB 32100 leaves out I, O, S, V and Z; a character's value is its position.
    const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    SocialCreditCode(string value) => Value = value;

    public string Value { get; }

    /// <summary>The organisation code of GB 11714 inside: eight characters and their check character.</summary>
    public string OrganisationCode => Value[8..17];

    /// <summary>Whether the organisation code's own check character is right. Not every older body passes: warn, don't reject.</summary>
    public bool OrganisationCodeIsRight => OrganisationCode[8] == OrganisationCheck(OrganisationCode);

    public static bool TryParse(string? text, [NotNullWhen(true)] out SocialCreditCode? code, [NotNullWhen(false)] out string? problem)
    {
        code = null;
        problem = ProblemOf(text);
        if (problem is null) code = new SocialCreditCode(text!);
        return problem is null;
    }

    static string? ProblemOf(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "Expected a unified social credit code of 18 characters, but it is missing";
        if (text.Length != 18) return $"Expected a unified social credit code of 18 characters, but found {text.Length}";
        if (text.Where(character => !Alphabet.Contains(character)).ToArray() is { Length: > 0 } wrong)
            return $"Expected digits and capital letters without I, O, S, V and Z, but found {string.Join(", ", wrong.Distinct())}";

        var check = Check(text);
        return text[17] == check ? null : $"Expected the check character {check}, but found {text[17]}";
    }

    // GB 32100-2015: weights 3^(i-1) mod 31, c18 = 31 - (sum mod 31), where 31 is written 0.
    static char Check(string text)
    {
        var (sum, weight) = (0, 1);
        foreach (var character in text.AsSpan(0, 17))
        {
            sum += Alphabet.IndexOf(character, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }
        return Alphabet[(31 - sum % 31) % 31];
    }

    // GB 11714: c9 = 11 - (sum mod 11), 10 is written X and 11 is written 0; letters count from A = 10.
    static char OrganisationCheck(string code)
    {
        ReadOnlySpan<int> weights = [3, 7, 9, 10, 5, 8, 4, 2];
        var sum = 0;
        for (var i = 0; i < weights.Length; i++)
            sum += (char.IsAsciiDigit(code[i]) ? code[i] - '0' : code[i] - 'A' + 10) * weights[i];
        return "0X987654321"[sum % 11];
    }

    public override string ToString() => Value;
}
