using Lendflow.Activities.ESign;

namespace Lendflow.Activities.Tests.ESign;

public class LoanContractTests
{
    [ToolFact(ToolFactAttribute.ChineseFont, "pdftotext")]
    public void The_text_of_a_contract_can_be_read_and_searched()
    {
        var text = Tool.Text(SomeContract.Pdf());

        text.Should().Contain("借款合同").And.Contain("人民币壹拾万元整").And.Contain("OnehundredthousandRenminbiyuanonly");
        text.Should().Contain("上海明珠餐饮管理有限公司").And.Contain("CNY100,000.00").And.Contain("4.35%（单利，固定）");
        text.Should().Contain("自2026年12月21日起至2027年11月21日止").And.Contain("62220210011122233").And.Contain("合计Total100,000.00");
        text.Should().NotContain("{{");
    }

    [ToolFact(ToolFactAttribute.ChineseFont, "pdftotext")]
    public void Every_instalment_is_listed_and_headings_are_repeated_on_each_page()
    {
        var rendered = Render(SomeContract.Terms(amount: 5_000_000, months: 300, currency: "USD"));
        var text = Tool.Text(rendered.Pdf);

        text.Should().Contain("2051-11-21").And.Contain("美元伍佰万元整");
        text.Split("应还本金").Length.Should().BeGreaterThan(6);
        text.Should().Contain($"第{rendered.Pages}页，共{rendered.Pages}页");
    }

    [ToolFact(ToolFactAttribute.ChineseFont, "pdffonts")]
    public void Fonts_are_embedded_as_subsets_with_their_characters()
    {
        var fonts = Tool.Read("pdffonts", SomeContract.Pdf()).Trim().Split('\n')[2..];

        fonts.Should().OnlyContain(font => font.Contains("CID TrueType") && font.Contains("Identity-H") && font.Contains("yes yes yes"));
    }

    [ToolFact(ToolFactAttribute.ChineseFont)]
    public void The_same_terms_give_the_same_bytes() => SomeContract.Pdf().Should().Equal(SomeContract.Pdf());

    [ToolFact(ToolFactAttribute.ChineseFont)]
    public void A_contract_of_a_year_has_three_pages_in_less_than_100_kilobytes()
    {
        var rendered = Render(SomeContract.Terms());

        rendered.Pages.Should().Be(3);
        rendered.Pdf.Length.Should().BeLessThan(100_000);
    }

    [ToolFact(ToolFactAttribute.ChineseFont)]
    public void A_name_the_font_cannot_draw_is_refused()
    {
        var terms = SomeContract.Terms();
        var rare = terms with { Borrower = terms.Borrower with { Representative = "张\U0002A6D6" } };

        Problems(rare).Should().ContainSingle().Which.Should().Contain("U+2A6D6");
    }

    [ToolFact(ToolFactAttribute.ChineseFont)]
    public void Everything_wrong_with_the_terms_is_listed_at_once()
    {
        var terms = SomeContract.Terms();
        var wrong = terms with
        {
            Amount = 100_000.005m,
            Currency = "XYZ",
            TermMonths = 0,
            Account = terms.Account with { Number = " " },
        };

        Problems(wrong).Should().Contain(problem => problem.StartsWith("$.account.number: Expected a text"))
            .And.Contain(problem => problem.StartsWith("$.amount: Expected an amount above zero"))
            .And.Contain(problem => problem.StartsWith("$.currency: Expected one of CNY"))
            .And.Contain(problem => problem.StartsWith("$.termMonths: "));
    }

    [ToolFact(ToolFactAttribute.ChineseFont)]
    public void A_schedule_that_does_not_repay_the_loan_is_refused()
    {
        var terms = SomeContract.Terms();

        Problems(terms with { Schedule = [.. terms.Schedule.Take(11)] }).Should().ContainSingle()
            .Which.Should().Be("$.schedule: Expected the instalments to repay 100000.00, but they repay 91666.63.");
        Problems(terms with { Schedule = [] }).Should().ContainSingle()
            .Which.Should().Be("$.schedule: Expected at least one instalment, but there is none.");
    }

    private static ContractRendered Render(ContractTerms terms) =>
        LoanContract.Render(terms, SomeContract.Template(), SomeContract.Font).Should().BeOfType<ContractRendered>().Subject;

    private static List<string> Problems(ContractTerms terms) =>
        [.. LoanContract.Render(terms, SomeContract.Template(), SomeContract.Font)
            .Should().BeOfType<ContractRefused>().Subject.Problems.Select(problem => problem.ToString())];
}
