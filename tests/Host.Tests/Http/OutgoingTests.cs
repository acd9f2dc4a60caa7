using System.Net.Http.Json;
using System.Text.Json;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Http;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Host.Http;
using Lendflow.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using static Lendflow.Host.Tests.Http.DrawnFlow;

namespace Lendflow.Host.Tests.Http;

/// <summary>Requests that flows send: to the sandbox with its faults, and to a server that does what no server should.</summary>
[Collection(nameof(OneHost))]
public sealed class OutgoingTests(TestHost host) : IAsyncLifetime, IDisposable
{
    const string Loan = """{"reference":"R-1","borrower":"示范","account":"6222","amount":1000.00,"currency":"CNY","termMonths":12}""";

    readonly OutgoingHttp outgoing = new(CallableHosts.Parse("127.0.0.1"), TimeSpan.FromSeconds(2));
    SandboxServer sandbox = null!;

    public async Task InitializeAsync() => sandbox = await SandboxServer.StartAsync(new SandboxOptions(), CancellationToken.None);

    public async Task DisposeAsync() => await sandbox.DisposeAsync();

    public void Dispose() => outgoing.Dispose();

    [Fact]
    public async Task A_flow_asks_another_server_and_its_caller_gets_the_answer()
    {
        var flow = Of("http-relay", Endpoint("relay", "GET"), Step("ask", "FlowSendHttpRequest", ("url", $"{sandbox.BaseAddress}core/ledger")),
            Respond("js:({status: getOutputFrom('ask','statusCode'), booked: getOutputFrom('ask','parsedContent').entries.length})"));
        await (await (await host.AsAsync("admin")).PostAsync("/api/flows/import", Answers.Json(flow))).OkAsync();

        var answer = await host.Anonymous().GetFromJsonAsync<JsonElement>("/workflows/relay");

        answer.GetRawText().Should().Be("""{"status":200,"booked":0}""");
    }

    [Fact]
    public async Task What_is_inside_the_network_is_called_only_if_an_administrator_allows_it()
    {
        var inside = sandbox.BaseAddress.AbsoluteUri.Replace("127.0.0.1", "localhost");
        await (await (await host.AsAsync("admin")).PostAsync("/api/flows/import", Answers.Json(Of("http-inside", Endpoint("inside", "GET"), Step("ask", "SendHttpRequest", ("url", inside)), Respond("x"))))).OkAsync();

        var answer = await host.Anonymous().GetAsync("/workflows/inside");

        await answer.ProblemAsync(500);
        var instance = await (await host.AsAsync("admin")).GetFromJsonAsync<JsonElement>($"/api/instances/{answer.Headers.GetValues("x-elsa-workflow-instance-id").Single()}");
        instance.GetProperty("incidents").GetInt32().Should().Be(1);
    }

    [Theory]
    [InlineData("*", "http://127.0.0.1:{0}/", "its address is not a public one")]
    [InlineData("*", "http://localhost:{0}/", "its address is not a public one")]
    [InlineData("*", "http://[::ffff:127.0.0.1]:{0}/", "its address is not a public one")]
    [InlineData("*", "http://2130706433:{0}/", "its address is not a public one")]
    [InlineData("*", "http://169.254.169.254/latest/meta-data", "its address is not a public one")]
    [InlineData("partner.example", "http://example.org/", "it is not on the list")]
    [InlineData("127.0.0.1:1", "http://127.0.0.1:{0}/", "it is not on the list")]
    public async Task A_refused_host_is_an_incident_that_says_why(string list, string url, string reason)
    {
        using var sender = new OutgoingHttp(CallableHosts.Parse(list));

        var answer = await sender.PerformAsync(Get(string.Format(url, sandbox.BaseAddress.Port)), default);

        answer.Should().BeOfType<JobAnswer.Failed>().Which.Should().Match<JobAnswer.Failed>(f => !f.MayRetry && f.Message.StartsWith("Expected a host that flows may call") && f.Message.Contains(reason));
    }

