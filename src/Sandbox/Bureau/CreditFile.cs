namespace Lendflow.Sandbox.Bureau;

/// <summary>What the bureau knows about a borrower, drawn from the social credit code alone: the same code has the same file.</summary>
/// <remarks>The formula (u, z: uniform and standard normal draws from the SHA-256 of the code, see <see cref="Draw"/>):
/// <list type="bullet">
/// <item>thin with probability 6 %: no score, no loans, no blemish but the list;</item>
/// <item>blacklisted with probability 2 %, thin or not;</item>
/// <item>score = 640 + 75 z, less 120 when blacklisted, cut to 300..900;</item>
/// <item>strain r = (720 - score) / 420, cut to 0..1;</item>
/// <item>delinquencies ~ Poisson(0.02 + 5 r³), defaults ~ Poisson(1.2 r⁴), inquiries ~ Poisson(0.6 + 4 r²);</item>
/// <item>open loans ~ Poisson(1.6); debt of all = open loans · 180 000 · exp(0.7 z), to the nearest hundred.</item>
/// </list>
/// That makes one delinquency a year per 18 borrowers with a score of 640, per four borrowers three at 500 and nine at 400.</remarks>
internal sealed record CreditFile(
    string Outcome, int? Score, int Delinquencies12m, int Defaults, int OpenLoans, decimal TotalDebt, int Inquiries6m,
    bool IsBlacklisted)
{
    public static CreditFile Of(string code)
    {
        var isBlacklisted = Draw.Uniform(code, "blacklisted") < 0.02;
        if (Draw.Uniform(code, "thin") < 0.06)
            return new CreditFile("thin", null, 0, 0, 0, 0m, Draw.Poisson(0.3, code, "inquiries"), isBlacklisted);

        var score = ScoreOf(code, isBlacklisted);
        var strain = Math.Clamp((720 - score) / 420.0, 0, 1);
        var openLoans = Draw.Poisson(1.6, code, "loans");
        return new CreditFile(
            "hit",
            score,
            Draw.Poisson(0.02 + 5 * Math.Pow(strain, 3), code, "delinquencies"),
            Draw.Poisson(1.2 * Math.Pow(strain, 4), code, "defaults"),
            openLoans,
            DebtOf(code, openLoans),
            Draw.Poisson(0.6 + 4 * strain * strain, code, "inquiries"),
            isBlacklisted);
    }

    private static int ScoreOf(string code, bool isBlacklisted)
    {
        var score = 640 + 75 * Draw.Normal(code, "score") - (isBlacklisted ? 120 : 0);
        return (int)Math.Round(Math.Clamp(score, 300, 900));
    }

    private static decimal DebtOf(string code, int openLoans)
    {
        var hundreds = openLoans * 1_800 * Math.Exp(0.7 * Draw.Normal(code, "debt"));
        return Math.Round((decimal)hundreds) * 100;
    }
}
