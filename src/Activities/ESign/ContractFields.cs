using System.Globalization;
using System.Text.RegularExpressions;
using Lendflow.Activities.Disbursement;

namespace Lendflow.Activities.ESign;

/// <summary>A text in both languages of a contract.</summary>
public sealed record Bilingual(string Chinese, string English);

/// <summary>The named fields a template may use, written <c>{{loan.amount}}</c>, and what each stands for.</summary>
internal static partial class ContractFields
{
    private static readonly Dictionary<string, Func<ContractTerms, Bilingual>> Values = new()
    {
        ["contract.number"] = terms => Same(terms.Number),
        ["contract.date"] = terms => Date(DateOnly.FromDateTime(terms.DrawnUpAt.DateTime)),
        ["lender.name"] = terms => Same(terms.Lender.Name),
        ["lender.code"] = terms => Same(terms.Lender.Code),
        ["lender.representative"] = terms => Same(terms.Lender.Representative),
        ["lender.phone"] = terms => Same(terms.Lender.Phone),
        ["borrower.name"] = terms => Same(terms.Borrower.Name),
        ["borrower.code"] = terms => Same(terms.Borrower.Code),
        ["borrower.representative"] = terms => Same(terms.Borrower.Representative),
        ["borrower.phone"] = terms => Same(terms.Borrower.Phone),
        ["loan.amount"] = terms => Same(CurrencyOf(terms).Figures(terms.Amount)),
        ["loan.amountInWords"] = terms => new(
            AmountInWords.Chinese(terms.Amount, CurrencyOf(terms)), AmountInWords.English(terms.Amount, CurrencyOf(terms))),
        ["loan.rate"] = terms => Same($"{terms.AnnualRatePercent.ToString("0.00##", CultureInfo.InvariantCulture)}%"),
        ["loan.term"] = terms => new($"{terms.TermMonths}个月", terms.TermMonths == 1 ? "1 month" : $"{terms.TermMonths} months"),
        ["loan.purpose"] = terms => Same(terms.Purpose),
        ["loan.repayment"] = terms => terms.Repayment == RepaymentKind.EqualPrincipal
            ? new("等额本金", "equal principal")
            : new("等额本息", "equal instalments"),
        ["loan.instalments"] = terms => Same(terms.Schedule.Count.ToString(CultureInfo.InvariantCulture)),
        ["loan.firstDueOn"] = terms => Date(terms.Schedule[0].DueOn),
        ["loan.lastDueOn"] = terms => Date(terms.Schedule[^1].DueOn),
        ["loan.totalInterest"] = terms => Same(CurrencyOf(terms).Figures(terms.Schedule.Sum(instalment => instalment.Interest))),
        ["account.holder"] = terms => Same(terms.Account.Holder),
        ["account.number"] = terms => Same(Grouped(terms.Account.Number)),
        ["account.bank"] = terms => Same(terms.Account.Bank),
    };

    /// <summary>A contract that leaves one of these out is none.</summary>
    public static IReadOnlyList<string> Required { get; } =
    [
        "contract.number", "contract.date", "lender.name", "borrower.name", "borrower.code", "loan.amount", "loan.amountInWords",
        "loan.rate", "loan.term", "loan.repayment", "account.holder", "account.number", "account.bank",
    ];

    public static IReadOnlyCollection<string> Known => Values.Keys;

    /// <summary>The names a text uses, each once and in order.</summary>
    public static IReadOnlyList<string> NamesIn(string text) => [.. Placeholder().Matches(text).Select(match => match.Groups[1].Value).Distinct()];

    /// <summary>Whether braces stand in a text that are no field.</summary>
    public static bool HasStrayBraces(string text) => Placeholder().Replace(text, "").AsSpan().IndexOfAny('{', '}') >= 0;

    /// <summary>What every field stands for in one contract.</summary>
    public static Dictionary<string, Bilingual> Of(ContractTerms terms) => Values.ToDictionary(value => value.Key, value => value.Value(terms));

    public static Bilingual Fill(Bilingual text, Dictionary<string, Bilingual> fields) => new(
        Placeholder().Replace(text.Chinese, match => fields[match.Groups[1].Value].Chinese),
        Placeholder().Replace(text.English, match => fields[match.Groups[1].Value].English));

    [GeneratedRegex(@"\{\{([^{}]*)\}\}")]
    private static partial Regex Placeholder();

    private static Currency CurrencyOf(ContractTerms terms) =>
        Currency.Of(terms.Currency) ?? throw new InvalidOperationException($"Expected checked terms, but the currency is '{terms.Currency}'.");

    private static Bilingual Date(DateOnly day) => new(
        $"{day.Year}年{day.Month}月{day.Day}日", day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture));

    /// <summary>In groups of four, as people read account numbers.</summary>
    private static string Grouped(string account) =>
        account.All(char.IsAsciiDigit) ? string.Join(' ', account.Chunk(4).Select(group => new string(group))) : account;

    private static Bilingual Same(string text) => new(text, text);
}
