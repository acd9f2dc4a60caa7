using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Virtual;

namespace Lendflow.Engine.Tests.Conformance;

/// <summary>Elsa's rules for a workflow that another one uses as an activity.</summary>
public sealed class WorkflowAsActivityRulesTests
{
    const string Greets = """
        {"id":"greet-v1","definitionId":"greet","name":"greet the customer","isPublished":true,"options":{"usableAsActivity":true},
         "inputs":[{"name":"Name","type":"String"}],"outputs":[{"name":"Greeting","type":"String"}],"outcomes":["Polite","Rude"],
         "variables":[{"id":"v","name":"V","typeName":"String","value":"inner"}],
         "root":{"id":"inside","type":"Elsa.Sequence","activities":[
           {"id":"in","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"JavaScript","value":"getInput('name') + getVariable('Name') + variables.V"}}},
           {"id":"out","type":"Elsa.SetOutput","outputName":"Greeting","outputValue":{"typeName":"Object","expression":{"type":"JavaScript","value":"'Hi ' + getInput('Name')"}}},
           {"id":"end","type":"Elsa.Complete","outcomes":{"typeName":"Object","expression":{"type":"Object","value":"[\"Polite\",\"Brief\"]"}}},
           {"id":"never","type":"Elsa.WriteLine","text":"never"}]}}
        """;

    [Theory]
    [InlineData("\"type\":\"GreetTheCustomer\"")]
    [InlineData("\"type\":\"Renamed\",\"workflowDefinitionId\":\"greet\"")]
    [InlineData("\"type\":\"Renamed\",\"workflowDefinitionVersionId\":\"greet-v1\"")]
    [InlineData("\"type\":\"GreetTheCustomer\",\"version\":7")]
    public async Task It_is_found_by_name_definition_or_version(string reference)
    {
        (await RunAsync(reference)).OfType<RunLine.Out>().First().Text.Should().Be("BobBobinner");
    }

    [Fact]
    public async Task Inputs_are_its_variables_outputs_go_where_they_are_bound_and_outcomes_are_those_of_Complete()
    {
        var lines = await RunAsync("\"type\":\"GreetTheCustomer\"");

        lines.OfType<RunLine.Out>().Select(o => o.Text).Should().Equal("BobBobinner", "Hi Bob outer", "polite");
        lines.OfType<RunLine.Act>().Single(a => a.Id == "use").Outcomes.Should().Equal("Polite", "Brief");
        lines.OfType<RunLine.Final>().Should().ContainSingle("it runs inside the same instance");
    }

    [Fact]
    public async Task The_innermost_workflow_is_numbered_first()
    {
        var journal = (await RunAsync("\"type\":\"GreetTheCustomer\"")).OfType<RunLine.Log>().Select(l => l.Id);

        journal.Should().StartWith(["Workflow2", "flow", "use", "Workflow1", "inside"]);
    }

    [Fact]
    public async Task One_that_is_not_offered_as_an_activity_is_not_found()
    {
        var lines = await RunAsync("\"type\":\"GreetTheCustomer\"", Greets.Replace("true}", "false}"));

        lines.OfType<RunLine.Incident>().Single().Activity.Should().Be("use");
    }

    static Task<IReadOnlyList<RunLine>> RunAsync(string reference, string greets = Greets)
    {
        var main = """
            {"name":"main","variables":[{"id":"g","name":"G","typeName":"String"},{"id":"v","name":"V","typeName":"String","value":"outer"}],
             "root":{"id":"flow","type":"Elsa.Flowchart",
              "activities":[{"id":"use",REFERENCE,"name":"Bob","greeting":{"typeName":"String","memoryReference":{"id":"g"}}},
                {"id":"a","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"JavaScript","value":"variables.G + ' ' + variables.V"}}},
                {"id":"b","type":"Elsa.WriteLine","text":"polite"}, {"id":"c","type":"Elsa.WriteLine","text":"done"}],
              "connections":[{"source":{"activity":"use","port":"Brief"},"target":{"activity":"a"}},{"source":{"activity":"use","port":"Polite"},"target":{"activity":"b"}},{"source":{"activity":"use","port":"Done"},"target":{"activity":"c"}}]}}
            """;
        var request = new RunRequest(new FlowFile("main.json", JsonSerializer.SerializeToUtf8Bytes(JsonNode.Parse(main.Replace("REFERENCE", reference)))), [new FlowFile("greet.json", JsonSerializer.SerializeToUtf8Bytes(JsonNode.Parse(greets)))]);
        return VirtualRun.ExecuteAsync(request, new ElementTable(), [], default);
    }
}
