namespace Lendflow.Sandbox.Registry;

/// <summary>The unified social credit code of GB 32100-2015: 18 characters without I, O, S, V and Z, the last of which checks the
/// others: it complements their sum, weighted with 3^(i-1) mod 31, to a multiple of 31.</summary>
internal static class SocialCreditCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    public static bool IsValid(string code)
    {
        if (code.Length != 18)
            return false;

        var sum = 0;
        var weight = 1;
        for (var place = 0; place < 18; place++)
        {
            var value = Alphabet.IndexOf(code[place], StringComparison.Ordinal);
            if (value < 0)
                return false;

            sum += place == 17 ? value : value * weight;
            weight = weight * 3 % 31;
        }

        return sum % 31 == 0;
    }
}
