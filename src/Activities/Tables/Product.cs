using Lendflow.Activities.Disbursement;

namespace Lendflow.Activities.Tables;

/// <summary>What a borrower can apply for.</summary>
/// <param name="Currency">ISO 4217 code. Every amount of a case is in its product's currency.</param>
/// <param name="MinAmount">Smallest amount, inclusive.</param>
/// <param name="MaxAmount">Largest amount, inclusive.</param>
/// <param name="AnnualRatePercent">Contract rate a year in percent; 4.35 is 4.35 %.</param>
public sealed record Product(
    string Key,
    string Name,
    string NameZh,
    string Currency,
    decimal MinAmount,
    decimal MaxAmount,
    int MinTermMonths,
    int MaxTermMonths,
    decimal AnnualRatePercent,
    RepaymentKind Repayment)
{
    internal static IReadOnlyList<Product> ReadTable(TableObject table) => table.Rows("products", Read);

    static Product Read(TableObject row)
    {
        var product = new Product(row.Text("key"), row.Text("name"), row.Text("nameZh"), row.Text("currency"),
            row.Number("minAmount"), row.Number("maxAmount"), row.Whole("minTermMonths", 1, 600), row.Whole("maxTermMonths", 1, 600),
            row.Number("annualRatePercent"), row.OneOf<RepaymentKind>("repayment"));
        if (product.MinAmount > product.MaxAmount)
            row.Note("maxAmount", $"Expected at least minAmount ({product.MinAmount}), but found {product.MaxAmount}");
        if (product.MinTermMonths > product.MaxTermMonths)
            row.Note("maxTermMonths", $"Expected at least minTermMonths ({product.MinTermMonths}), but found {product.MaxTermMonths}");
        return product;
    }
}
