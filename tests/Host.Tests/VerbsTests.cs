using Lendflow.Host.Cli;

namespace Lendflow.Host.Tests;

public sealed class VerbsTests
{
    [Theory]
    [InlineData(new string[0], true)]
    [InlineData(new[] { "serve" }, true)]
    [InlineData(new[] { "--environment=Production" }, true)]
    [InlineData(new[] { "sevre" }, false)]
    public async Task Without_a_verb_it_serves_and_a_word_that_is_no_verb_is_refused(string[] args, bool serves)
    {
        const int Served = 42;

        var code = await Verbs.InvokeAsync(args, _ => Task.FromResult(Served));

        (code == Served).Should().Be(serves);
    }
}
