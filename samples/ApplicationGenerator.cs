using Lendflow.Activities;

namespace Lendflow.Samples;

/// <summary>Makes up applications whose amounts, employees, jobs, age, sector, location and franchise are distributed like real
/// loans. An application depends on the seed and its number alone, so any part of a run can be made again.</summary>
public sealed class ApplicationGenerator(ApplicationParameters parameters, int seed)
{
    static readonly TimeSpan ChinaTime = TimeSpan.FromHours(8);

    /// <summary>The application with this number, as if submitted on <paramref name="submittedOn"/>.</summary>
    public LoanApplication Application(int number, DateOnly submittedOn)
    {
        var dice = new Dice($"application/{seed}/{number}");
        var (amountRank, employeesRank) = Ranks(dice);
        var employees = (int)Math.Round(parameters.Employees.At(employeesRank));
        var sector = dice.Pick(parameters.Sector);
        var loan = Loan(dice, parameters.Amount.At(amountRank) * parameters.Assumed.YuanPerDollar, sector);
        var place = dice.Pick(Place.All);
        return new LoanApplication(
            loan.Product, loan.Amount, loan.TermMonths, loan.Purpose,
            dice.Pick(parameters.Assumed.Channel), place.Branch,
            Borrower(dice, place, sector, employees, loan.Amount, submittedOn),
            dice.Chance(parameters.Assumed.NoConsent)
                ? new Consent(false, null)
                : new Consent(true, new DateTimeOffset(submittedOn, new TimeOnly(dice.Whole(8, 19), dice.Whole(0, 59)), ChinaTime)));
    }

    /// <summary>Two ranks with the fitted rank correlation (Gaussian copula: Pearson's r = 2 sin(pi rho / 6)).</summary>
    (double Amount, double Employees) Ranks(Dice dice)
    {
        var correlation = 2 * Math.Sin(Math.PI * parameters.AmountEmployeesRankCorrelation / 6);
        var first = dice.Normal();
        var second = correlation * first + Math.Sqrt(1 - correlation * correlation) * dice.Normal();
        return (NormalShare(first), NormalShare(second));
    }

    Borrower Borrower(Dice dice, Place place, string sector, int employees, decimal amount, DateOnly submittedOn)
    {
        var segment = employees switch { <= 1 => "individual", < 10 => "micro", _ => "small" };
        var isIndividual = segment == "individual";
        return new Borrower(
            Names.Company(dice, place, sector, isIndividual),
            Codes.SocialCredit(dice, place.Division, isIndividual),
            segment,
            IndustryOf(dice, sector),
            EstablishedOn(dice, dice.Chance(parameters.NewBusiness), submittedOn),
            employees,
            (int)Math.Round(parameters.JobsCreated.At(dice.Uniform())),
            (int)Math.Round(parameters.JobsRetained.At(dice.Uniform())),
            dice.Pick(parameters.Location),
            dice.Chance(parameters.Franchise),
            dice.Chance(parameters.Assumed.RevenueUnstated) ? null : RevenueOf(dice, amount),
            dice.Chance(parameters.Assumed.ExistingCustomer),
            Representative(dice, place, submittedOn));
    }

    static RequestedLoan Loan(Dice dice, double yuan, string sector)
    {
        var isEquipment = yuan >= 100_000 && sector is "11" or "23" or "31" or "32" or "33" or "48" && dice.Chance(0.35);
        return isEquipment
            ? new RequestedLoan("equipment", Round(yuan, 100_000, 10_000_000), dice.Pick([24, 36, 48, 60]), dice.Pick(["购置生产设备", "更新机器设备", "购置运输车辆"]))
            : yuan <= 300_000 && (yuan < 50_000 || dice.Chance(0.8))
                ? new RequestedLoan("micro-instant", Round(yuan, 5_000, 300_000), dice.Pick([6, 12, 24]), dice.Pick(["进货周转", "店铺装修", "支付货款"]))
                : new RequestedLoan("working-capital", Round(yuan, 50_000, 5_000_000), dice.Pick([12, 24, 36]), dice.Pick(["采购原材料", "补充流动资金", "支付工资和货款", "扩大经营"]));
    }

    /// <summary>People ask for round amounts: two leading digits, within the product's limits.</summary>
    static decimal Round(double yuan, decimal minimum, decimal maximum)
    {
        var step = Math.Pow(10, Math.Floor(Math.Log10(yuan)) - 1);
        return Math.Clamp((decimal)(Math.Round(yuan / step) * step), minimum, maximum);
    }

    static string IndustryOf(Dice dice, string sector) => sector.Length == 0 ? "" : $"{sector}{dice.Whole(1, 9999):0000}";

    /// <summary>A new business is up to two years old, any other up to 25.</summary>
    internal static DateOnly EstablishedOn(Dice dice, bool isNew, DateOnly submittedOn) =>
        submittedOn.AddDays(-(isNew ? dice.Whole(30, 725) : 735 + (int)(8_400 * dice.Uniform() * dice.Uniform())));

    static decimal RevenueOf(Dice dice, decimal amount) => Math.Round(amount * (decimal)Math.Exp(1.4 + 0.6 * dice.Normal()), 0);

    static Person Representative(Dice dice, Place place, DateOnly submittedOn)
    {
        var born = submittedOn.AddDays(-dice.Whole(25 * 365, 60 * 365));
        return new Person(
            Names.Person(dice), Codes.ResidentId(dice, place.Division, born),
            $"1{dice.Pick(["38", "39", "58", "86", "77"])}{dice.Whole(0, 99_999_999):00000000}", null);
    }

    /// <summary>Distribution function of the standard normal, Abramowitz and Stegun 26.2.17, error below 7.5e-8.</summary>
    static double NormalShare(double z)
    {
        var t = 1 / (1 + 0.2316419 * Math.Abs(z));
        var tail = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI)
            * t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return z < 0 ? tail : 1 - tail;
    }

    sealed record RequestedLoan(string Product, decimal Amount, int TermMonths, string Purpose);
}
