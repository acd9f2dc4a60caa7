using System.Globalization;

namespace Lendflow.Activities.ESign;

/// <summary>A currency a contract can be written in; all have a hundredth (<paramref name="Cent"/>).</summary>
/// <param name="Code">ISO 4217.</param>
/// <param name="Chinese">Name that precedes an amount in Chinese capital figures.</param>
public sealed record Currency(
    string Code, string Chinese, string English, string EnglishPlural, string Cent, string CentPlural)
{
    /// <summary>Every currency known.</summary>
    public static IReadOnlyList<Currency> All { get; } =
    [
        new("CNY", "人民币", "Renminbi yuan", "Renminbi yuan", "fen", "fen"),
        new("USD", "美元", "US dollar", "US dollars", "cent", "cents"),
        new("HKD", "港币", "Hong Kong dollar", "Hong Kong dollars", "cent", "cents"),
        new("EUR", "欧元", "euro", "euros", "cent", "cents"),
        new("GBP", "英镑", "pound sterling", "pounds sterling", "penny", "pence"),
    ];

    /// <summary>The currency with this code; null when it is not known.</summary>
    public static Currency? Of(string code) => All.FirstOrDefault(currency => currency.Code == code);

    /// <summary>In figures with the code, for example <c>CNY 100,000.00</c>.</summary>
    public string Figures(decimal amount) => $"{Code} {amount.ToString("N2", CultureInfo.InvariantCulture)}";
}
