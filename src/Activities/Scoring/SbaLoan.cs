using System.Globalization;

namespace Lendflow.Activities.Scoring;

/// <summary>A loan of the US Small Business Administration's 7(a) records (Li, Mickel and Taylor 2018), reduced to what was
/// known when it was applied for, and its outcome. The recorded term is left out on purpose: it was shortened when a loan
/// was charged off and so tells the outcome.</summary>
/// <param name="Naics">Six-digit industry code; "0" when unknown.</param>
/// <param name="NewOrExisting">1 existing, 2 new (at most two years), 0 unknown.</param>
/// <param name="FranchiseCode">0 or 1 is none.</param>
/// <param name="UrbanOrRural">1 urban, 2 rural, 0 undefined.</param>
/// <param name="GrossApproved">USD; stands for the requested amount, which is not recorded.</param>
/// <param name="IsBad">Charged off; null while undecided.</param>
public sealed record SbaLoan(
    string LoanNumber,
    string State,
    string Naics,
    DateOnly ApprovedOn,
    int Employees,
    int NewOrExisting,
    int JobsCreated,
    int JobsRetained,
    int FranchiseCode,
    int UrbanOrRural,
    decimal GrossApproved,
    bool? IsBad)
{
    static readonly string[] Columns =
    [
        "loan_nr", "state", "naics", "approval_date", "employees", "new_exist", "jobs_created", "jobs_retained",
        "franchise_code", "urban_rural", "gross_approved", "default",
    ];

    /// <summary>What a scorecard sees of this loan.</summary>
    public Facts ToFacts() => new(
        GrossApproved, Employees, IsNew, JobsCreated, JobsRetained, Location, IsFranchise, Facts.SectorOf(Naics), Bureau: null);

    /// <summary>Recorded as new; an unknown age counts as existing.</summary>
    public bool IsNew => NewOrExisting == 2;

    public bool IsFranchise => FranchiseCode > 1;

    public string Location => UrbanOrRural switch { 1 => "urban", 2 => "rural", _ => "unknown" };

    /// <summary>Reads a CSV file with a header line. It needs the columns loan_nr, state, naics, approval_date (ISO), employees,
    /// new_exist, jobs_created, jobs_retained, franchise_code, urban_rural, gross_approved and default (1, 0 or blank while
    /// undecided), in any order; others are passed over.</summary>
    public static SbaReading Read(TextReader csv)
    {
        var header = Csv.Split(csv.ReadLine() ?? "");
        var places = Columns.Select(column => Array.IndexOf(header, column)).ToArray();
        if (places.Contains(-1))
            return new SbaReading([], [.. Columns.Where(column => !header.Contains(column))
                .Select(column => $"line 1: Expected a column '{column}', but the header has none.")]);

        var loans = new List<SbaLoan>();
        var problems = new List<string>();
        var number = 1;
        while (csv.ReadLine() is { } line)
        {
            var fields = Csv.Split(line);
            number++;
            if (fields.Length != header.Length)
                problems.Add($"line {number}: Expected {header.Length} fields, but found {fields.Length}.");
            else
                loans.Add(Parse(new Fields(places.Select(place => fields[place]).ToArray(), number, problems)));
        }

        return new SbaReading(problems.Count == 0 ? loans : [], problems);
    }

    static SbaLoan Parse(Fields fields) => new(
        fields.Text(0), fields.Text(1), fields.Text(2), fields.Date(3), fields.Whole(4), fields.Whole(5),
        fields.Whole(6), fields.Whole(7), fields.Whole(8), fields.Whole(9), fields.Amount(10), fields.Outcome(11));

    /// <summary>The fields of one line in the order of <see cref="Columns"/>; unreadable ones are noted.</summary>
    sealed class Fields(string[] values, int line, List<string> problems)
    {
        public string Text(int index) => values[index];

        public int Whole(int index) => int.TryParse(values[index], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number : Unreadable<int>(index, "a whole number");

        public decimal Amount(int index) => decimal.TryParse(values[index], NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? number : Unreadable<decimal>(index, "an amount");

        public DateOnly Date(int index) => DateOnly.TryParseExact(values[index], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date : Unreadable<DateOnly>(index, "a date such as 1997-02-28");

        public bool? Outcome(int index) => values[index] switch
        {
            "1" => true,
            "0" => false,
            "" => null,
            _ => Unreadable<bool>(index, "1, 0 or nothing"),
        };

        T Unreadable<T>(int index, string expected) where T : struct
        {
            problems.Add($"line {line}: Expected {expected} in column '{Columns[index]}', but found '{values[index]}'.");
            return default;
        }
    }
}

/// <summary>The loans of a file; empty when it has problems.</summary>
public sealed record SbaReading(IReadOnlyList<SbaLoan> Loans, IReadOnlyList<string> Problems);
