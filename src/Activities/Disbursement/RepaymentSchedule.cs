namespace Lendflow.Activities.Disbursement;

/// <summary>What is paid back when.</summary>
/// <param name="Instalments">In order of their number, which starts at 1.</param>
public sealed record RepaymentSchedule(IReadOnlyList<Instalment> Instalments)
{
    /// <summary>The sum of all interest.</summary>
    public decimal Interest => Instalments.Sum(instalment => instalment.Interest);

    /// <summary>Lays out a loan in monthly instalments. The month's rate is a twelfth of the year's (PBoC Yinfa [2005] 129); each
    /// amount is rounded half up to 0.01 and the last instalment clears the balance.</summary>
    /// <param name="principal">Amount lent, above zero.</param>
    /// <param name="annualRatePercent">Contract rate a year in percent, zero or more; 4.35 is 4.35 %.</param>
    /// <param name="months">Number of instalments, at least one.</param>
    /// <param name="paidOutOn">Instalments fall due on the same day of each later month, or on its last day.</param>
    public static RepaymentSchedule Of(decimal principal, decimal annualRatePercent, int months, RepaymentKind kind, DateOnly paidOutOn)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(principal);
        ArgumentOutOfRangeException.ThrowIfNegative(annualRatePercent);
        ArgumentOutOfRangeException.ThrowIfLessThan(months, 1);

        var monthRate = annualRatePercent / 1200;
        var annuity = Annuity(principal, monthRate, months);
        var share = Rounded(principal / months);
        var instalments = new List<Instalment>(months);
        var balance = principal;
        for (var number = 1; number <= months; number++)
        {
            var interest = Rounded(balance * monthRate);
            var repaid = number == months ? balance : Math.Min(balance, kind == RepaymentKind.EqualPrincipal ? share : annuity - interest);
            balance -= repaid;
            instalments.Add(new Instalment(number, paidOutOn.AddMonths(number), repaid, interest, balance));
        }
        return new RepaymentSchedule(instalments);
    }

    // A = P*i*(1+i)^n / ((1+i)^n - 1)
    static decimal Annuity(decimal principal, decimal monthRate, int months)
    {
        if (monthRate == 0) return Rounded(principal / months);
        var growth = 1m;
        for (var month = 0; month < months; month++) growth *= 1 + monthRate;
        return Rounded(principal * monthRate * growth / (growth - 1));
    }

    static decimal Rounded(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);
}

/// <summary>One payment.</summary>
/// <param name="Principal">Part that reduces the balance.</param>
/// <param name="Balance">What is still owed after it.</param>
public sealed record Instalment(int Number, DateOnly DueOn, decimal Principal, decimal Interest, decimal Balance)
{
    public decimal Amount => Principal + Interest;
}

/// <summary>How a loan is paid back.</summary>
public enum RepaymentKind
{
    /// <summary>The same amount every month (等额本息).</summary>
    EqualInstalment,

    /// <summary>The same principal every month, interest on the balance (等额本金).</summary>
    EqualPrincipal,
}
