using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Lendflow.Host.Tests;

[Collection(nameof(OneHost))]
public sealed class EventsTests(TestHost host)
{
    static string Flow(string id, string steps, string strategy = "") => $$"""
        {"definitionId":"{{id}}","name":"{{id}}","isPublished":true,"options":{"activationStrategyType":"{{strategy}}"},
         "root":{"type":"Elsa.Sequence","activities":[{{steps}}]} }
        """;

    static string StartedBy(string type, string input) => $$"""{"id":"T","type":"Elsa.{{type}}",{{input}},"customProperties":{"canStartWorkflow":true} }""";

    static string Says(string script) => $$"""{"id":"W","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"JavaScript","value":"{{script}}"} } }""";

    async Task<HttpClient> OwnerAsync(params string[] flows)
    {
        var admin = await host.AsAsync("admin");
        foreach (var flow in flows) (await admin.PostAsync("/api/flows/import", Answers.Json(flow))).StatusCode.Should().Be(HttpStatusCode.Created);
        return admin;
    }

    static async Task<JsonElement> PublishAsync(HttpClient client, string name, object body, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/events/{name}") { Content = JsonContent.Create(body) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        var answer = await client.SendAsync(request);
        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
        return await answer.JsonAsync();
    }

    [Fact]
    public async Task An_event_from_outside_starts_a_flow_once_under_its_key()
    {
        using var admin = await OwnerAsync(Flow("by-event", $"{StartedBy("Event", "\"eventName\":\"LeadFound\"")},{Says("getResultFromT().name")}"));

        var first = await PublishAsync(admin, "LeadFound", new { payload = new { name = "陈梅" } }, "lead-1");
        var again = await PublishAsync(admin, "LeadFound", new { payload = new { name = "陈梅" } }, "lead-1");

        (first.GetProperty("started").GetInt32(), first.GetProperty("wasRepeated").GetBoolean()).Should().Be((1, false));
        (again.GetProperty("started").GetInt32(), again.GetProperty("wasRepeated").GetBoolean()).Should().Be((0, true));
    }

    [Fact]
    public async Task An_event_that_comes_before_its_wait_is_brought_to_it()
    {
        using var admin = await OwnerAsync(Flow("waits", """{"id":"E","type":"Elsa.Event","eventName":"TooEarly"}"""));

        var published = await PublishAsync(admin, "TooEarly", new { correlationId = "LN-77" });
        var started = await (await admin.PostAsJsonAsync("/api/flows/waits/start", new { correlationId = "LN-77" })).JsonAsync();

        published.GetProperty("isKept").GetBoolean().Should().BeTrue();
        await TestHost.UntilAsync(admin, $"/api/instances/{started.GetProperty("id").GetString()}", i => i.GetProperty("status").GetString() == "Finished");
    }

    [Fact]
    public async Task A_clock_that_is_due_starts_a_flow_without_being_asked()
    {
        using var admin = await OwnerAsync(
            Flow("listening", """{"id":"E","type":"Elsa.Event","eventName":"TimeHasCome"}"""),
            Flow("by-clock", $$"""{{StartedBy("StartAt", "\"dateTime\":\"2020-01-01T00:00:00Z\"")}},{"id":"P","type":"Elsa.PublishEvent","eventName":"TimeHasCome"}"""));

        var started = await (await admin.PostAsJsonAsync("/api/flows/listening/start", new { })).JsonAsync();

        await TestHost.UntilAsync(admin, $"/api/instances/{started.GetProperty("id").GetString()}", i => i.GetProperty("status").GetString() == "Finished");
        await TestHost.UntilAsync(admin, "/api/flows/by-clock/triggers", t => t[0].TryGetProperty("dueAt", out var due) is false || due.ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task The_triggers_of_a_flow_are_those_of_its_published_version()
    {
        using var admin = await OwnerAsync(Flow("listed", StartedBy("Timer", "\"interval\":\"12:00:00\"")));

        var trigger = (await admin.GetFromJsonAsync<JsonElement>("/api/flows/listed/triggers")).EnumerateArray().Should().ContainSingle().Subject;

        (trigger.GetProperty("step").GetString(), trigger.GetProperty("kind").GetString()).Should().Be(("T", "Elsa.Timer"));
        trigger.GetProperty("condition").GetProperty("interval").GetString().Should().Be("12:00:00");
        trigger.GetProperty("dueAt").GetDateTimeOffset().Should().BeAfter(TimeProvider.System.GetUtcNow().AddHours(11));
    }

    [Fact]
    public async Task A_flow_whose_trigger_can_never_start_it_is_not_published()
    {
        using var admin = await host.AsAsync("admin");

        var answer = await admin.PostAsync("/api/flows/import", Answers.Json(Flow("never", StartedBy("Timer", "\"interval\":\"00:00:00\""))));

        (await answer.ProblemAsync(422)).Text("detail").Should().StartWith("Expected input 'interval' to be a duration longer than nothing");
        await (await admin.GetAsync("/api/flows/never/export")).ProblemAsync(404);
    }

    [Fact]
    public async Task A_singleton_that_runs_is_not_started_again()
    {
        using var admin = await OwnerAsync(Flow("single", """{"id":"E","type":"Elsa.Event","eventName":"Never"}""", "Singleton"));

        var first = await admin.PostAsJsonAsync("/api/flows/single/start", new { });
        var second = await admin.PostAsJsonAsync("/api/flows/single/start", new { });

        first.StatusCode.Should().Be(HttpStatusCode.Created);
        (await second.ProblemAsync(409)).Text("detail").Should().Be("Expected no running instance of 'single', as the workflow's activation strategy Singleton demands, but there is one.");
    }

    [Fact]
    public async Task Staff_who_do_not_operate_flows_may_not_publish_events()
    {
        using var officer = await host.AsAsync("officer");

        (await officer.PostAsJsonAsync("/api/events/LeadFound", new { })).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await officer.GetAsync("/api/flows/listed/triggers")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }
}
