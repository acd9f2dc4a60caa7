using Lendflow.Activities.Tables;
using Lendflow.HumanTasks.Forms;

namespace Lendflow.Activities.Tests.Tables;

public sealed class FormTableTests
{
    const string Simple = """{"version":VERSION,"effectiveFrom":"2026-03-01","name":"Visit","nameZh":"走访","schema":{"type":"object","properties":{"note":{"type":"string"}}}}""";

    [Fact]
    public void A_form_drawn_today_changes_nothing_of_the_past()
    {
        using var copy = new TableCopy().Write("forms/visit.json", Simple.Replace("VERSION", "1"));

        var tables = copy.Load().Tables!;

        tables.TryOn(new DateOnly(2020, 1, 1), out var first, out _).Should().BeTrue();
        tables.TryOn(new DateOnly(2026, 3, 1), out var later, out _).Should().BeTrue();
        first!.Forms.Should().ContainKey("due-diligence").And.NotContainKey("visit");
        later!.Forms.Should().ContainKey("visit");
    }

    [Fact]
    public void A_form_may_be_changed_twice_a_day_and_the_last_edition_holds()
    {
        using var copy = new TableCopy().Write("forms/visit.json", Simple.Replace("VERSION", "1")).Write("forms/visit.2.json", Simple.Replace("VERSION", "2"));

        copy.Load().Tables!.TryOn(new DateOnly(2026, 3, 1), out var tables, out _).Should().BeTrue();

        tables!.Forms["visit"].Version.Should().Be(2);
    }

    [Theory]
    [InlineData("\"note\":{\"type\":\"string\"}", "\"note\":{\"type\":\"string\",\"oneOf\":[]}", "forms/visit.json: schema.properties.note.oneOf: Expected one of *")]
    [InlineData("\"nameZh\":\"走访\",", "", "forms/visit.json: nameZh: Expected a text that is not blank, but it is missing")]
    public void What_is_wrong_with_a_form_is_told_with_its_path(string old, string @new, string problem)
    {
        using var copy = new TableCopy().Write("forms/visit.json", Simple.Replace("VERSION", "1").Replace(old, @new, StringComparison.Ordinal));

        copy.Load().Problems.Should().ContainSingle().Which.Should().Match(problem);
    }

    [Fact]
    public void Every_word_of_the_shipped_forms_is_there_in_Chinese()
    {
        foreach (var form in Shipped.Tables.Forms.Values)
        {
            Words(form.Schema.GetRawText(), "title").Should().Be(Words(form.Schema.GetRawText(), "titleZh"), "form {0} is read in both languages", form.Key);
            FormSchema.Problems(form.Pinned()).Should().BeEmpty();
        }
        Shipped.Tables.Forms.Should().HaveCountGreaterThanOrEqualTo(10);
    }

    static int Words(string json, string name) => json.Split($"\"{name}\":").Length;
}
