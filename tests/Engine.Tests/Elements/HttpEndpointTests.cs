using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Http;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Tests.Elements;

public sealed class HttpEndpointTests
{
    static readonly FlowRequest Order = new("r1", "POST", "/orders/7")
    {
        RouteData = new Dictionary<string, string> { ["id"] = "7" },
        Query = new Dictionary<string, JsonElement> { ["lang"] = Values.Of("zh") },
        ContentType = "application/json",
        ContentLength = 15,
        Content = Values.From(new { amount = 300 }),
    };

    static Flow Waiting(params (string, object)[] inputs) => Flow.Named("http").Step("E", "HttpEndpoint", [("path", "Orders/{id}/"), ("supportedMethods", "[\"POST\"]"), .. inputs]);

    static Flow Answering(string answer) => Waiting().Step("R", "WriteHttpResponse", ("content", new Js(answer)), ("statusCode", "Created"), ("responseHeaders", "{\"X-Seen\":\"yes\"}"));

    static Case Arrived(Flow flow, FlowRequest? request = null) => flow.Start().Resume("E", Values.From(request ?? Order).GetRawText());

    static FlowResponse Response(Case @case) => @case.Changes.OfType<Change.ResponseWritten>().Should().ContainSingle().Subject.Response;

    [Fact]
    public void An_endpoint_waits_for_path_and_method_regardless_of_case_and_outer_slashes()
    {
        var wait = Waiting().Start().WaitOf("E");

        wait.Hash.Should().Be(Stimulus.Hash("Elsa.HttpEndpoint", EndpointTerms.Stimulus("/orders/{}", "POST")));
        wait.Payload.GetProperty("path").GetString().Should().Be("Orders/{id}/", "names of route data keep their case");
    }

    [Fact]
    public void An_endpoint_of_two_methods_waits_for_both_and_goes_on_with_the_first()
    {
        var flow = Flow.Named("both").Step("E", "HttpEndpoint", ("path", "x"), ("supportedMethods", "[\"GET\",\"POST\"]")).Line("Z");

        var waiting = flow.Start();
        var waits = waiting.Instance.Waits.Count;
        waiting.Resume("E", Values.From(Order).GetRawText());

        waits.Should().Be(2);
        waiting.Lines.Should().Be("Z");
        waiting.Instance.Waits.Should().BeEmpty();
    }

    [Fact]
    public void What_a_request_carries_is_in_the_outputs()
    {
        var flow = Waiting().Script("S", "setVariable('V', [getOutputFrom('E', 'parsedContent').amount, getOutputFrom('E', 'routeData').id, getOutputFrom('E', 'queryStringData').lang, getLastResult().method])").Variable("V");

        var end = Arrived(flow);

        end.Variable("V").GetRawText().Should().Be("""[300,"7","zh","POST"]""");
    }

    [Fact]
    public void An_answer_is_made_of_status_headers_and_content_with_the_type_that_fits_it()
    {
        var json = Response(Arrived(Answering("({ok: true})")));
        var text = Response(Arrived(Answering("'好'")));

        (json.Status, json.ContentType, json.Content).Should().Be((201, "application/json", """{"ok":true}"""));
        (text.ContentType, text.Content).Should().Be(("text/plain", "好"));
        json.Headers.Should().Equal(new HttpField("X-Seen", "yes"));
    }

    [Fact]
    public void A_request_that_nobody_answers_is_let_go_when_the_flow_comes_to_rest()
    {
        var waiting = Arrived(Waiting().Step("D", "Delay", ("timeSpan", "00:01:00")));

        waiting.Instance.OpenRequest.Should().BeNull();
        waiting.Bursts[^1].OfType<Change.RequestUnanswered>().Should().ContainSingle(c => c.RequestId == "r1");
    }

    [Fact]
    public void A_caller_goes_on_waiting_while_the_flow_asks_others()
    {
        var flow = Waiting().Step("S", "SendHttpRequest", ("url", "https://elsewhere.example/")).Step("R", "WriteHttpResponse", ("content", new Js("getOutputFrom('S', 'statusCode')")));

        var asking = Arrived(flow);
        var open = asking.Instance.OpenRequest;
        asking.Answer("S", new OutgoingReply(204, [], null, null));

        open.Should().Be("r1");
        Response(asking).Content.Should().Be("204");
    }

    [Fact]
    public void An_answer_without_a_caller_is_an_incident_also_after_another_wait_and_after_an_answer()
    {
        var nobody = Flow.Named("n").Step("R", "WriteHttpResponse", ("content", "x")).Start();
        var late = Arrived(Waiting().Step("V", "Event", ("eventName", "Go")).Step("R", "WriteHttpResponse", ("content", "x"))).Resume("V");
        var twice = Arrived(Answering("'first'").Step("R2", "WriteHttpResponse", ("content", "second")));

        nobody.Incident.Message.Should().StartWith("Expected an HTTP request that waits for an answer, but there is none");
        late.Incident.ActivityId.Should().Be("R");
        twice.Incident.ActivityId.Should().Be("R2");
        Response(twice).Content.Should().Be("first");
    }

    [Fact]
    public void Resumed_by_something_else_an_endpoint_waits_once_more_and_then_goes_on_without_a_request_as_in_Elsa()
    {
        var flow = Waiting().Line("Z").Start();

        flow.Resume("E");
        var between = flow.Lines;
        flow.Resume("E");

        between.Should().BeEmpty();
        flow.Journal.Should().Be("+Workflow1 +seq +E ~E >E ~E >E .E +Z .Z .seq .Workflow1");
    }

    [Fact]
    public void What_is_over_an_exposed_limit_leaves_by_its_outcome_and_has_no_content()
    {
        var flow = Flow.Named("limits")
            .Step("E", "HttpEndpoint", ("path", "x"), ("exposeRequestTooLargeOutcome", JsonValue.Create(true)), ("requestSizeLimit", 10)).Lines("A", "B").Arrows("E > A", "E:Request too large > B");
        var terms = Values.To<EndpointTerms>(flow.Start().WaitOf("E").Payload);

        var objection = terms!.ToSize(11);
        var end = Arrived(flow, Order with { Objection = objection!.Outcome, Content = null });

        (objection.IsExposed, objection.Status).Should().Be((true, 413));
        end.Lines.Should().Be("B");
    }

    [Theory]
    [InlineData("a//b", "double slashes")]
    [InlineData(null, "a path")]
    public void An_endpoint_without_a_usable_path_is_an_incident(string? path, string word)
    {
        var flow = path is null ? Flow.Named("p").Step("E", "HttpEndpoint") : Flow.Named("p").Step("E", "HttpEndpoint", ("path", path));

        flow.Start().Incident.Message.Should().Contain(word);
    }

    [Theory]
    [InlineData("statusCode", "100")]
    [InlineData("statusCode", "Perhaps")]
    [InlineData("responseHeaders", "{\"Content-Length\":\"5\"}")]
    [InlineData("responseHeaders", "{\"X\":\"a\\r\\nSet-Cookie: b\"}")]
    public void An_answer_that_cannot_be_sent_is_an_incident(string input, string value)
    {
        var end = Arrived(Waiting().Step("R", "WriteHttpResponse", (input, value)));

        end.Incident.Message.Should().StartWith("Expected ");
        end.Changes.OfType<Change.ResponseWritten>().Should().BeEmpty();
    }
}
