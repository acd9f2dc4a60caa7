namespace Lendflow.Samples;

/// <summary>Made-up numbers with right check characters.</summary>
static class Codes
{
    const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// <summary>A unified social credit code (GB 32100-2015) whose organisation code (GB 11714) is right as well.</summary>
    /// <param name="division">Six digits of GB/T 2260.</param>
    public static string SocialCredit(Dice dice, string division, bool isIndividual)
    {
        var organisation = "MA" + string.Concat(Enumerable.Range(0, 6).Select(_ => Alphabet[dice.Whole(0, Alphabet.Length - 1)]));
        var body = (isIndividual ? "92" : "91") + division + organisation + OrganisationCheck(organisation);
        return body + SocialCreditCheck(body);
    }

    /// <summary>A resident identity number (GB 11643-1999).</summary>
    public static string ResidentId(Dice dice, string division, DateOnly born)
    {
        var body = $"{division}{born:yyyyMMdd}{dice.Whole(1, 999):000}";
        return body + ResidentIdCheck(body);
    }

    // Weights 3^(i-1) mod 31; the check character complements the sum to a multiple of 31.
    static char SocialCreditCheck(string body)
    {
        var (sum, weight) = (0, 1);
        foreach (var character in body)
        {
            sum += Alphabet.IndexOf(character, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }

        return Alphabet[(31 - sum % 31) % 31];
    }

    // Letters count from A = 10; remainder 1 is written X, remainder 0 is written 0.
    static char OrganisationCheck(string body)
    {
        int[] weights = [3, 7, 9, 10, 5, 8, 4, 2];
        var sum = body.Zip(weights, (character, weight) => (char.IsAsciiDigit(character) ? character - '0' : character - 'A' + 10) * weight).Sum();
        return "0X987654321"[sum % 11];
    }

    static char ResidentIdCheck(string body)
    {
        int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        return "10X98765432"[body.Zip(weights, (digit, weight) => (digit - '0') * weight).Sum() % 11];
    }
}
