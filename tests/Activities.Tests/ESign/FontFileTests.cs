using System.Text;
using Lendflow.Activities.ESign.Pdf;

namespace Lendflow.Activities.Tests.ESign;

public class FontFileTests
{
    [Fact]
    public void A_machine_without_a_chinese_font_is_told_what_to_install()
    {
        var font = FontFile.Find([Path.Combine(AppContext.BaseDirectory, "no-such-folder")], out var problem);

        font.Should().BeNull();
        problem.Should().StartWith("Expected one of the fonts wqy-microhei.ttc").And.Contain("fonts-wqy-microhei");
    }

    [Fact]
    public void A_file_that_is_no_font_is_refused()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "not a font, but long enough to look for its tables");

        var load = () => FontFile.Load(path);

        load.Should().Throw<InvalidDataException>();
        File.Delete(path);
    }

    [ToolFact(ToolFactAttribute.ChineseFont)]
    public void Characters_no_font_has_are_named()
    {
        SomeContract.Font.Missing("借款 Loan \U0002A6D6").Should().Equal(new Rune(0x2A6D6));
    }

    [ToolFact(ToolFactAttribute.ChineseFont)]
    public void A_subset_is_itself_a_font_with_the_same_glyphs()
    {
        var face = SomeContract.Font.Face;
        var subset = new FontSubset(face);
        foreach (var character in "借é款Ä".EnumerateRunes())
            subset.Use(character);

        var small = subset.ToTrueType();

        small.Length.Should().BeLessThan(20_000);
        small.Skip(small.Length / 4 * 4).Should().BeEmpty();
        Checksum(small).Should().Be(0xB1B0AFBA);
    }

    private static uint Checksum(byte[] font) => font.Chunk(4).Aggregate(0u, (sum, word) =>
        unchecked(sum + (uint)(word[0] << 24 | word[1] << 16 | word[2] << 8 | word[3])));
}
