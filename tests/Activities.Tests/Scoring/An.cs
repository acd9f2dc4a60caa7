using FsCheck;
using FsCheck.Fluent;
using Lendflow.Activities.Scoring;

namespace Lendflow.Activities.Tests.Scoring;

/// <summary>Builds applications and cards; a test names only what it is about.</summary>
static class An
{
    public static readonly DateOnly Day = new(2026, 3, 2);

    public static LoanApplication Application(
        decimal amount = 50_000, string industry = "722410", DateOnly? establishedOn = null, int employees = 4,
        int jobsCreated = 0, int jobsRetained = 0, string location = "urban", bool isFranchise = false) =>
        A.LoanApplication with
        {
            Product = "sba-7a",
            Amount = amount,
            Borrower = A.LoanApplication.Borrower with
            {
                Industry = industry,
                EstablishedOn = establishedOn ?? new DateOnly(2015, 5, 1),
                Employees = employees,
                JobsCreated = jobsCreated,
                JobsRetained = jobsRetained,
                Location = location,
                IsFranchise = isFranchise,
            },
        };

    public static Scorecard ShippedScorecard() => Scorecard.Load(Repository.ShippedScorecard).Scorecard!;

    /// <summary>Applications inside and outside what the card was fitted on, with edges of bins hit often.</summary>
    public static Gen<LoanApplication> AnyApplication() =>
        from amount in Gen.OneOf(
            Gen.Elements(0.01m, 62_999.99m, 63_000m, 99_999.99m, 100_000m, 150_000m),
            Gen.Choose(1, 400_000_000).Select(cents => cents / 100m))
        from industry in Gen.Elements("", "0", "9", "23", "722410", "621111", "445110", "999999", "农业")
        from age in Gen.Choose(0, 12_000)
        from employees in Gen.Choose(0, 40)
        from jobs in Gen.Choose(0, 30)
        from location in Gen.Elements("urban", "rural", "unknown", "moon")
        from isFranchise in Gen.Elements(true, false)
        select Application(amount, industry, Day.AddDays(-age), employees, jobs, jobs / 2, location, isFranchise);

    public static Gen<BureauFacts?> AnyBureau() => Gen.OneOf(
        Gen.Constant<BureauFacts?>(null),
        from score in Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(300, 900).Select(score => (int?)score))
        from late in Gen.Choose(0, 12)
        select (BureauFacts?)new BureauFacts(score, late));
}
