using FsCheck;
using FsCheck.Fluent;
using Lendflow.Activities.DocumentCheck;

namespace Lendflow.Activities.Tests.DocumentCheck;

public sealed class SocialCreditCodeTests
{
    const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    [Fact]
    public void The_standards_example_is_right()
    {
        SocialCreditCode.TryParse("91350100M000100Y43", out var code, out _).Should().BeTrue();

        code!.OrganisationCode.Should().Be("M000100Y4");
        code.OrganisationCodeIsRight.Should().BeTrue();
    }

    [Theory]
    [InlineData("91350100M000100Y4Z", "Expected digits and capital letters without I, O, S, V and Z, but found Z")]
    [InlineData("91350100M000100Y44", "Expected the check character 3, but found 4")]
    [InlineData("91350100M000100Y4", "Expected a unified social credit code of 18 characters, but found 17")]
    [InlineData("91350100m000100y43", "Expected digits and capital letters without I, O, S, V and Z, but found m, y")]
    [InlineData(" ", "Expected a unified social credit code of 18 characters, but it is missing")]
    [InlineData(null, "Expected a unified social credit code of 18 characters, but it is missing")]
    public void A_wrong_code_is_refused_with_the_reason(string? text, string problem)
    {
        SocialCreditCode.TryParse(text, out _, out var found).Should().BeFalse();

        found.Should().Be(problem);
    }

    [Fact]
    public void Any_single_mistyped_character_is_noticed()
    {
        var mistakes = from position in Gen.Choose(0, 17) from character in Gen.Elements(Alphabet.ToCharArray()) select (position, character);

        Prop.ForAll(mistakes.ToArbitrary(), mistake =>
        {
            var text = A.SocialCreditCode.ToCharArray();
            var isMistake = text[mistake.position] != mistake.character;
            text[mistake.position] = mistake.character;
            return SocialCreditCode.TryParse(new string(text), out _, out _) != isMistake;
        }).QuickCheckThrowOnFailure();
    }
}
