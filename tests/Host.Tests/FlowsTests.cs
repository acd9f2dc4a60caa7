using System.Text.Json.Nodes;

namespace Lendflow.Host.Tests;

[Collection(nameof(OneHost))]
public sealed class FlowsTests(TestHost host)
{
    const string Hello = """
        {"id":"hello-1","definitionId":"hello","name":"Hello 你好","version":1,"isLatest":true,"isPublished":true,
         "toolVersion":"3.8.2","customProperties":{"colour":"blue"},
         "root":{"type":"Elsa.WriteLine","version":1,"id":"w","text":{"typeName":"String","expression":{"type":"Literal","value":"hi"}}}}
        """;

    static string Named(string definitionId, string name = "Hello") => Hello.Replace("\"hello", $"\"{definitionId}").Replace("Hello", name);

    [Fact]
    public async Task What_is_imported_is_exported_unchanged()
    {
        var owner = await host.AsAsync("owner");

        var imported = await owner.PostAsync("/api/flows/import", Answers.Json(Named("round-trip")));
        var exported = await owner.GetStringAsync(imported.Headers.Location!.OriginalString);

        ((int)imported.StatusCode).Should().Be(201);
        JsonNode.DeepEquals(JsonNode.Parse(exported), JsonNode.Parse(Named("round-trip"))).Should().BeTrue("the export was {0}", exported);
    }

    [Fact]
    public async Task An_import_over_a_published_version_becomes_the_next_draft_and_over_a_draft_replaces_it()
    {
        var owner = await host.AsAsync("owner");
        await owner.PostAsync("/api/flows/import", Answers.Json(Named("versions")));
        var draft = Named("versions", "Second").Replace("\"isPublished\":true", "\"isPublished\":false");

        var second = await (await owner.PostAsync("/api/flows/import", Answers.Json(draft))).JsonAsync();
        var again = await (await owner.PostAsync("/api/flows/import", Answers.Json(draft))).JsonAsync();
        var published = await (await owner.PostAsync("/api/flows/versions/publish", null)).JsonAsync();

        (second.GetProperty("version").GetInt32(), second.GetProperty("isPublished").GetBoolean()).Should().Be((2, false));
        again.GetProperty("version").GetInt32().Should().Be(2);
        published.GetProperty("isPublished").GetBoolean().Should().BeTrue();
        (await owner.GetStringAsync("/api/flows/versions/export")).Should().Contain("Second");
        (await owner.GetStringAsync("/api/flows/versions/export?version=1")).Should().Contain("\"isPublished\": false");
    }

    [Fact]
    public async Task A_flow_with_problems_is_refused_with_all_of_them_and_nothing_is_imported()
    {
        const string Bad = """
            {"definitionId":"bad","name":"Bad","version":"x","inputs":[{"name":""}],
             "root":{"type":"Elsa.Flowchart","activities":[{"id":"a","type":"Elsa.WriteLine","text":{"expression":{"type":"Liquid","value":""}}},{"id":"a"}]}}
            """;
        var owner = await host.AsAsync("owner");

        var answer = await owner.PostAsync("/api/flows/import", Answers.Json(Bad));

        (await answer.ProblemAsync(422)).Paths().Should().BeEquivalentTo(
            "$.inputs[0].name", "$.version", "$.root.activities[0].text.expression.type", "$.root.activities[1].type", "$.root.activities[1].id");
        await (await owner.GetAsync("/api/flows/bad/export")).ProblemAsync(404);
    }

    [Theory]
    [InlineData("{\"root\": ")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task What_is_not_a_definition_is_refused_with_its_place(string body)
    {
        var owner = await host.AsAsync("owner");

        var answer = await owner.PostAsync("/api/flows/import", Answers.Json(body));

        (await answer.ProblemAsync(422)).Paths().Should().Equal("$");
    }

    [Fact]
    public async Task A_flow_that_is_too_large_is_refused_before_it_is_read()
    {
        var owner = await host.AsAsync("owner");

        owner.DefaultRequestHeaders.ExpectContinue = true;

        var answer = await owner.PostAsync("/api/flows/import", Answers.Json(new string(' ', 5 * 1024 * 1024)));

        await answer.ProblemAsync(413);
    }

    [Fact]
    public async Task A_body_of_another_type_is_refused()
    {
        var owner = await host.AsAsync("owner");

        var answer = await owner.PostAsync("/api/flows/import", new StringContent("<xml/>", System.Text.Encoding.UTF8, "text/xml"));

        await answer.ProblemAsync(415);
    }
}
