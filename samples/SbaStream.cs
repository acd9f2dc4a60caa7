using System.IO.Compression;
using Lendflow.Activities;
using Lendflow.Activities.Scoring;

namespace Lendflow.Samples;

/// <summary>Real SBA loans as applications for the product <c>sba-7a</c>. What the records lack is made up from the loan's number:
/// names, codes, people and the day of registration. The term is always 84 months, the usual one, because the recorded term tells
/// the outcome.</summary>
public static class SbaStream
{
    const int UsualTermMonths = 84;
    const string Division = "110105";

    /// <summary>Reads a file of the layout <see cref="SbaLoan.Read"/> describes, <c>.csv</c> or <c>.csv.gz</c>, oldest first.</summary>
    public static SbaStreamReading Read(string path)
    {
        using var file = File.OpenRead(path);
        using var text = new StreamReader(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(file, CompressionMode.Decompress)
            : file);
        var reading = SbaLoan.Read(text);
        return new SbaStreamReading([.. reading.Loans.OrderBy(loan => loan.ApprovedOn).Select(ToApplication)], reading.Problems);
    }

    static SbaApplication ToApplication(SbaLoan loan) => new(loan.LoanNumber, loan.ApprovedOn, ApplicationOf(loan), loan.IsBad);

    static LoanApplication ApplicationOf(SbaLoan loan)
    {
        var dice = new Dice($"sba/{loan.LoanNumber}");
        var sector = Facts.SectorOf(loan.Naics);
        var segment = loan.Employees switch { <= 1 => "individual", < 10 => "micro", _ => "small" };
        var borrower = new Borrower(
            Names.EnglishCompany(dice, sector), Codes.SocialCredit(dice, Division, segment == "individual"), segment,
            sector.Length == 0 ? "" : loan.Naics, ApplicationGenerator.EstablishedOn(dice, loan.IsNew, loan.ApprovedOn),
            loan.Employees, loan.JobsCreated, loan.JobsRetained, loan.Location, loan.IsFranchise,
            AnnualRevenue: null, IsExistingCustomer: false,
            new Person(
                Names.EnglishPerson(dice), Codes.ResidentId(dice, Division, loan.ApprovedOn.AddDays(-dice.Whole(25 * 365, 60 * 365))),
                $"+1{dice.Whole(200, 989)}555{dice.Whole(0, 9999):0000}", null));
        return new LoanApplication(
            "sba-7a", loan.GrossApproved, UsualTermMonths, "small-business loan", "online", BranchOf(loan.State), borrower,
            new Consent(true, new DateTimeOffset(loan.ApprovedOn, new TimeOnly(9, 0), TimeSpan.Zero)));
    }

    /// <summary>The four census regions, each at one branch, so that every branch but Chengdu gets work.</summary>
    static string BranchOf(string state) => state switch
    {
        "CT" or "ME" or "MA" or "NH" or "RI" or "VT" or "NJ" or "NY" or "PA" => "new-york",
        "IL" or "IN" or "MI" or "OH" or "WI" or "IA" or "KS" or "MN" or "MO" or "NE" or "ND" or "SD" => "beijing",
        "AZ" or "CO" or "ID" or "MT" or "NV" or "NM" or "UT" or "WY" or "AK" or "CA" or "HI" or "OR" or "WA" => "shanghai",
        "DE" or "FL" or "GA" or "MD" or "NC" or "SC" or "VA" or "DC" or "WV" or "AL" or "KY" or "MS" or "TN" or "AR" or "LA" or "OK" or "TX" => "shenzhen",
        _ => "head-office",
    };
}

/// <summary>A real loan as an application.</summary>
/// <param name="ApprovedOn">Stands for the day of application, which is not recorded.</param>
/// <param name="IsBad">Charged off later; null while undecided.</param>
public sealed record SbaApplication(string LoanNumber, DateOnly ApprovedOn, LoanApplication Application, bool? IsBad);

/// <summary>The applications of a file; empty when it has problems.</summary>
public sealed record SbaStreamReading(IReadOnlyList<SbaApplication> Applications, IReadOnlyList<string> Problems);
