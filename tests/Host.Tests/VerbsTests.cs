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

    [Theory]
    [InlineData("""{"name":"a","root":{"type":"Elsa.WriteLine","text":"hi"}}""", 0)]
    [InlineData("""{"name":"a","root":{"type":"Elsa.Event"}}""", 1)]
    [InlineData("""{"name":"a","root":{"type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"Liquid","value":"x"}}}}""", 2)]
    [InlineData("no json", 2)]
    public async Task The_exit_code_of_lint_tells_errors_from_files_that_are_no_flows(string flow, int expected)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("lendflow-lint-").FullName, "flow.json");
        await File.WriteAllTextAsync(file, flow);

        var code = await Verbs.InvokeAsync(["lint", file, "--json", "--zh"], _ => Task.FromResult(42));

        code.Should().Be(expected);
    }
}
