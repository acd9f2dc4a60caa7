using System.Text.Json;

namespace Lendflow.Host.Tests.Elsa;

[Collection(nameof(OneHost))]
public sealed class NestedFlowTests(TestHost host)
{
    const string Nested = """
        {"model":{"definitionId":"nested","name":"Nested","root":{"id":"outer","type":"Elsa.Flowchart","version":1,"activities":[
          {"id":"if1","type":"Elsa.If","version":1,"condition":{"typeName":"Boolean","expression":{"type":"Literal","value":"True"}},
           "then":{"id":"inner","type":"Elsa.Flowchart","version":1,"activities":[
             {"id":"deep","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"Hi"}}},
             {"id":"odd","type":"Acme.Odd","version":3,"knob":7}],"connections":[]}}],
          "connections":[]}},"publish":false}
        """;

    [Fact]
    public async Task The_way_to_a_nested_step_names_the_steps_it_leads_through_and_their_ports()
    {
        using var owner = await host.AsAsync("owner");
        var saved = await SaveAsync(owner);

        var way = await (await owner.GetAsync($"/elsa/api/workflow-definitions/subgraph/segments/{saved.Text("id")}?childNodeId=Workflow1:outer:if1:inner:deep")).OkAsync();

        var segment = way.GetProperty("pathSegments").EnumerateArray().Should().ContainSingle().Subject;
        (segment.Text("activityId"), segment.Text("portName"), segment.Text("activityType")).Should().Be(("if1", "Then", "Elsa.If"));
        way.GetProperty("container").Text("nodeId").Should().Be("Workflow1:outer:if1");
        way.GetProperty("childNode").Text("nodeId").Should().Be("Workflow1:outer:if1:inner:deep");
    }

    [RecordingFact]
    public async Task The_way_to_a_nested_step_is_told_as_it_was_recorded()
    {
        using var owner = await host.AsAsync("owner");
        var recorded = Recording.Of("GET /workflow-definitions/subgraph/segments/{}").First();
        var saved = await SaveAsync(owner);

        var way = await (await owner.GetAsync($"/elsa/api/workflow-definitions/subgraph/segments/{saved.Text("id")}{recorded.Query}")).OkAsync();

        AnswerShape.Differences(Without(recorded.Answer), Without(way)).Should().BeEmpty();

        // The members of a step are its author's.
        static JsonElement Without(JsonElement answer) => JsonSerializer.SerializeToElement(new
        {
            pathSegments = answer.GetProperty("pathSegments"),
            childNode = Node(answer.GetProperty("childNode")),
            container = Node(answer.GetProperty("container")),
        });

        static object Node(JsonElement node) => new { nodeId = node.Text("nodeId"), port = node.GetProperty("port"), activity = node.GetProperty("activity").Text("type") };
    }

    [Fact]
    public async Task A_step_of_an_unknown_type_has_a_stand_in_in_Studio_and_comes_back_as_it_was()
    {
        using var owner = await host.AsAsync("owner");
        var saved = await SaveAsync(owner);
        var stand = saved.GetProperty("root").GetProperty("activities")[0].GetProperty("then").GetProperty("activities")[1];

        await owner.PostAsync("/elsa/api/workflow-definitions", Answers.Json($$"""{"model":{{saved.GetRawText()}},"publish":false}"""));
        var file = await (await owner.GetAsync("/elsa/api/workflow-definitions/nested/export?versionOptions=Latest")).OkAsync();

        stand.Text("type").Should().Be("Elsa.NotFoundActivity");
        var kept = file.GetProperty("root").GetProperty("activities")[0].GetProperty("then").GetProperty("activities")[1];
        (kept.Text("type"), kept.GetProperty("version").GetInt32(), kept.GetProperty("knob").GetInt32()).Should().Be(("Acme.Odd", 3, 7));
    }

    static async Task<JsonElement> SaveAsync(HttpClient owner) =>
        (await (await owner.PostAsync("/elsa/api/workflow-definitions", Answers.Json(Nested))).OkAsync()).GetProperty("workflowDefinition");
}
