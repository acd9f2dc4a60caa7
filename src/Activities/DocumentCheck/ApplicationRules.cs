using System.Text.RegularExpressions;
using Lendflow.Activities.Tables;

namespace Lendflow.Activities.DocumentCheck;

/// <summary>Checks an application as it arrives, before a case exists.</summary>
public static partial class ApplicationRules
{
    static readonly string[] Channels = ["online", "branch", "partner"];
    static readonly string[] Locations = ["urban", "rural", "unknown"];
    static readonly DateOnly Oldest = new(1800, 1, 1);

    /// <summary>Every problem of an application; none when it can be accepted. Parts that were left out of the request (null in
    /// spite of their type) are problems too.</summary>
    public static IReadOnlyList<ApplicationProblem> Check(LoanApplication application, TablesInForce tables, DateOnly today)
    {
        var problems = new ApplicationProblems();
        CheckLoan(application, tables, problems);
        if (problems.IsThere("borrower", application.Borrower)) CheckBorrower(application.Borrower, today, problems);
        if (problems.IsThere("consent", application.Consent)) CheckConsent(application.Consent, problems);
        return problems.Found;
    }

    static void CheckLoan(LoanApplication application, TablesInForce tables, ApplicationProblems problems)
    {
        problems.OneOf("product", application.Product, tables.Products.Select(product => product.Key));
        problems.OneOf("branch", application.Branch, tables.Branches.Select(branch => branch.Key));
        problems.OneOf("channel", application.Channel, Channels);
        problems.Text("purpose", application.Purpose, 500);
        problems.Money("amount", application.Amount);

        if (tables.FindProduct(application.Product) is not { } product) return;
        if (application.Amount < product.MinAmount || application.Amount > product.MaxAmount)
            problems.Add("amount", $"Expected {product.MinAmount:0.##} to {product.MaxAmount:0.##} {product.Currency}, but found {application.Amount:0.##}");
        problems.Whole("termMonths", application.TermMonths, product.MinTermMonths, product.MaxTermMonths);
    }

    static void CheckBorrower(Borrower borrower, DateOnly today, ApplicationProblems problems)
    {
        problems.Text("borrower.name", borrower.Name, 200);
        if (!SocialCreditCode.TryParse(borrower.SocialCreditCode, out _, out var problem)) problems.Add("borrower.socialCreditCode", problem);
        problems.OneOf("borrower.segment", borrower.Segment, Segments.All);
        problems.OneOf("borrower.location", borrower.Location, Locations);
        if (borrower.Industry is null || !Industry().IsMatch(borrower.Industry))
            problems.Add("borrower.industry", $"Expected an industry code of 2 to 6 digits or an empty text, but found {borrower.Industry ?? "none"}");
        if (borrower.EstablishedOn > today || borrower.EstablishedOn < Oldest)
            problems.Add("borrower.establishedOn", $"Expected a date from {Oldest:yyyy-MM-dd} to {today:yyyy-MM-dd}, but found {borrower.EstablishedOn:yyyy-MM-dd}");
        problems.Whole("borrower.employees", borrower.Employees, 0, 1_000_000);
        problems.Whole("borrower.jobsCreated", borrower.JobsCreated, 0, 1_000_000);
        problems.Whole("borrower.jobsRetained", borrower.JobsRetained, 0, 1_000_000);
        if (borrower.AnnualRevenue is { } revenue) problems.Money("borrower.annualRevenue", revenue);
        if (problems.IsThere("borrower.representative", borrower.Representative)) CheckPerson(borrower.Representative, today, problems);
    }

    static void CheckPerson(Person person, DateOnly today, ApplicationProblems problems)
    {
        const string At = "borrower.representative";
        problems.Text($"{At}.name", person.Name, 100);
        if (!ResidentId.TryParse(person.ResidentId, today, out var id, out var problem)) problems.Add($"{At}.residentId", problem);
        else if (id.AgeOn(today) < 18) problems.Add($"{At}.residentId", $"Expected a person of age, but the birth date is {id.BornOn:yyyy-MM-dd}");
        if (person.Phone is null || !Phone().IsMatch(person.Phone))
            problems.Add($"{At}.phone", $"Expected a mobile number such as 13800138000 or +8613800138000, but found {person.Phone ?? "none"}");
        if (person.Email is not null && !Email().IsMatch(person.Email))
            problems.Add($"{At}.email", $"Expected an address such as name@example.com, but found {person.Email}");
    }

    static void CheckConsent(Consent consent, ApplicationProblems problems)
    {
        if (consent.CreditBureau && consent.GivenAt is null) problems.Add("consent.givenAt", "Expected the time of the consent, but it is missing");
        if (!consent.CreditBureau && consent.GivenAt is not null) problems.Add("consent.givenAt", "Expected no time because no consent was given, but found one");
    }

    [GeneratedRegex(@"\A([0-9]{2,6})?\z")]
    private static partial Regex Industry();

    // A mobile number of mainland China, or any number in international form (ITU-T E.164).
    [GeneratedRegex(@"\A(1[3-9][0-9]{9}|\+[1-9][0-9]{7,14})\z")]
    private static partial Regex Phone();

    [GeneratedRegex(@"\A[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+\z")]
    private static partial Regex Email();
}

/// <summary>What is wrong with one field of an application.</summary>
/// <param name="Path">Path in the JSON of the application, for example <c>borrower.representative.phone</c>.</param>
/// <param name="Message">"Expected …, but …".</param>
public sealed record ApplicationProblem(string Path, string Message);
