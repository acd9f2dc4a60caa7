using System.Globalization;

namespace Lendflow.Activities.Approval;

/// <summary>Looks for cases an authority matrix decides not at all or twice. Amounts are cut at every limit a row mentions;
/// within a cut nothing changes, so the search is exact.</summary>
internal static class AuthorityCoverage
{
    /// <summary>One sentence for each box of cases that does not have exactly one row.</summary>
    public static IEnumerable<string> Problems(AuthorityMatrix matrix, IReadOnlyList<string> products, IReadOnlyList<string> branches) =>
        from box in Merged(
            from product in products
            from branch in branches
            from grade in matrix.Grades
            from fault in Faults([.. matrix.Rows.Where(row => row.CoversKinds(product, branch, grade))])
            select new Box([product], [branch], [grade], fault))
        select box.Fault.Rows.Length == 0
            ? $"Expected one row for every case, but none covers {Named(box)}"
            : $"Expected one row for every case, but {string.Join(" and ", box.Fault.Rows.Split('|'))} both cover {Named(box)}";

    static IEnumerable<Fault> Faults(IReadOnlyList<AuthorityRow> rows)
    {
        decimal[] cuts = [0, .. rows.SelectMany(row => new[] { row.Above, row.UpTo ?? decimal.MaxValue }), decimal.MaxValue];
        cuts = [.. cuts.Distinct().Order()];
        Fault? open = null;
        for (var i = 1; i < cuts.Length; i++)
        {
            var inside = rows.Where(row => row.Above < cuts[i] && cuts[i] <= (row.UpTo ?? decimal.MaxValue)).ToArray();
            var next = inside.Length == 1 ? null : new Fault(cuts[i - 1], cuts[i], string.Join('|', inside.Select(row => row.Key)));
            if (open is not null && next?.Rows == open.Rows) { open = open with { UpTo = next.UpTo }; continue; }
            if (open is not null) yield return open;
            open = next;
        }
        if (open is not null) yield return open;
    }

    // Joins boxes along one dimension after the other, so that a forgotten grade is one finding and not one for every branch.
    static IEnumerable<Box> Merged(IEnumerable<Box> boxes) => boxes
        .GroupBy(box => (Key(box.Products), Key(box.Branches), box.Fault))
        .Select(same => same.First() with { Grades = [.. same.SelectMany(box => box.Grades)] })
        .GroupBy(box => (Key(box.Products), Key(box.Grades), box.Fault))
        .Select(same => same.First() with { Branches = [.. same.SelectMany(box => box.Branches)] })
        .GroupBy(box => (Key(box.Branches), Key(box.Grades), box.Fault))
        .Select(same => same.First() with { Products = [.. same.SelectMany(box => box.Products)] });

    static string Named(Box box) =>
        $"product {Key(box.Products)}; branch {Key(box.Branches)}; grade {Key(box.Grades)}; amount above {Amount(box.Fault.Above)}"
        + (box.Fault.UpTo == decimal.MaxValue ? "" : $" up to {Amount(box.Fault.UpTo)}");

    static string Key(IReadOnlyList<string> keys) => string.Join(", ", keys);

    static string Amount(decimal amount) => amount.ToString("0.##", CultureInfo.InvariantCulture);

    sealed record Box(IReadOnlyList<string> Products, IReadOnlyList<string> Branches, IReadOnlyList<string> Grades, Fault Fault);

    /// <summary>A span of amounts with the keys of the rows that cover it, joined by a bar so that faults compare by value.</summary>
    sealed record Fault(decimal Above, decimal UpTo, string Rows);
}
