using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Http;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Tests.Elements;

public sealed class HttpCallTests
{
    static readonly OutgoingReply Found = new(200, [new("X-A", "1"), new("x-a", "2")], "application/json", Values.From(new { name = "张三" }));
    static readonly OutgoingReply Nobody = OutgoingReply.Failed(NoReply.NoConnection, "Expected a server, but there is none.");

    static Flow Calling(params (string, object)[] inputs) => Flow.Named("call").Step("S", "FlowSendHttpRequest", [("url", "https://example.org/a"), .. inputs]);

    static OutgoingRequest Asked(Case @case) => Values.To<OutgoingRequest>(@case.Instance.Jobs.Should().ContainSingle().Subject.Payload)!;

    static IReadOnlyList<string>? Outcomes(Case @case) => @case.Changes.OfType<Change.ActivityCompleted>().First(c => @case.Changes.OfType<Change.ActivityStarted>().Any(s => s.Activity == c.Activity && s.Node.EndsWith(":S"))).Outcomes;

    [Theory]
    [InlineData(null, 200, "200,Done")]
    [InlineData(null, 201, "Unmatched status code,Done")]
    [InlineData("[\"200\",\"404\"]", 404, "404,Done")]
    [InlineData("[]", 500, "Done")]
    public void A_flow_leaves_by_the_status_it_expects_and_by_Done(string? expected, int status, string outcomes)
    {
        var flow = expected is null ? Calling() : Calling(("expectedStatusCodes", expected));

        var end = flow.Start().Answer("S", Found with { Status = status });

        Outcomes(end).Should().Equal(outcomes.Split(','));
    }

    [Theory]
    [InlineData(NoReply.NoConnection, "Failed to connect")]
    [InlineData(NoReply.Timeout, "Timeout")]
    public void No_answer_is_an_outcome_and_is_noted_but_is_no_incident(NoReply failure, string outcome)
    {
        var end = Calling().Start().Answer("S", OutgoingReply.Failed(failure, "why"));

        Outcomes(end).Should().Equal(outcome);
        end.Changes.OfType<Change.ErrorNoted>().Should().ContainSingle(e => e.Message == "why");
        end.Instance.SubStatus.Should().Be(WorkflowSubStatus.Finished);
    }

    [Fact]
    public void The_answer_is_in_the_outputs()
    {
        var flow = Calling().Script("V", "setVariable('V', [getOutputFrom('S','statusCode'), getOutputFrom('S','parsedContent').name, getOutputFrom('S','responseHeaders')['X-A'], getOutputFrom('S').contentType])").Variable("V");

        var end = flow.Start().Answer("S", Found);

        end.Variable("V").EnumerateArray().Select(v => v.ToString()).Should().Equal("200", "张三", """["1","2"]""", "application/json");
    }

    [Theory]
    [InlineData("GET", JobMode.Read)]
    [InlineData("head", JobMode.Read)]
    [InlineData("POST", JobMode.Effect)]
    [InlineData("DELETE", JobMode.Effect)]
    public void Only_a_safe_method_is_a_read(string method, JobMode mode)
    {
        var asking = Calling(("method", method)).Start();

        asking.Instance.Jobs.Should().ContainSingle(j => j.Mode == mode);
    }

    [Fact]
    public void The_key_of_a_request_is_the_same_for_a_retry_and_another_for_another_visit()
    {
        var flow = Flow.Named("loop").Step("A", "Start").Step("S", "FlowSendHttpRequest", ("url", "https://example.org"), ("method", "POST")).Arrows("A > S", "S:Unmatched status code > S");

        var first = flow.Start();
        var key = first.Instance.Jobs[0].IdempotencyKey;
        first.Given(new Trigger.JobAnswered(first.Instance.Jobs[0].Id, new JobAnswer.Failed("broken", MayRetry: false))).Retry();
        var again = first.Instance.Jobs[0].IdempotencyKey;
        first.Answer("S", Found with { Status = 500 });
        var next = first.Instance.Jobs[0].IdempotencyKey;

        (again, next != key).Should().Be((key, true));
    }

    [Fact]
    public void Requests_that_run_at_once_keep_their_keys_when_one_is_retried()
    {
        var asking = Flow.Named("at-once").Step("P", "ParallelForEach", ("items", new Js("[1, 2]")), ("body", Posting("S"))).Start();
        var (first, second) = (asking.Instance.Jobs[0], asking.Instance.Jobs[1]);

        asking.Given(new Trigger.JobAnswered(first.Id, new JobAnswer.Failed("broken", MayRetry: false))).Retry();
        var again = asking.Instance.Jobs.Single(j => j.Id != second.Id);

        second.IdempotencyKey.Should().NotBe(first.IdempotencyKey);
        again.IdempotencyKey.Should().Be(first.IdempotencyKey);
    }

