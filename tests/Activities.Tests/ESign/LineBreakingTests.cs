using FsCheck;
using FsCheck.Fluent;
using Lendflow.Activities.ESign.Pdf;

namespace Lendflow.Activities.Tests.ESign;

public class LineBreakingTests
{
    [Fact]
    public void Closing_punctuation_takes_the_character_before_it_to_the_next_line() =>
        Lines("借款人应当还款。", width: 7).Should().Equal("借款人应当还", "款。");

    [Fact]
    public void An_opening_bracket_moves_to_the_next_line_with_what_it_opens() =>
        Lines("甲方即出借人（银行）", width: 7).Should().Equal("甲方即出借人", "（银行）");

    [Fact]
    public void A_latin_word_stays_whole_and_the_blank_before_it_goes() =>
        Lines("the lender pays", width: 11).Should().Equal("the lender", "pays");

    [Fact]
    public void An_amount_and_a_date_are_never_split() =>
        Lines("付 100,000.00 于 2026-11-21", width: 13).Should().Equal("付 100,000.00", "于 2026-11-21");

    [Fact]
    public void A_word_wider_than_the_line_is_cut() =>
        Lines("abcdefgh", width: 3).Should().Equal("abc", "def", "gh");

    [Fact]
    public void A_line_break_in_the_text_ends_a_line() =>
        Lines("本金\nPrincipal", width: 20).Should().Equal("本金", "Principal");

    [Fact]
    public void No_character_is_lost_and_no_line_but_of_one_unbreakable_run_starts_with_punctuation()
    {
        var texts = Gen.ArrayOf(Gen.Elements("借款合同甲乙ab12 ，。（）".ToCharArray())).Select(letters => new string(letters)).ToArbitrary();

        Prop.ForAll(texts, text =>
        {
            var lines = Lines(text, width: 8);
            var startsWrong = lines.Zip(lines.Skip(1)).Any(pair => pair.Second is ['，' or '。' or '）', ..] && HasPlaceToBreak(pair.First));
            return string.Concat(lines).Replace(" ", "") == text.Replace(" ", "") && lines.All(line => line.Length <= 8) && !startsWrong;
        }).QuickCheckThrowOnFailure();
    }

    private static bool HasPlaceToBreak(string line) => LineBreaking.StretchPlaces(line) > 0;

    private static List<string> Lines(string text, double width) =>
        [.. LineBreaking.Break(text, width, firstIndent: 0, _ => 1).Select(line => line.Text)];
}
