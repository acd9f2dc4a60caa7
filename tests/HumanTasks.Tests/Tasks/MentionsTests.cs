using Lendflow.HumanTasks.Tasks;

namespace Lendflow.HumanTasks.Tests.Tasks;

public sealed class MentionsTests
{
    [Theory]
    [InlineData("@ann, please look; so should @bob.", "ann", "bob")]
    [InlineData("请 @王芳 看一下", "王芳")]
    [InlineData("@ann @ANN", "ann")]
    [InlineData("write to ann@example.org")]
    [InlineData("")]
    public void Names_after_an_at_are_addressed_and_mail_addresses_are_not(string text, params string[] names) =>
        Mentions.In(text).Should().Equal(names);
}
