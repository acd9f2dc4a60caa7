using FsCheck;
using FsCheck.Fluent;
using Lendflow.Activities.ESign;

namespace Lendflow.Activities.Tests.ESign;

public class AmountInWordsTests
{
    // The first nine are the examples of 支付结算办法, annex 1, in the wording without optional 零.
    [Theory]
    [InlineData("1409.50", "人民币壹仟肆佰零玖元伍角整")]
    [InlineData("6007.14", "人民币陆仟零柒元壹角肆分")]
    [InlineData("1680.32", "人民币壹仟陆佰捌拾元叁角贰分")]
    [InlineData("107000.53", "人民币壹拾万柒仟元伍角叁分")]
    [InlineData("16409.02", "人民币壹万陆仟肆佰零玖元零贰分")]
    [InlineData("325.04", "人民币叁佰贰拾伍元零肆分")]
    [InlineData("100000", "人民币壹拾万元整")]
    [InlineData("10", "人民币壹拾元整")]
    [InlineData("0", "人民币零元整")]
    [InlineData("0.05", "人民币伍分")]
    [InlineData("0.50", "人民币伍角整")]
    [InlineData("10000001", "人民币壹仟万零壹元整")]
    [InlineData("100000001", "人民币壹亿零壹元整")]
    [InlineData("100005000", "人民币壹亿零伍仟元整")]
    [InlineData("100050000", "人民币壹亿零伍万元整")]
    [InlineData("20300400500.60", "人民币贰佰零叁亿零肆拾万零伍佰元陆角整")]
    public void Chinese_capital_figures_follow_the_rules_for_filling_in_bills(string amount, string words) =>
        AmountInWords.Chinese(decimal.Parse(amount), Currency.Of("CNY")!).Should().Be(words);

    [Theory]
    [InlineData("100000", "CNY", "One hundred thousand Renminbi yuan only")]
    [InlineData("1234567.89", "USD", "One million two hundred and thirty-four thousand five hundred and sixty-seven US dollars and eighty-nine cents only")]
    [InlineData("1.01", "GBP", "One pound sterling and one penny only")]
    [InlineData("0.20", "EUR", "Twenty cents only")]
    [InlineData("0", "USD", "Zero US dollars only")]
    [InlineData("1000013", "HKD", "One million thirteen Hong Kong dollars only")]
    public void English_words_name_the_currency_and_its_hundredths(string amount, string currency, string words) =>
        AmountInWords.English(decimal.Parse(amount), Currency.Of(currency)!).Should().Be(words);

    [Theory]
    [InlineData("USD", "美元壹拾万元整")]
    [InlineData("EUR", "欧元壹拾万元整")]
    public void Chinese_capital_figures_name_the_currency(string currency, string words) =>
        AmountInWords.Chinese(100_000m, Currency.Of(currency)!).Should().Be(words);

    [Fact]
    public void Chinese_words_read_back_as_the_amount()
    {
        var amounts = Gen.Choose(0, int.MaxValue).Select(cents => (long)cents * 41).ToArbitrary();

        Prop.ForAll(amounts, cents =>
        {
            var words = AmountInWords.Chinese(cents / 100m, Currency.Of("CNY")!);
            return ReadBack(words["人民币".Length..]) == cents && !words.Contains("零零");
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>Cents of an amount in capital figures: the rules of reading, independent of those of writing.</summary>
    private static long ReadBack(string words)
    {
        var (total, section, digit) = (0L, 0L, 0L);
        foreach (var character in words)
        {
            if ("零壹贰叁肆伍陆柒捌玖".IndexOf(character) is var value and >= 0)
                digit = value;
            else if (character is '仟' or '佰' or '拾')
                (section, digit) = (section + digit * (character == '仟' ? 1000 : character == '佰' ? 100 : 10), 0);
            else if (character is '亿' or '万')
                (total, section, digit) = (total + (section + digit) * (character == '亿' ? 10_000_000_000 : 1_000_000), 0, 0);
            else if (character == '元')
                (total, section, digit) = (total + (section + digit) * 100, 0, 0);
            else if (character is '角' or '分')
                (total, digit) = (total + digit * (character == '角' ? 10 : 1), 0);
        }
        return total;
    }
}
