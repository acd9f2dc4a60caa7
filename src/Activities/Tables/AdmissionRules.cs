namespace Lendflow.Activities.Tables;

/// <summary>Who is let in: how long a consent lasts, and the rules that stop a case by themselves.</summary>
/// <param name="ConsentValidDays">Days after which a consent to ask the credit bureau has to be given again.</param>
public sealed record AdmissionRules(int ConsentValidDays, IReadOnlyList<HardStopRule> HardStops)
{
    internal static AdmissionRules ReadTable(TableObject table) =>
        new(table.Whole("consentValidDays", 1, 3650), table.Rows("hardStops", HardStopRule.Read));
}

/// <summary>A rule that stops a case. A number is compared with <see cref="Above"/> or <see cref="Below"/>, anything else with
/// <see cref="In"/>. A measure nobody knows (a thin file has no score) stops nothing.</summary>
/// <param name="Reason">Reason code of kind hard stop.</param>
/// <param name="Above">Stops when the measure is greater.</param>
/// <param name="Below">Stops when the measure is smaller.</param>
/// <param name="In">Stops when the measure is one of these.</param>
public sealed record HardStopRule(string Reason, Measure Measure, decimal? Above, decimal? Below, IReadOnlyList<string> In)
{
    static readonly string[] Limits = ["above", "below", "in"];

    internal static HardStopRule Read(TableObject row)
    {
        var rule = new HardStopRule(row.Text("reason"), row.OneOf<Measure>("measure"), row.NumberOrNull("above"), row.NumberOrNull("below"),
            row.Has("in") ? row.Texts("in") : []);
        var limits = Limits.Where(row.Has).ToArray();
        string[] fitting = rule.Measure.IsNumber() ? ["above", "below"] : ["in"];
        if (limits.Length != 1 || !fitting.Contains(limits[0]))
            row.Note("measure", $"Expected exactly one of {string.Join(", ", fitting)} with {TableObject.Word(rule.Measure)}, but found "
                + (limits.Length == 0 ? "none" : string.Join(", ", limits)));
        return rule;
    }
}

/// <summary>What a hard stop looks at.</summary>
public enum Measure
{
    /// <summary>The borrower's code, against the negative list.</summary>
    SocialCreditCode,

    /// <summary>First two digits of the industry code.</summary>
    Sector,

    /// <summary>State in the company register: <c>active</c>, <c>revoked</c> or <c>unknown</c>.</summary>
    CompanyStatus,

    /// <summary><c>yes</c> or <c>no</c>, from the bureau.</summary>
    Blacklisted,

    /// <summary>Number of defaults in the bureau report.</summary>
    Defaults,

    /// <summary>Number of late payments within twelve months.</summary>
    Delinquencies12m,

    /// <summary>Number of bureau inquiries within six months.</summary>
    Inquiries6m,

    /// <summary>Bureau score, 300 to 900.</summary>
    Score,

    /// <summary>Number of open loans.</summary>
    OpenLoans,

    /// <summary>Total debt in the bureau report.</summary>
    TotalDebt,
}

internal static class Measures
{
    public static bool IsNumber(this Measure measure) => measure >= Measure.Defaults;
}
