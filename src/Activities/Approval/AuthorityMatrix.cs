using System.Diagnostics.CodeAnalysis;
using Lendflow.Activities.Tables;

namespace Lendflow.Activities.Approval;

/// <summary>Who may decide what: the approval authority delegated by amount, risk grade, product and branch. A loaded matrix has
/// exactly one row for every case.</summary>
public sealed record AuthorityMatrix(IReadOnlyList<string> Grades, IReadOnlyList<AuthorityRow> Rows)
{
    /// <summary>Stands for every product, branch or grade.</summary>
    public const string Any = "*";

    /// <summary>The row that decides a request.</summary>
    public bool TryFind(ApprovalRequest request, [NotNullWhen(true)] out AuthorityRow? row, [NotNullWhen(false)] out string? problem)
    {
        row = Rows.FirstOrDefault(candidate => candidate.Covers(request));
        problem = row is not null ? null
            : $"Expected a row of the authority matrix for {request.Product}, {request.Branch}, grade {request.Grade}, "
            + $"amount {request.AmountThatCounts:0.##}, but none covers it";
        return row is not null;
    }

    internal static AuthorityMatrix ReadTable(TableObject table)
    {
        var grades = table.Texts("grades");
        var rows = table.Rows("rows", row => AuthorityRow.Read(row, grades));
        foreach (var twice in rows.GroupBy(row => row.Key).Where(group => group.Count() > 1))
            table.Note("rows", $"Expected each key once, but {twice.Key} is used {twice.Count()} times");
        return new AuthorityMatrix(grades, rows);
    }
}

/// <summary>What an approval is asked for.</summary>
/// <param name="Exposure">What the borrower's group owes here already, in the product's currency, without this loan.</param>
public sealed record ApprovalRequest(string Product, string Branch, string Grade, decimal Amount, decimal Exposure = 0)
{
    /// <summary>Authority is measured on the total after this loan: many small loans are one large risk.</summary>
    public decimal AmountThatCounts => Amount + Exposure;
}

/// <summary>How fast a case travels.</summary>
public enum Track
{
    /// <summary>The machine decides (秒批).</summary>
    Instant,

    /// <summary>One person decides (快速通道).</summary>
    Fast,

    /// <summary>Several people decide (标准流程).</summary>
    Standard,
}
