using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Lendflow.Host.Http;
using static Lendflow.Host.Tests.Http.DrawnFlow;

namespace Lendflow.Host.Tests.Http;

/// <summary>Flows that are reached by HTTP, through the whole program.</summary>
[Collection(nameof(OneHost))]
public sealed class FlowEndpointsTests(TestHost host)
{
    readonly HttpClient anybody = host.Anonymous();

    async Task PublishAsync(string flow) => await (await (await host.AsAsync("admin")).PostAsync("/api/flows/import", Answers.Json(flow))).OkAsync();

    async Task<System.Text.Json.JsonElement> InstanceAsync(HttpResponseMessage answer) =>
        await (await host.AsAsync("admin")).GetFromJsonAsync<System.Text.Json.JsonElement>($"/api/instances/{Instance(answer)}");

    static string Instance(HttpResponseMessage answer) => answer.Headers.GetValues("x-elsa-workflow-instance-id").Single();

    [Fact]
    public async Task A_request_starts_a_flow_that_decides_and_answers()
    {
        var decision = Step("if", "If", ("condition", "js:getOutputFrom('in', 'parsedContent').amount > 1000"));
        decision["then"] = Respond("js:({declined: getOutputFrom('in','routeData').product})", "UnprocessableEntity");
        decision["else"] = Respond("js:({offer: getOutputFrom('in','parsedContent').amount * 2, lang: getOutputFrom('in','queryStringData').lang})", "Created", ("responseHeaders", """{"X-Rate":"4.5"}"""));
        decision["else"]!["id"] = "out2";
        await PublishAsync(Of("http-quotes", Endpoint("Quotes/{product}"), decision));

        var offer = await anybody.PostAsync("/workflows/quotes/micro?lang=zh", Answers.Json("""{"amount":500}"""));
        var declined = await anybody.PostAsync("/workflows/QUOTES/Micro", Answers.Json("""{"amount":5000}"""));

        ((int)offer.StatusCode, await offer.Content.ReadAsStringAsync()).Should().Be((201, """{"offer":1000,"lang":"zh"}"""));
        offer.Headers.GetValues("X-Rate").Should().Equal("4.5");
        offer.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        ((int)declined.StatusCode, await declined.Content.ReadAsStringAsync()).Should().Be((422, """{"declined":"Micro"}"""));
        (await InstanceAsync(offer)).Text("subStatus").Should().Be("Finished");
    }

    [Fact]
    public async Task A_flow_that_waits_in_its_middle_goes_on_with_a_second_request_for_this_instance()
    {
        var confirm = Step("confirm", "HttpEndpoint", ("path", "js:'transfers/confirm'"), ("supportedMethods", "[\"PUT\"]"));
        await PublishAsync(Of("http-transfers", Endpoint("transfers"), Respond("js:getWorkflowInstanceId()", "Accepted"), confirm,
            Step("done", "WriteHttpResponse", ("content", "js:'confirmed by ' + getOutputFrom('confirm', 'parsedContent').by"))));

        var first = await anybody.PostAsync("/workflows/transfers", null);
        var second = await anybody.PostAsync("/workflows/transfers", null);
        var ambiguous = await anybody.PutAsync("/workflows/transfers/confirm", Answers.Json("""{"by":"wang"}"""));
        var confirmed = await anybody.PutAsync($"/workflows/transfers/confirm?workflowInstanceId={Instance(second)}", Answers.Json("""{"by":"wang"}"""));
        var again = await anybody.PutAsync($"/workflows/transfers/confirm?workflowInstanceId={Instance(second)}", Answers.Json("""{"by":"li"}"""));

        ((int)first.StatusCode).Should().Be(202);
        (await ambiguous.ProblemAsync(409)).Text("detail").Should().Contain("X-Workflow-Instance-Id");
        (await confirmed.Content.ReadAsStringAsync()).Should().Be("confirmed by wang");
        (await InstanceAsync(second)).Text("status").Should().Be("Finished");
        (await InstanceAsync(first)).Text("status").Should().Be("Running");
        await again.ProblemAsync(404);
    }