    [Fact]
    public async Task A_redirect_leads_only_to_hosts_that_may_be_called()
    {
        await using var server = await StandIn(app => app.MapGet("/away", () => Results.Redirect($"http://localhost:{sandbox.BaseAddress.Port}/core/ledger")));

        var answer = await outgoing.PerformAsync(Get(server.Url("/away")), default);

        answer.Should().BeOfType<JobAnswer.Failed>().Which.Message.Should().Contain("localhost");
    }

    [Fact]
    public async Task An_answer_is_read_by_its_type_and_within_bounds()
    {
        await using var server = await StandIn(app =>
        {
            app.MapGet("/text", () => Results.Text("好", "text/plain; charset=utf-16", System.Text.Encoding.Unicode));
            app.MapGet("/error", () => Results.Json(new { why = "no" }, statusCode: 409));
            app.MapGet("/large", () => Results.Text(new string('x', 2_000_000)));
            app.MapGet("/lie", () => Results.Text("<html>", "application/json"));
            app.MapGet("/slow", async (CancellationToken gone) => await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, gone));
        });

        (await ReplyAsync(server.Url("/text"))).Content!.Value.GetString().Should().Be("好");
        (await ReplyAsync(server.Url("/error"))).Should().Match<OutgoingReply>(r => r.Status == 409 && r.Content!.Value.GetProperty("why").GetString() == "no");
        (await ReplyAsync(server.Url("/slow"))).Failure.Should().Be(NoReply.Timeout);
        (await ReplyAsync("http://127.0.0.1:1/")).Failure.Should().Be(NoReply.NoConnection);
        (await outgoing.PerformAsync(Get(server.Url("/large")), default)).Should().BeOfType<JobAnswer.Failed>().Which.Message.Should().Contain("at most 1048576 bytes");
        (await outgoing.PerformAsync(Get(server.Url("/lie")), default)).Should().BeOfType<JobAnswer.Failed>().Which.Message.Should().StartWith("Expected JSON");
    }

    [Theory]
    [InlineData("application/json", "{\"a\":1}", "{\"a\":1}")]
    [InlineData("application/json", "\"plain\"", "plain")]
    [InlineData("text/plain", "{\"a\":1}", "{\"a\":1}")]
    [InlineData("application/x-www-form-urlencoded", "{\"a\":1,\"b\":\"x y\"}", "a=1&b=x+y")]
    [InlineData("application/x-www-form-urlencoded", "\"{\\\"a\\\":2}\"", "a=2")]
    public async Task A_body_has_the_form_its_type_asks_for(string type, string content, string sent)
    {
        await using var server = await StandIn(app => app.MapPost("/echo", async (HttpRequest request) => new { type = request.ContentType, body = await new StreamReader(request.Body).ReadToEndAsync(), key = request.Headers["Idempotency-Key"].ToString() }));

        var reply = await ReplyAsync(server.Url("/echo"), type, content);

        (reply.Content!.Value.Text("type"), reply.Content!.Value.Text("body"), reply.Content!.Value.Text("key")).Should().Be((type, sent, "case-1%2F%E8%AE%B0%E8%B4%A6%2F1"));
    }

    [Fact]
    public async Task An_effect_whose_answer_is_lost_is_repeated_under_the_same_key_and_happens_once()
    {
        await SetFaultsAsync("""{"core":{"loseAnswerRate":1}}""");
        var rig = await StartAsync(Of("http-booking", Booking(("enableResiliency", true))));

        await rig.Worker.PerformAsync(rig.Job, default);
        await SetFaultsAsync("{}");
        rig.Clock.Advance(TimeSpan.FromMinutes(1));
        await rig.Worker.TakeDueAsync(10, default);
        await rig.Worker.FinishDueAsync();

        (await LedgerAsync()).Should().Be((1, 2));
        (await rig.OutcomeAsync()).Should().Be("Finished 200");
    }

    [Fact]
    public async Task A_crash_between_effect_and_answer_does_not_double_the_effect()
    {
        var rig = await StartAsync(Of("http-crash", Booking()));

        await outgoing.PerformAsync(rig.Job, default); // and the process dies before the answer is on disk
        rig.Clock.Advance(TimeSpan.FromMinutes(3));
        await rig.Worker.TakeDueAsync(10, default);
        await rig.Worker.FinishDueAsync();

        (await LedgerAsync()).Should().Be((1, 2));
        (await rig.OutcomeAsync()).Should().Be("Finished 200");
    }

    [Fact]
    public async Task A_server_that_is_down_is_an_outcome_of_the_flow()
    {
        await SetFaultsAsync("""{"core":{"errorRate":1}}""");
        var rig = await StartAsync(Of("http-down", Booking()));

        await rig.Worker.PerformAsync(rig.Job, default);

        (await rig.OutcomeAsync()).Should().Be("Finished 503");
    }

    System.Text.Json.Nodes.JsonObject Booking(params (string, object)[] more) => Step("book", "FlowSendHttpRequest",
        [("url", $"{sandbox.BaseAddress}core/loans"), ("method", "POST"), ("contentType", "application/json"), ("content", Loan), .. more]);

    static Job Get(string url) => new("j", "case-1", "w", OutgoingRequest.JobKind, JobMode.Read, Values.From(new OutgoingRequest("GET", url, [], null, null, 0)), "case-1/ask/1", default);

    async Task<OutgoingReply> ReplyAsync(string url, string? type = null, string? content = null)
    {
        var request = type is null ? new OutgoingRequest("GET", url, [], null, null, 0) : new OutgoingRequest("POST", url, [], type, Values.TryParse(content!), 0);
        var job = Get(url) with { Payload = Values.From(request), Mode = type is null ? JobMode.Read : JobMode.Effect, IdempotencyKey = "case-1/记账/1" };
        return Values.To<OutgoingReply>(((JobAnswer.Done)await outgoing.PerformAsync(job, default)).Result)!;
    }

    async Task SetFaultsAsync(string sheet)
    {
        using var http = new HttpClient { BaseAddress = sandbox.BaseAddress };
        (await http.PutAsync("/faults", Answers.Json(sheet))).EnsureSuccessStatusCode();
    }

    async Task<(int Entries, int Attempts)> LedgerAsync()
    {
        using var http = new HttpClient { BaseAddress = sandbox.BaseAddress };
        var entries = (await http.GetFromJsonAsync<JsonElement>("/core/ledger")).GetProperty("entries");
        return (entries.GetArrayLength(), entries.EnumerateArray().Sum(e => e.GetProperty("attempts").GetInt32()));
    }

    /// <summary>One instance on the real runner and worker, in memory and under a clock of its own.</summary>
    async Task<Rig> StartAsync(string flow)
    {
        var (store, clock) = (new InMemoryStore(), new HandClock());
        var definition = DefinitionJson.Read(System.Text.Encoding.UTF8.GetBytes(flow), default, () => "v1", out _)!;
        await store.SaveAsync([definition], [], default);
        var graphs = new GraphCache(store, new ElementTable(), clock);
        var jobs = new JobTable([outgoing]);
        var runner = new WorkflowRunner(store, graphs, jobs, clock);
        await runner.StartAsync((await graphs.FindVersionAsync(definition.Id, default))!, new Trigger.Start("case-1", new Dictionary<string, JsonElement>()), null, default);
        runner.CommittedJobs.TryRead(out var job);
        return new Rig(store, clock, new JobWorker(runner, store, jobs, clock, NullLogger<JobWorker>.Instance), job!);
    }

    sealed record Rig(InMemoryStore Store, HandClock Clock, JobWorker Worker, Job Job)
    {
        public async Task<string> OutcomeAsync()
        {
            var instance = (await Store.LoadAsync("case-1", default))!;
            return $"{instance.SubStatus} {instance.Outputs.Values.Select(o => o.GetValueOrDefault("statusCode").ToString()).FirstOrDefault()}";
        }
    }

    sealed class HandClock : TimeProvider
    {
        DateTimeOffset now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => now;

        public void Advance(TimeSpan time) => now += time;
    }

    static async Task<Server> StandIn(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        map(app);
        await app.StartAsync();
        return new Server(app);
    }

    sealed class Server(WebApplication app) : IAsyncDisposable
    {
        public string Url(string path) => app.Urls.Single() + path;

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
