using Lendflow.Activities.DocumentCheck;
using Lendflow.Activities.Tests.Tables;

namespace Lendflow.Activities.Tests.DocumentCheck;

public sealed class ApplicationRulesTests
{
    static readonly LoanApplication Good = A.LoanApplication;

    [Fact]
    public void A_good_application_has_no_problem() => Check(Good).Should().BeEmpty();

    [Theory]
    [InlineData("-1", "Expected an amount from 0 to 1000000000000, but found -1")]
    [InlineData("0", "Expected 50000 to 5000000 CNY, but found 0")]
    [InlineData("5000000.01", "Expected 50000 to 5000000 CNY, but found 5000000.01")]
    [InlineData("79228162514264337593543950335", "Expected an amount from 0 to 1000000000000, but found 79228162514264337593543950335")]
    [InlineData("60000.005", "Expected two decimals at most, but found 60000.005")]
    public void An_absurd_amount_is_refused(string amount, string message)
    {
        Check(Good with { Amount = decimal.Parse(amount) }).Should().Contain(new ApplicationProblem("amount", message));
    }

    [Fact]
    public void Words_outside_the_tables_are_refused()
    {
        var problems = Check(Good with { Product = "mortgage", Branch = "moon", Channel = "fax", Purpose = "  " });

        problems.Should().BeEquivalentTo(new ApplicationProblem[]
        {
            new("product", "Expected one of working-capital, micro-instant, equipment, sba-7a, but found mortgage"),
            new("branch", "Expected one of head-office, beijing, shanghai, shenzhen, chengdu, new-york, but found moon"),
            new("channel", "Expected one of online, branch, partner, but found fax"),
            new("purpose", "Expected a text that is not blank, but it is blank"),
        });
    }

    [Fact]
    public void Every_problem_of_the_borrower_is_told_at_once()
    {
        var borrower = Good.Borrower with
        {
            Name = "", SocialCreditCode = "91350100M000100Y44", Segment = "huge", Industry = "42-44", EstablishedOn = Shipped.Today.AddDays(1),
            Employees = -1, Location = "sea", AnnualRevenue = -5m,
            Representative = new Person("Chen\nMei", "110105201503040021", "12345", "chen"),
        };

        var paths = Check(Good with { Borrower = borrower, TermMonths = 37 }).Select(problem => problem.Path);

        paths.Should().BeEquivalentTo("termMonths", "borrower.name", "borrower.socialCreditCode", "borrower.segment", "borrower.industry",
            "borrower.establishedOn", "borrower.employees", "borrower.location", "borrower.annualRevenue",
            "borrower.representative.name", "borrower.representative.residentId", "borrower.representative.phone", "borrower.representative.email");
    }

    [Fact]
    public void Parts_that_were_left_out_are_problems_and_no_crash()
    {
        var empty = new LoanApplication(null!, 0, 0, null!, null!, null!, null!, null!);
        var noPerson = Good with { Borrower = Good.Borrower with { Representative = null! } };

        Check(empty).Select(problem => problem.Path).Should().BeEquivalentTo("product", "branch", "channel", "purpose", "borrower", "consent");
        Check(noPerson).Should().Equal(new ApplicationProblem("borrower.representative", "Expected an object, but it is missing"));
    }

    [Theory]
    [InlineData(true, false, 1)]
    [InlineData(false, true, 1)]
    [InlineData(false, false, 0)]
    [InlineData(true, true, 0)]
    public void A_consent_has_a_time_exactly_when_it_was_given(bool given, bool hasTime, int problems)
    {
        Check(Good with { Consent = new Consent(given, hasTime ? Good.Consent.GivenAt : null) }).Should().HaveCount(problems);
    }

    [Theory]
    [InlineData("13800138000", true)]
    [InlineData("+8613800138000", true)]
    [InlineData("+12125550100", true)]
    [InlineData("12345678901", false)]
    [InlineData("138-0013-8000", false)]
    [InlineData("13800138000\n", false)]
    public void A_phone_number_is_a_mobile_one_or_international(string phone, bool isRight)
    {
        var borrower = Good.Borrower with { Representative = Good.Borrower.Representative with { Phone = phone } };

        Check(Good with { Borrower = borrower }).Should().HaveCount(isRight ? 0 : 1);
    }

    static IReadOnlyList<ApplicationProblem> Check(LoanApplication application) => ApplicationRules.Check(application, Shipped.Tables, Shipped.Today);
}
