using System.Text.Json;
using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Calendars;
using Lendflow.HumanTasks.Forms;
using Lendflow.HumanTasks.Tasks;
using Lendflow.Engine.Running;

namespace Lendflow.HumanTasks.Tests.Forms;

public sealed class PinnedFormTests
{
    static readonly Person Ann = new("ann", ["analysts"]);

    [Fact]
    public void A_task_keeps_the_edition_of_its_day()
    {
        var rules = new OneForm { Schema = """{"type":"object","required":["note"],"properties":{"note":{"type":"string"}}}""" };
        var step = OneStep.Start(new HumanTask(rules), "\"candidateGroups\":" + Literal("[\"analysts\"]") + ",\"formKey\":" + Literal("visit"));

        rules.Schema = """{"type":"object","required":["other"],"properties":{"other":{"type":"string"}}}""";
        step.Do("analysts", TaskAction.Claim, Ann);
        var refusal = step.Try("analysts", TaskAction.Complete, Ann, "Done");

        step.TaskFor("analysts").Form.GetProperty("$id").GetString().Should().Be("forms/visit/1");
        refusal!.Problems.Select(p => p.Path).Should().Equal("form.note");
    }

    [Fact]
    public void A_step_that_names_an_unknown_form_stops_with_an_incident()
    {
        var step = OneStep.Start(new HumanTask(OneStep.NoRules), "\"formKey\":" + Literal("visit"));

        step.Changes.OfType<Change.ActivityFaulted>().Single().Incident.Message.Should().Contain("no form 'visit'");
    }

    [Fact]
    public void An_outcome_can_ask_for_more_than_the_form_does()
    {
        var rules = new OneForm { Schema = """{"type":"object","properties":{"note":{"type":"string"}}}""" };
        var details = "[{\"key\":\"Done\",\"label\":\"Done\",\"requiredFields\":[\"note\"]},{\"key\":\"Skip\",\"label\":\"Skip\"}]";
        var step = OneStep.Start(new HumanTask(rules), "\"candidateGroups\":" + Literal("[\"analysts\"]") + ",\"formKey\":" + Literal("visit") + ",\"outcomes\":" + Literal("[\"Done\",\"Skip\"]") + ",\"outcomeDetails\":" + Literal(details));

        step.Do("analysts", TaskAction.Claim, Ann);

        step.Try("analysts", TaskAction.Complete, Ann, "Done")!.Problems.Select(p => p.Path).Should().Equal("form.note");
        step.Try("analysts", TaskAction.Complete, Ann, "Skip").Should().BeNull();
    }

    static string Literal(string value) => JsonSerializer.Serialize(new { typeName = "Object", expression = new { type = value.StartsWith('[') ? "Object" : "Literal", value } });

    /// <summary>A lender with a form that can be changed.</summary>
    sealed class OneForm : IWorkRules
    {
        public required string Schema { get; set; }

        public SlaPolicy? Policy(string step, string? track, DateTimeOffset now) => null;

        public WorkCalendar? Calendar(string? branch, DateTimeOffset now) => null;

        public FormEdition? Form(string key, DateTimeOffset now) => new(key, 1, "Visit", "走访", JsonElement.Parse(Schema));
    }
}
