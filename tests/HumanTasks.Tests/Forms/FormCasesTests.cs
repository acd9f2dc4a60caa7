using System.Text.Json;
using Lendflow.HumanTasks.Forms;

namespace Lendflow.HumanTasks.Tests.Forms;

/// <summary>The cases of tests/forms.json. The browser's rules run the same file (src/Web/checks/forms.mjs), so that the two
/// cannot drift apart.</summary>
public sealed class FormCasesTests
{
    static readonly JsonElement Cases = JsonElement.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "forms.json")));

    public static IEnumerable<object[]> Names => Cases.EnumerateArray().Select(c => new object[] { c.GetProperty("name").GetString()! });

    [Theory]
    [MemberData(nameof(Names))]
    public void A_value_is_judged_as_in_the_browser(string name)
    {
        var given = Cases.EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
        string[] alsoRequired = given.TryGetProperty("alsoRequired", out var more) ? [.. more.EnumerateArray().Select(m => m.GetString()!)] : [];

        var found = FormRules.Check(given.GetProperty("schema"), given.GetProperty("value"), "form", alsoRequired);

        var expected = given.GetProperty("problems").EnumerateArray().ToList();
        found.Select(p => (p.Path, p.Code)).Should().Equal(expected.Select(e => (e.GetProperty("path").GetString()!, e.GetProperty("code").GetString()!)));
        foreach (var (problem, wanted) in found.Zip(expected))
        {
            if (wanted.TryGetProperty("message", out var message)) problem.Message.Should().Be(message.GetString());
            if (wanted.TryGetProperty("messageZh", out var zh)) problem.MessageZh.Should().Be(zh.GetString());
        }
    }

    [Fact]
    public void Every_form_of_the_cases_is_one_that_may_be_saved()
    {
        foreach (var given in Cases.EnumerateArray())
            FormSchema.Problems(given.GetProperty("schema")).Should().BeEmpty("case '{0}' is about values", given.GetProperty("name"));
    }

    [Fact]
    public void Every_message_has_both_languages()
    {
        var texts = JsonElement.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "messages.json")));

        foreach (var text in texts.EnumerateObject())
        {
            text.Value.GetProperty("en").GetString().Should().NotBeNullOrWhiteSpace();
            text.Value.GetProperty("zh").GetString().Should().MatchRegex("[\u4e00-\u9fff]", "message {0} needs Chinese", text.Name);
        }
    }
}
