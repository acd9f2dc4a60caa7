using Lendflow.Activities.Disbursement;
using Lendflow.Engine.Definitions;

namespace Lendflow.Activities.ESign;

/// <summary>What was agreed about a loan: everything a contract states.</summary>
/// <param name="Number">The contract's number, usually the application number.</param>
/// <param name="DrawnUpAt">When the contract was drawn up; its date is the contract's date.</param>
/// <param name="Amount">Principal, above zero, two decimals at most.</param>
/// <param name="Currency">ISO 4217, one of <see cref="ESign.Currency.All"/>.</param>
/// <param name="AnnualRatePercent">Contract rate a year in percent, zero or more; 4.35 is 4.35 %.</param>
/// <param name="TermMonths">Tenor in months, at least 1.</param>
/// <param name="Purpose">Use of the funds.</param>
/// <param name="Account">Where the loan is paid out to.</param>
/// <param name="Schedule">In order of their number, which starts at 1.</param>
public sealed record ContractTerms(
    string Number,
    DateTimeOffset DrawnUpAt,
    ContractParty Lender,
    ContractParty Borrower,
    decimal Amount,
    string Currency,
    decimal AnnualRatePercent,
    int TermMonths,
    string Purpose,
    RepaymentKind Repayment,
    ContractAccount Account,
    IReadOnlyList<Instalment> Schedule)
{
    /// <summary>What keeps these terms from being a contract; empty when nothing does.</summary>
    public IReadOnlyList<Problem> Problems() => [.. Texts(), .. Loan(), .. Repaid()];

    private IEnumerable<Problem> Texts()
    {
        (string Path, string Value)[] texts =
        [
            ("number", Number), ("purpose", Purpose),
            ("lender.name", Lender.Name), ("lender.code", Lender.Code),
            ("lender.representative", Lender.Representative), ("lender.phone", Lender.Phone),
            ("borrower.name", Borrower.Name), ("borrower.code", Borrower.Code),
            ("borrower.representative", Borrower.Representative), ("borrower.phone", Borrower.Phone),
            ("account.holder", Account.Holder), ("account.number", Account.Number), ("account.bank", Account.Bank),
        ];
        return texts
            .Where(text => string.IsNullOrWhiteSpace(text.Value))
            .Select(text => new Problem($"$.{text.Path}", "Expected a text, but it is empty."));
    }

    private IEnumerable<Problem> Loan()
    {
        if (Amount <= 0 || Amount >= AmountInWords.Limit || Amount != Math.Round(Amount, 2))
            yield return new("$.amount", $"Expected an amount above zero and below {AmountInWords.Limit:0} with two decimals at most, but it is {Amount}.");
        if (ESign.Currency.Of(Currency) is null)
            yield return new("$.currency", $"Expected one of {string.Join(", ", ESign.Currency.All.Select(known => known.Code))}, but it is '{Currency}'.");
        if (AnnualRatePercent < 0)
            yield return new("$.annualRatePercent", $"Expected zero or more, but it is {AnnualRatePercent}.");
        if (TermMonths < 1)
            yield return new("$.termMonths", $"Expected at least one month, but it is {TermMonths}.");
    }

    private IEnumerable<Problem> Repaid()
    {
        if (Schedule.Count == 0)
        {
            yield return new("$.schedule", "Expected at least one instalment, but there is none.");
            yield break;
        }
        var balance = Amount;
        for (var index = 0; index < Schedule.Count; index++)
        {
            var instalment = Schedule[index];
            balance -= instalment.Principal;
            if (instalment.Number != index + 1)
                yield return new($"$.schedule[{index}].number", $"Expected {index + 1}, but it is {instalment.Number}.");
            if (index > 0 && instalment.DueOn <= Schedule[index - 1].DueOn)
                yield return new($"$.schedule[{index}].dueOn", $"Expected a day after {Schedule[index - 1].DueOn:yyyy-MM-dd}, but it is {instalment.DueOn:yyyy-MM-dd}.");
            if (instalment.Balance != balance)
                yield return new($"$.schedule[{index}].balance", $"Expected {balance:0.00} to be left, but it is {instalment.Balance:0.00}.");
        }
        if (balance != 0)
            yield return new("$.schedule", $"Expected the instalments to repay {Amount:0.00}, but they repay {Amount - balance:0.00}.");
    }
}

/// <summary>A lender or borrower.</summary>
/// <param name="Code">Unified social credit code or another registration number.</param>
/// <param name="Representative">Who signs.</param>
public sealed record ContractParty(string Name, string Code, string Representative, string Phone);

/// <summary>A bank account.</summary>
public sealed record ContractAccount(string Holder, string Number, string Bank);
