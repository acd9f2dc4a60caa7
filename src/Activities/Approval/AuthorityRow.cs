using Lendflow.Activities.Tables;

namespace Lendflow.Activities.Approval;

/// <summary>One row of the authority matrix: the cases it covers and who decides them.</summary>
/// <param name="Key">Name of the row; a decision records which row justified it.</param>
/// <param name="Above">Lower limit of the amount that counts, exclusive, in the products' currency.</param>
/// <param name="UpTo">Upper limit, inclusive; null when there is none.</param>
/// <param name="Level">Approval level: 0 is the machine, higher is further up.</param>
/// <param name="Approvers">One seat for each entry: the group whose member takes it. In order when the mode is sequential.</param>
/// <param name="Quorum">Approvals needed.</param>
/// <param name="Veto">Groups whose decline decides alone. Their seats are heard before a joint approval stands.</param>
/// <param name="EscalateTo">Group that decides when the approvers cannot; null when the machine decides.</param>
public sealed record AuthorityRow(
    string Key,
    string Name,
    string NameZh,
    IReadOnlyList<string> Products,
    IReadOnlyList<string> Branches,
    IReadOnlyList<string> Grades,
    decimal Above,
    decimal? UpTo,
    Track Track,
    int Level,
    ApprovalMode Mode,
    IReadOnlyList<string> Approvers,
    int Quorum,
    IReadOnlyList<string> Veto,
    string? EscalateTo)
{
    public bool Covers(ApprovalRequest request) =>
        CoversKinds(request.Product, request.Branch, request.Grade)
        && request.AmountThatCounts > Above && request.AmountThatCounts <= (UpTo ?? decimal.MaxValue);

    internal bool CoversKinds(string product, string branch, string grade) =>
        Has(Products, product) && Has(Branches, branch) && Has(Grades, grade);

    static bool Has(IReadOnlyList<string> keys, string key) => keys.Contains(key) || keys.Contains(AuthorityMatrix.Any);

    internal static AuthorityRow Read(TableObject row, IReadOnlyList<string> grades)
    {
        var approvers = row.Texts("approvers");
        var read = new AuthorityRow(row.Text("key"), row.Text("name"), row.Text("nameZh"),
            row.Texts("products"), row.Texts("branches"), row.Texts("grades"), row.Number("above"), row.NumberOrNull("upTo"),
            row.OneOf<Track>("track"), row.Whole("level", 0, 100), row.OneOf<ApprovalMode>("mode"), approvers,
            row.WholeOrNull("quorum", 1, 100) ?? approvers.Count, row.Has("veto") ? row.Texts("veto") : [],
            row.Has("escalateTo") ? row.Text("escalateTo") : null);

        if (read.UpTo <= read.Above) row.Note("upTo", $"Expected an amount above {read.Above}, but found {read.UpTo}");
        foreach (var grade in read.Grades.Except(grades).Where(grade => grade != AuthorityMatrix.Any))
            row.Note("grades", $"Expected one of {string.Join(", ", grades)}, but found {grade}");
        read.CheckApprovers(row);
        return read;
    }

    void CheckApprovers(TableObject row)
    {
        var (expected, fits) = Mode switch
        {
            ApprovalMode.Automatic => ("no approvers with mode automatic", Approvers.Count == 0),
            ApprovalMode.Single => ("one approver with mode single", Approvers.Count == 1),
            _ => ($"two or more approvers with mode {TableObject.Word(Mode)}", Approvers.Count >= 2),
        };
        if (!fits) row.Note("approvers", $"Expected {expected}, but found {Approvers.Count}");
        if (Quorum > Approvers.Count) row.Note("quorum", $"Expected at most {Approvers.Count}, the number of approvers, but found {Quorum}");
        if (Mode != ApprovalMode.Joint && (Quorum != Approvers.Count || Veto.Count > 0))
            row.Note("quorum", "Expected quorum and veto only with mode joint, but found them with mode " + TableObject.Word(Mode));
        foreach (var group in Veto.Except(Approvers)) row.Note("veto", $"Expected one of the approvers, but found {group}");
        if ((Mode == ApprovalMode.Automatic) != (Track == Track.Instant))
            row.Note("track", $"Expected track instant exactly with mode automatic, but found {TableObject.Word(Track)} with {TableObject.Word(Mode)}");
        if (EscalateTo is null && Mode != ApprovalMode.Automatic)
            row.Note("escalateTo", "Expected the group that decides when the approvers cannot, but it is missing");
    }
}

/// <summary>How the approvers of a row come to a decision.</summary>
public enum ApprovalMode
{
    /// <summary>No person decides.</summary>
    Automatic,

    /// <summary>One person decides.</summary>
    Single,

    /// <summary>One after the other, each must approve (逐级审批).</summary>
    Sequential,

    /// <summary>All at once, a quorum must approve (会签).</summary>
    Joint,
}
