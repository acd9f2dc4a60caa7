using Lendflow.Engine.Virtual;
using Lendflow.Host.Flows;
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
        var admin = await host.AsAsync("admin");

        var imported = await admin.PostAsync("/api/flows/import", Answers.Json(Named("round-trip")));
        var exported = await admin.GetStringAsync(imported.Headers.Location!.OriginalString);

        ((int)imported.StatusCode).Should().Be(201);
        JsonNode.DeepEquals(JsonNode.Parse(exported), JsonNode.Parse(Named("round-trip"))).Should().BeTrue("the export was {0}", exported);
    }

    [Fact]
    public async Task An_import_over_a_published_version_becomes_the_next_draft_and_over_a_draft_replaces_it()
    {
        var admin = await host.AsAsync("admin");
        await admin.PostAsync("/api/flows/import", Answers.Json(Named("versions")));
        var draft = Named("versions", "Second").Replace("\"isPublished\":true", "\"isPublished\":false");

        var second = await (await admin.PostAsync("/api/flows/import", Answers.Json(draft))).JsonAsync();
        var again = await (await admin.PostAsync("/api/flows/import", Answers.Json(draft))).JsonAsync();
        var published = await (await admin.PostAsync("/api/flows/versions/publish", null)).JsonAsync();

        (second.GetProperty("version").GetInt32(), second.GetProperty("isPublished").GetBoolean()).Should().Be((2, false));
        again.GetProperty("version").GetInt32().Should().Be(2);
        published.GetProperty("isPublished").GetBoolean().Should().BeTrue();
        (await admin.GetStringAsync("/api/flows/versions/export")).Should().Contain("Second");
        (await admin.GetStringAsync("/api/flows/versions/export?version=1")).Should().Contain("\"isPublished\": false");
    }

    [Fact]
    public async Task A_flow_with_problems_is_refused_with_all_of_them_and_nothing_is_imported()
    {
        const string Bad = """
            {"definitionId":"bad","name":"Bad","version":"x","inputs":[{"name":""}],
             "root":{"type":"Elsa.Flowchart","activities":[{"id":"a","type":"Elsa.WriteLine","text":{"expression":{"type":"Liquid","value":""}}},{"id":"a"}]}}
            """;
        var admin = await host.AsAsync("admin");

        var answer = await admin.PostAsync("/api/flows/import", Answers.Json(Bad));

        (await answer.ProblemAsync(422)).Paths().Should().BeEquivalentTo(
            "$.inputs[0].name", "$.version", "$.root.activities[0].text.expression.type", "$.root.activities[1].type", "$.root.activities[1].id");
        await (await admin.GetAsync("/api/flows/bad/export")).ProblemAsync(404);
    }

    [Theory]
    [InlineData("{\"root\": ")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task What_is_not_a_definition_is_refused_with_its_place(string body)
    {
        var admin = await host.AsAsync("admin");

        var answer = await admin.PostAsync("/api/flows/import", Answers.Json(body));

        (await answer.ProblemAsync(422)).Paths().Should().Equal("$");
    }

    [Fact]
    public async Task A_flow_that_is_too_large_is_refused_before_it_is_read()
    {
        var admin = await host.AsAsync("admin");

        admin.DefaultRequestHeaders.ExpectContinue = true;

        var answer = await admin.PostAsync("/api/flows/import", Answers.Json(new string(' ', 5 * 1024 * 1024)));

        await answer.ProblemAsync(413);
    }

    [Fact]
    public async Task A_body_of_another_type_is_refused()
    {
        var admin = await host.AsAsync("admin");

        var answer = await admin.PostAsync("/api/flows/import", new StringContent("<xml/>", System.Text.Encoding.UTF8, "text/xml"));

        await answer.ProblemAsync(415);
    }

    [Fact]
    public async Task Two_authors_do_not_overwrite_each_other_and_what_was_saved_can_be_restored()
    {
        var admin = await host.AsAsync("admin");
        var opened = (await (await admin.PutAsync("/api/flows/shared/draft", Answers.Json(Named("shared")))).OkAsync()).Text("content")!;
        await SaveAsync("Theirs", null);

        var refused = await SaveAsync("Mine", opened);
        var history = (await (await admin.GetAsync("/api/flows/shared/history")).OkAsync()).EnumerateArray().ToList();
        var restored = await (await admin.PostAsync("/api/flows/shared/history/1/restore", null)).OkAsync();

        (await refused.ProblemAsync(409)).Text("detail").Should().Contain("admin has saved it since");
        history.Select(l => l.Text("action")).Should().Equal("saved", "saved");
        restored.Text("content").Should().Be(opened);

        Task<HttpResponseMessage> SaveAsync(string name, string? expected)
        {
            var request = new HttpRequestMessage(HttpMethod.Put, "/api/flows/shared/draft") { Content = Answers.Json(Named("shared", name)) };
            if (expected is not null) request.Headers.TryAddWithoutValidation("If-Match", $"\"{expected}\"");
            return admin.SendAsync(request);
        }
    }

    [Fact]
    public async Task A_draft_may_be_wrong_until_it_is_published()
    {
        const string Wrong = """{"name":"Wrong","inputs":[{"name":"a"},{"name":"A"}],"root":{"type":"Elsa.Cron","id":"c","cronExpression":{"typeName":"String","expression":{"type":"Literal","value":"99 * * * *"}}}}""";
        var admin = await host.AsAsync("admin");

        await (await admin.PutAsync("/api/flows/wrong/draft", Answers.Json(Wrong))).OkAsync();
        var published = await admin.PostAsync("/api/flows/wrong/publish", null);

        (await published.ProblemAsync(422)).Paths().Should().BeEquivalentTo("$.inputs[1].name", "$.root.cronExpression");
        (await (await admin.GetAsync("/api/flows/wrong/versions")).OkAsync())[0].GetProperty("isPublished").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task A_flow_is_retracted_reverted_and_deleted_unless_a_case_ran_on_it()
    {
        var admin = await host.AsAsync("admin");
        await admin.PostAsync("/api/flows/import", Answers.Json(Named("life")));
        (await admin.PostAsync("/api/flows/life/start", Answers.Json("{}"))).EnsureSuccessStatusCode();

        var retracted = await (await admin.PostAsync("/api/flows/life/retract", null)).OkAsync();
        await (await admin.PostAsync("/api/flows/life/retract", null)).ProblemAsync(422);
        var reverted = await (await admin.PostAsync("/api/flows/life/revert/1", null)).OkAsync();
        var kept = await admin.DeleteAsync("/api/flows/life");
        var gone = await admin.DeleteAsync("/api/flows/life?withCases=true");

        retracted.GetProperty("isPublished").GetBoolean().Should().BeFalse();
        reverted.GetProperty("version").GetInt32().Should().Be(2);
        (await kept.ProblemAsync(409)).Text("detail").Should().Contain("1 ended on it");
        ((int)gone.StatusCode).Should().Be(204);
        await (await admin.GetAsync("/api/flows/life/export")).ProblemAsync(404);
        (await (await admin.GetAsync("/api/flows/life/history")).OkAsync())[0].Text("action").Should().Be("deleted");
    }

    [Fact]
    public async Task Several_flows_are_imported_all_or_none()
    {
        var admin = await host.AsAsync("admin");

        var refused = await admin.PostAsync("/api/flows/import", Zip(("good.json", Named("zip-good")), ("bad.json", "{}")));
        await (await admin.GetAsync("/api/flows/zip-good/export")).ProblemAsync(404);
        var taken = await admin.PostAsync("/api/flows/import", Zip(("good.json", Named("zip-good")), ("other.json", Named("zip-other"))));

        (await refused.ProblemAsync(422)).Text("detail").Should().Contain("(In bad.json.)");
        ((int)taken.StatusCode).Should().Be(201);
        (await admin.GetStringAsync("/api/flows/zip-other/export")).Should().Contain("Hello");

        static ByteArrayContent Zip(params (string Name, string Json)[] files) =>
            new(FlowArchive.Zip(files.Select(f => new FlowFile(f.Name, System.Text.Encoding.UTF8.GetBytes(f.Json))))) { Headers = { ContentType = new("application/zip") } };
    }

    [Fact]
    public async Task Those_who_use_a_flow_follow_its_publication_when_its_author_wants_that()
    {
        const string Used = """{"definitionId":"used","name":"Used part","options":{"usableAsActivity":true,"autoUpdateConsumingWorkflows":true},"isPublished":true,"root":{"type":"Elsa.WriteLine","id":"w","text":{"typeName":"String","expression":{"type":"Literal","value":"LINE"}}}}""";
        const string Middle = """{"definitionId":"middle","name":"Middle","options":{"usableAsActivity":true},"isPublished":true,"root":{"type":"UsedPart","id":"u","workflowDefinitionId":"used"}}""";
        const string Outer = """{"definitionId":"outer","name":"Outer","isPublished":true,"root":{"type":"Middle","id":"m","workflowDefinitionId":"middle"}}""";
        var admin = await host.AsAsync("admin");
        foreach (var flow in (string[])[Used.Replace("LINE", "old"), Middle, Outer]) await (await admin.PostAsync("/api/flows/import", Answers.Json(flow))).OkAsync();
        var before = await LinesAsync();

        await (await admin.PostAsync("/api/flows/import", Answers.Json(Used.Replace("LINE", "new")))).OkAsync();

        before.Should().Be("old");
        (await LinesAsync()).Should().Be("new");
        (await (await admin.GetAsync("/api/flows/outer/versions")).OkAsync()).EnumerateArray().Select(v => (v.GetProperty("version").GetInt32(), v.GetProperty("isPublished").GetBoolean()))
            .Should().Equal((2, true), (1, false));

        async Task<string?> LinesAsync() =>
            (await (await admin.PostAsync("/api/flows/outer/start", Answers.Json("{}"))).OkAsync()).GetProperty("lines")[0].GetString();
    }

    [Fact]
    public async Task Flows_are_published_each_for_itself()
    {
        var admin = await host.AsAsync("admin");
        await admin.PutAsync("/api/flows/bulk/draft", Answers.Json(Named("bulk")));

        var outcomes = await (await admin.PostAsync("/api/flows/publish", Answers.Json("""{"definitionIds":["bulk","nowhere"]}"""))).OkAsync();

        outcomes.EnumerateArray().Select(o => (o.Text("definitionId"), o.GetProperty("ok").GetBoolean())).Should().Equal(("bulk", true), ("nowhere", false));
    }
}