    [Fact]
    public async Task A_flow_that_does_not_answer_is_answered_for_by_how_its_instance_stands()
    {
        await PublishAsync(Of("http-silent", Endpoint("silent"), Step("w", "WriteLine", ("text", "x"))));
        await PublishAsync(Of("http-waiting", Endpoint("waiting"), Step("e", "Event", ("eventName", "Never")), Respond("late")));
        await PublishAsync(Of("http-broken", Endpoint("broken"), Step("f", "Fault", ("message", "Expected secret-1234, but it is not."))));

        var silent = await anybody.PostAsync("/workflows/silent", null);
        var waiting = await anybody.PostAsync("/workflows/waiting", null);
        var broken = await anybody.PostAsync("/workflows/broken", null);

        ((int)silent.StatusCode, (int)waiting.StatusCode).Should().Be((200, 202));
        (await broken.ProblemAsync(500)).ToString().Should().NotContain("secret-1234", "what went wrong inside is not the caller's business");
        (await InstanceAsync(broken)).Text("subStatus").Should().Be("Faulted");
    }

    [Fact]
    public async Task An_answer_cannot_act_with_the_session_of_whoever_looks_at_it_and_a_404_of_a_flow_is_its_own()
    {
        await PublishAsync(Of("http-page", Endpoint("page", "GET"), Respond("<script>alert(1)</script>", "NotFound", ("contentType", "text/html"))));

        var page = await anybody.GetAsync("/workflows/page");

        ((int)page.StatusCode, await page.Content.ReadAsStringAsync()).Should().Be((404, "<script>alert(1)</script>"));
        page.Headers.GetValues("Content-Security-Policy").Single().Should().StartWith("sandbox;");
        page.Content.Headers.ContentType!.ToString().Should().Be("text/html; charset=utf-8");
    }

    [Fact]
    public async Task An_endpoint_asks_who_is_there_and_whether_they_may()
    {
        await PublishAsync(Of("http-members", Endpoint("members", "GET", ("authorize", true)), Respond("hello")));
        await PublishAsync(Of("http-managers", Endpoint("managers", "GET", ("policy", "manager")), Respond("hello")));
        var (officer, manager) = (await host.AsAsync("officer"), await host.AsAsync("manager"));

        await (await anybody.GetAsync("/workflows/members")).ProblemAsync(401);
        (await officer.GetStringAsync("/workflows/members")).Should().Be("hello");
        await (await anybody.GetAsync("/workflows/managers")).ProblemAsync(401);
        await (await officer.GetAsync("/workflows/managers")).ProblemAsync(403);
        (await manager.GetStringAsync("/workflows/managers")).Should().Be("hello");
    }

    [Fact]
    public async Task What_signs_a_caller_in_does_not_become_part_of_the_case()
    {
        await PublishAsync(Of("http-headers", Endpoint("headers", "GET"), Respond("js:getOutputFrom('in','headers')")));
        var officer = await host.AsAsync("officer");
        officer.DefaultRequestHeaders.Add("X-Own", "1");

        var headers = await officer.GetStringAsync("/workflows/headers");

        headers.Should().Contain("\"X-Own\":\"1\"").And.NotContain("Bearer").And.NotContain("Authorization");
    }

    [Fact]
    public async Task A_request_that_comes_again_under_its_key_starts_nothing_and_is_answered_as_before()
    {
        await PublishAsync(Of("http-once", Endpoint("once"), Respond("js:({instance: getWorkflowInstanceId()})", "Created")));
        var sender = host.Anonymous();
        sender.DefaultRequestHeaders.Add("Idempotency-Key", "order-77");

        var first = await sender.PostAsync("/workflows/once", Answers.Json("""{"a":1}"""));
        var again = await sender.PostAsync("/workflows/once", Answers.Json("""{ "a" : 1 }"""));
        var other = await sender.PostAsync("/workflows/once", Answers.Json("""{"a":2}"""));

        ((int)again.StatusCode, await again.Content.ReadAsStringAsync()).Should().Be((201, await first.Content.ReadAsStringAsync()));
        Instance(again).Should().Be(Instance(first));
        await other.ProblemAsync(422);
    }

