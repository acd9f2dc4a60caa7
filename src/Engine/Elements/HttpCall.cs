using System.Net.Http.Headers;
using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Http;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Elements;

/// <summary>Sends an HTTP request and goes on by what came of it. Safe methods are reads, every other is an effect with an
/// idempotency key. No answer is an outcome, not an incident; an incident is what the author has to put right.</summary>
abstract class HttpCall : Element
{
    static readonly DataType Text = DataType.Parse("String");

    /// <summary>Tries after the first one when the author asked for resilience.</summary>
    const int Retries = 3;

    protected static IReadOnlyList<InputDescriptor> CommonInputs { get; } =
    [
        new("url", "Uri", "Where the request is sent."),
        new("method", "String", "Method of the request.") { UIHint = "dropdown", Options = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"], Default = Values.Of("GET") },
        new("content", "Object", "What is sent; only with a content type.") { UIHint = "multiline" },
        new("contentType", "String", "Type of the content.") { DisplayName = "Content Type", UIHint = "dropdown", Options = HttpInputs.ContentTypes },
        // Evaluated only when it is needed: what was evaluated is kept with the execution, and this is a secret.
        new("authorization", "String", "The Authorization header, for example Bearer and a token.") { IsEvaluatedFirst = false },
        new("disableAuthorizationHeaderValidation", "Boolean", "Sends the Authorization header whatever its form.") { DisplayName = "Disable Authorization Header Validation", UIHint = "checkbox" },
        new("requestHeaders", "HttpHeaders", "More headers, as an object.") { DisplayName = "Request Headers", UIHint = "json-editor" },
        new("enableResiliency", "Boolean", "Tries again when the failure is likely to pass.") { DisplayName = "Enable Resiliency", UIHint = "checkbox" },
    ];

    protected static IReadOnlyList<OutputDescriptor> CommonOutputs { get; } =
    [
        new("statusCode", "Int32", "Status of the answer."),
        new("parsedContent", "Object", "Body of the answer: JSON as it is, else text."),
        new("responseHeaders", "HttpHeaders", "Headers of the answer: a list of texts by name."),
        new("result", "Object", "Status, type and headers of the answer."),
    ];

    /// <summary>There is an answer.</summary>
    protected abstract void Answered(Execution x, int status);

    /// <summary>There is none.</summary>
    protected abstract void NotAnswered(Execution x, NoReply failure);

    public override void Execute(Execution x)
    {
        var (url, method) = (x.Text("url"), x.Text("method") is { Length: > 0 } given ? given : "GET");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            x.Fail($"Expected a URL such as https://host/path, but it is {(url is null ? "not given" : $"'{url}'")}.");
        else if (!HttpInputs.IsName(method)) x.Fail($"Expected a method such as GET, but it is '{method}'.");
        else if (HttpInputs.TryHeaders(x, "requestHeaders", ["Content-Type"], out var headers) && TryAuthorize(x, headers, out var all) && HttpInputs.TryContentType(x, out var type))
            x.Ask(OutgoingRequest.JobKind, OutgoingRequest.IsSafe(method) ? JobMode.Read : JobMode.Effect, Values.From(Order(x, address, method, all, type)));
    }

    static OutgoingRequest Order(Execution x, Uri address, string method, IReadOnlyList<HttpField> headers, string? type)
    {
        var content = x.Input("content");
        var hasBody = type is not null && !content.IsUnset();
        var isResilient = x.Flag("enableResiliency") || x.Node.Source.Member("customProperties").Member("resilienceStrategy").ValueKind == JsonValueKind.Object;
        return new OutgoingRequest(method, address.AbsoluteUri, headers, hasBody ? type : null, hasBody ? content : null, isResilient ? Retries : 0);
    }

    static bool TryAuthorize(Execution x, IReadOnlyList<HttpField> headers, out IReadOnlyList<HttpField> all)
    {
        all = headers;
        var value = default(JsonElement);
        if (x.Node.Inputs.TryGetValue("authorization", out var expression) && !x.TryEvaluate(expression, Text, "authorization", out value)) return false;
        if (value.IsUnset() || Conversion.Text(value) is not { } authorization || string.IsNullOrWhiteSpace(authorization)) return true;
        if (!HttpInputs.IsValue(authorization) || (!x.Flag("disableAuthorizationHeaderValidation") && !AuthenticationHeaderValue.TryParse(authorization, out _)))
        {
            x.Fail("Expected an Authorization header of a scheme and its parameters, such as Bearer and a token, but it has another form.");
            return false;
        }
        all = [new HttpField("Authorization", authorization), .. headers];
        return true;
    }

    public override void Resume(Execution x, Resumption resumption)
    {
        if (resumption.Failure is { } failure)
        {
            x.Fail(failure);
            return;
        }
        var reply = Values.To<OutgoingReply>(resumption.Payload) ?? OutgoingReply.Failed(NoReply.NoConnection, "Expected an answer, but the step was resumed without one.");
        if (reply.Failure is { } none)
        {
            x.Emit(new Change.ErrorNoted(x.Self.Id, reply.Problem ?? ""));
            NotAnswered(x, none);
        }
        else if (Keep(x, reply)) Answered(x, reply.Status);
    }

    static bool Keep(Execution x, OutgoingReply reply)
    {
        var headers = Values.From(reply.Headers.GroupBy(h => h.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.Select(h => h.Value)));
        return x.Produce("result", Values.From(new { StatusCode = reply.Status, reply.ContentType, Headers = headers }))
            && x.Produce("parsedContent", reply.Content ?? default) && x.Produce("statusCode", Values.Of(reply.Status)) && x.Produce("responseHeaders", headers);
    }
}
