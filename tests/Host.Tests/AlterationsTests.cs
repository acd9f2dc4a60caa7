using System.Net.Http.Json;

namespace Lendflow.Host.Tests;

[Collection(nameof(OneHost))]
public sealed class AlterationsTests(TestHost host)
{
    const string Waiting = """
        {"definitionId":"ID","name":"ID","isPublished":true,"root":{"type":"Elsa.Flowchart","id":"f","activities":[
          {"id":"hold","type":"Elsa.Event","eventName":{"typeName":"String","expression":{"type":"Literal","value":"never"}}},
          {"id":"last","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"Literal","value":"LAST"}}}],
          "connections":[{"source":{"activity":"hold","port":"Done"},"target":{"activity":"last","port":"In"}}]}}
        """;

    static string Flow(string id, string last) => Waiting.Replace("ID", id).Replace("LAST", last);

    static async Task<string> StartAsync(HttpClient admin, string flow) =>
        (await (await admin.PostAsync($"/api/flows/{flow}/start", Answers.Json("{}"))).OkAsync()).Text("id")!;

    [Fact]
    public async Task A_migration_is_tried_dry_then_done_and_the_case_goes_on_under_the_new_version()
    {
        using var admin = await host.AsAsync("admin");
        await (await admin.PostAsync("/api/flows/import", Answers.Json(Flow("mig", "old")))).OkAsync();
        var id = await StartAsync(admin, "mig");
        await (await admin.PostAsync("/api/flows/import", Answers.Json(Flow("mig", "new")))).OkAsync();
        var migrate = new { reason = "new rules", alterations = new[] { new { type = "migrate", targetVersion = 2 } } };

        var dry = await (await admin.PostAsJsonAsync($"/api/instances/{id}/alterations?dryRun=true", migrate)).OkAsync();
        var untouched = await (await admin.GetAsync($"/api/instances/{id}")).OkAsync();
        await (await admin.PostAsJsonAsync($"/api/instances/{id}/alterations", migrate)).OkAsync();
        await (await admin.PostAsJsonAsync($"/api/instances/{id}/alterations", new { reason = "go on", alterations = new[] { new { type = "move", activityId = "hold", to = "last" } } })).OkAsync();
        var ended = await (await admin.GetAsync($"/api/instances/{id}")).OkAsync();

        (dry.GetProperty("version").GetInt32(), dry.GetProperty("steps")[0].Text("step"), dry.GetProperty("steps")[0].Text("becomes")).Should().Be((2, "hold", "kept"));
        untouched.GetProperty("version").GetInt32().Should().Be(1);
        (ended.GetProperty("version").GetInt32(), ended.Text("subStatus"), ended.GetProperty("lines")[0].GetString()).Should().Be((2, "Finished", "new"));
    }

    [Fact]
    public async Task Everything_that_keeps_alterations_from_being_done_is_told()
    {
        using var admin = await host.AsAsync("admin");
        using var officer = await host.AsAsync("officer");
        await (await admin.PostAsync("/api/flows/import", Answers.Json(Flow("alter-wrong", "x")))).OkAsync();
        var id = await StartAsync(admin, "alter-wrong");
        var wrong = new { reason = "because", alterations = new object[] { new { type = "move", activityId = "last", to = "hold" }, new { type = "migrate", targetVersion = 9 } } };

        var refused = await admin.PostAsJsonAsync($"/api/instances/{id}/alterations", wrong);
        var malformed = await admin.PostAsJsonAsync($"/api/instances/{id}/alterations", new { reason = "", alterations = new[] { new { type = "move" } } });

        (await refused.ProblemAsync(422)).Paths().Should().BeEquivalentTo("$.alterations[0]", "$.alterations[1]");
        (await malformed.ProblemAsync(422)).Paths().Should().BeEquivalentTo("$.reason", "$.alterations[0].activityId", "$.alterations[0].to");
        await (await officer.PostAsJsonAsync($"/api/instances/{id}/alterations", wrong)).ProblemAsync(403);
        await (await admin.PostAsJsonAsync("/api/instances/nobody/alterations", wrong)).ProblemAsync(404);
    }

    [Fact]
    public async Task A_plan_alters_every_open_instance_of_a_flow_and_tells_what_came_of_each()
    {
        using var admin = await host.AsAsync("admin");
        await (await admin.PostAsync("/api/flows/import", Answers.Json(Flow("many", "x")))).OkAsync();
        string[] ids = [await StartAsync(admin, "many"), await StartAsync(admin, "many"), await StartAsync(admin, "many")];
        var skip = new { reason = "the event never comes", filter = new { definitionId = "many" }, alterations = new[] { new { type = "move", activityId = "hold", to = "last" } } };

        var planned = await admin.PostAsJsonAsync("/api/alterations", skip);
        var done = await TestHost.UntilAsync(admin, planned.Headers.Location!.OriginalString, p => p.GetProperty("pending").GetInt32() == 0);
        var none = await (await admin.PostAsJsonAsync("/api/alterations", new { skip.reason, instanceIds = ids[..1], skip.alterations })).OkAsync();
        var refused = await TestHost.UntilAsync(admin, $"/api/alterations/{none.Text("id")}", p => p.GetProperty("pending").GetInt32() == 0);

        done.GetProperty("done").GetInt32().Should().Be(3);
        done.GetProperty("results").EnumerateArray().Select(r => r.Text("instanceId")).Should().BeEquivalentTo(ids);
        refused.GetProperty("results")[0].Text("problems").Should().Be("Expected a running case, but it is Finished.");
    }
}