    [Fact]
    public void Steps_of_the_same_id_in_different_containers_have_different_keys()
    {
        static JsonObject Inside(string id) => new() { ["id"] = id, ["type"] = "Elsa.Sequence", ["activities"] = new JsonArray(Posting("S")) };
        var asking = Flow.Named("same-id").Step("P", "Parallel", ("activities", new JsonArray(Inside("A"), Inside("B")))).Start();

        asking.Instance.Jobs.Select(j => j.IdempotencyKey).Should().HaveCount(2).And.OnlyHaveUniqueItems();
    }

    static JsonObject Posting(string id) => Flow.Activity(id, "SendHttpRequest", ("url", "https://example.org"), ("method", "POST"));

    [Fact]
    public void A_body_is_sent_only_with_content_and_type()
    {
        var body = Values.From(new { a = 1 });

        Asked(Calling(("content", new Js("({a:1})"))).Start()).Content.Should().BeNull();
        Asked(Calling(("contentType", "application/json")).Start()).ContentType.Should().BeNull();
        Asked(Calling(("content", new Js("({a:1})")), ("contentType", "application/json")).Start()).Content!.Value.GetRawText().Should().Be(body.GetRawText());
    }

    [Fact]
    public void The_authorization_is_sent_but_not_kept_with_the_execution()
    {
        var asking = Calling(("authorization", "Bearer s3cret"), ("requestHeaders", """{"X-B":["1","2"]}""")).Start();

        Asked(asking).Headers.Should().Equal(new HttpField("Authorization", "Bearer s3cret"), new HttpField("X-B", "1"), new HttpField("X-B", "2"));
        asking.Changes.OfType<Change.InputsEvaluated>().SelectMany(c => c.Values.Values).Should().NotContain(v => v.GetRawText().Contains("s3cret"));
    }

    [Theory]
    [InlineData("url", "/relative")]
    [InlineData("url", "ftp://example.org")]
    [InlineData("url", "")]
    [InlineData("method", "GE T")]
    [InlineData("authorization", "a=b, c")]
    [InlineData("requestHeaders", """{"Transfer-Encoding":"chunked"}""")]
    [InlineData("requestHeaders", """{"X Y":"1"}""")]
    [InlineData("expectedStatusCodes", "many")]
    public void A_request_that_cannot_be_sent_is_an_incident_and_is_not_asked_for(string input, string value)
    {
        var end = Flow.Named("bad").Step("S", "FlowSendHttpRequest", input == "url" ? [("url", value)] : [("url", "https://example.org"), (input, value)]).Start();

        end.Incident.Message.Should().StartWith("Expected ");
        end.Instance.Jobs.Should().BeEmpty();
    }

    [Fact]
    public void What_the_worker_gave_up_is_an_incident()
    {
        var asking = Calling().Start();

        asking.Given(new Trigger.JobAnswered(asking.Instance.Jobs[0].Id, new JobAnswer.Failed("Expected a host that flows may call, but it is none.", MayRetry: false)));

        asking.Incident.Message.Should().Contain("may call");
    }

    [Theory]
    [InlineData(200, "A")]
    [InlineData(404, "U")]
    [InlineData(500, "U")]
    public void An_embedded_request_runs_the_activity_of_the_status_else_the_unmatched_one(int status, string line)
    {
        var end = Embedded().Start().Answer("S", Found with { Status = status });

        end.Lines.Should().Be($"{line} Z");
        Outcomes(end).Should().BeNull();
    }

    [Fact]
    public void An_embedded_request_without_answer_runs_its_port_and_completes_where_there_is_none()
    {
        Embedded().Start().Answer("S", Nobody).Lines.Should().Be("F Z");
        Embedded().Start().Answer("S", OutgoingReply.Failed(NoReply.Timeout, "")).Lines.Should().Be("Z");
    }

    /// <summary>404 is expected and has no activity: Elsa takes it for unmatched.</summary>
    static Flow Embedded() => Flow.Named("embedded").Step("S", "SendHttpRequest", ("url", "https://example.org"),
        ("expectedStatusCodes", new JsonArray(Case(200, Line("A")), Case(404, null))), ("unmatchedStatusCode", Line("U")), ("failedToConnect", Line("F"))).Line("Z");

    static JsonObject Line(string id) => Flow.Activity(id, "WriteLine", ("text", id));

    static JsonObject Case(int status, JsonObject? activity) => new() { ["statusCode"] = status, ["activity"] = activity };
}