    [Fact]
    public async Task A_body_that_is_too_large_or_not_what_it_says_starts_nothing()
    {
        await PublishAsync(Of("http-small", Endpoint("small", "POST", ("requestSizeLimit", 20)), Respond("ok")));

        await (await anybody.PostAsync("/workflows/small", Answers.Json("""{"a":"0123456789012345"}"""))).ProblemAsync(413);
        await (await anybody.PostAsync("/workflows/small", Chunked(new string('x', 50_000)))).ProblemAsync(413);
        await (await anybody.PostAsync("/workflows/small", Answers.Json("{\"a\":"))).ProblemAsync(400);
        (await anybody.PostAsync("/workflows/small", Answers.Json("{}"))).IsSuccessStatusCode.Should().BeTrue();
    }

    [Fact]
    public async Task A_flow_that_wants_to_hear_of_what_is_too_large_does()
    {
        var endpoint = Endpoint("exposed", "POST", ("requestSizeLimit", 5), ("exposeRequestTooLargeOutcome", JsonValue.Create(true)));
        var flow = new JsonObject
        {
            ["definitionId"] = "http-exposed", ["name"] = "http-exposed", ["isPublished"] = true,
            ["root"] = new JsonObject
            {
                ["id"] = "flow", ["type"] = "Elsa.Flowchart", ["activities"] = new JsonArray(endpoint, Respond("too large", "OK")),
                ["connections"] = new JsonArray(new JsonObject
                {
                    ["source"] = new JsonObject { ["activity"] = "in", ["port"] = "Request too large" }, ["target"] = new JsonObject { ["activity"] = "out", ["port"] = "In" },
                }),
            },
        };
        await PublishAsync(flow.ToJsonString());

        var answer = await anybody.PostAsync("/workflows/exposed", new StringContent("0123456789"));

        (await answer.Content.ReadAsStringAsync()).Should().Be("too large");
    }

    [Fact]
    public async Task A_form_brings_its_fields_and_files_within_the_endpoints_limits()
    {
        await PublishAsync(Of("http-upload", Endpoint("upload", "POST", ("allowedFileExtensions", "[\".txt\"]")),
            Respond("js:({field: getOutputFrom('in','parsedContent').note, name: getOutputFrom('in','file').fileName, text: stringFromBase64(getOutputFrom('in','files')[0].content)})")));

        var taken = await anybody.PostAsync("/workflows/upload", Form("a.txt"));
        var refused = await anybody.PostAsync("/workflows/upload", Form("a.exe"));

        (await taken.Content.ReadAsStringAsync()).Should().Be("""{"field":"你好","name":"a.txt","text":"content"}""");
        await refused.ProblemAsync(415);
    }

    [Fact]
    public async Task An_address_that_no_flow_waits_at_is_unknown_and_one_that_a_flow_has_is_taken()
    {
        await PublishAsync(Of("http-taken", Endpoint("taken/{id}", "GET"), Respond("mine")));
        var admin = await host.AsAsync("admin");

        var rival = await admin.PostAsync("/api/flows/import", Answers.Json(Of("http-rival", Endpoint("taken/{other}", "GET"), Respond("mine"))));

        (await rival.ProblemAsync(422)).ToString().Should().Contain("http-taken");
        await (await anybody.GetAsync("/workflows/nobody/here")).ProblemAsync(404);
        await (await anybody.PostAsync("/workflows/taken/1", null)).ProblemAsync(404);
    }

    static MultipartFormDataContent Form(string file) => new() { { new StringContent("你好"), "note" }, { new ByteArrayContent("content"u8.ToArray()), "doc", file } };

    static StreamContent Chunked(string text) => new StreamContent(new Unsized(Encoding.UTF8.GetBytes(text)));

    /// <summary>Its length is not known before, so it is sent in chunks.</summary>
    sealed class Unsized(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
