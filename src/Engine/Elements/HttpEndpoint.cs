using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Http;
using Lendflow.Engine.Linting;
using Lendflow.Engine.Running;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Elements;

/// <summary>Starts the flow with an HTTP request, or waits for one in its middle. Found by path and method alone; whatever else it
/// asks of a request is looked at before the flow runs (<see cref="EndpointTerms"/>).</summary>
sealed class HttpEndpoint : Element
{
    /// <summary>Tag of the wait that Elsa makes when the endpoint is resumed by something that is no request.</summary>
    const string WithoutRequest = "without-request";

    static readonly (string Flag, string Outcome)[] Exposable =
    [
        ("exposeRequestTooLargeOutcome", Objection.RequestTooLarge),
        ("exposeFileTooLargeOutcome", Objection.FileTooLarge),
        ("exposeInvalidFileExtensionOutcome", Objection.InvalidExtension),
        ("exposeInvalidFileMimeTypeOutcome", Objection.InvalidMimeType),
    ];

    public override ElementDescriptor Descriptor { get; } = new(EndpointTerms.TypeName, "HTTP Endpoint", "HTTP", "Waits for an HTTP request to a path, or starts the workflow with it.")
    {
        Inputs =
        [
            new("path", "String", "Path below /workflows, for example orders/{id}; what stands for {id} is route data."),
            new("supportedMethods", "List<String>", "Methods that are accepted.") { DisplayName = "Supported Methods", UIHint = "checklist", Options = ["GET", "POST", "PUT", "PATCH", "HEAD", "DELETE"], Default = Values.Of([Values.Of("GET")]) },
            new("authorize", "Boolean", "Accepts only callers who are signed in.") { UIHint = "checkbox", Default = Values.False },
            new("policy", "String", "A role that callers must have, or the name of one of the server's policies."),
            new("requestTimeout", "TimeSpan", "How long the caller waits for the answer (hh:mm:ss).") { DisplayName = "Request Timeout" },
            new("requestSizeLimit", "Int64", "Largest request, in bytes.") { DisplayName = "Request Size Limit" },
            new("fileSizeLimit", "Int64", "Largest file, in bytes.") { DisplayName = "File Size Limit" },
            new("allowedFileExtensions", "List<String>", "Only files that end like this are accepted; none for all.") { DisplayName = "Allowed File Extensions", UIHint = "multitext" },
            new("blockedFileExtensions", "List<String>", "Files that end like this are refused.") { DisplayName = "Blocked File Extensions", UIHint = "multitext" },
            new("allowedMimeTypes", "List<String>", "Only files of these types are accepted; none for all.") { DisplayName = "Allowed MIME Types", UIHint = "multitext" },
            Expose(0, "Request too large"),
            Expose(1, "File too large"),
            Expose(2, "Invalid file extension"),
            Expose(3, "Invalid file MIME type"),
        ],
        Outputs =
        [
            new("parsedContent", "Object", "The body: JSON as it is, a form as an object, else text."),
            new("files", "Object", "The files of a form: name, fileName, contentType, length, content (Base64)."),
            new("file", "Object", "The first file."),
            new("routeData", "ObjectDictionary", "What stands in the places of the path's {names}."),
            new("queryStringData", "ObjectDictionary", "The query string by name."),
            new("headers", "ObjectDictionary", "The headers by name, without those that sign the caller in."),
            new("result", "Object", "Method, path, content type and length of the request."),
        ],
        IsTrigger = true,
    };

    static InputDescriptor Expose(int index, string outcome) =>
        new(Exposable[index].Flag, "Boolean", $"Leaves by '{outcome}' instead of refusing the request.") { DisplayName = $"Expose '{outcome}'", IsWrapped = false, UIHint = "checkbox", Default = Values.False };

    public override StepOutcomes OutcomesOf(Node node) => new(["Done", .. Exposable.Where(e => node.Source.Flag(e.Flag) ?? false).Select(e => e.Outcome)]);

    public override void Execute(Execution x)
    {
        var conditions = StartConditions(x);
        if (x.Self.Status == ActivityStatus.Faulted) return;
        if (x.IsTrigger) Arrived(x, Evaluation.Input(x, "__payload"));
        else foreach (var each in conditions) x.WaitFor(each.Name, each.Payload, details: each.Details);
    }

    /// <summary>One for each method, and for each shape of the path. Faults the execution when there is none.</summary>
    public override IReadOnlyList<StartCondition> StartConditions(Execution x)
    {
        if (x.Text("path") is not { } path)
        {
            x.Fail("Expected a path for the endpoint, but there is none.");
            return [];
        }
        var shapes = RoutePath.Shapes(path, out var problem);
        var terms = Terms(path, x.Input, x.Node.Source);
        if (problem.Length > 0) x.Fail(problem);
        else if (terms.Count == 0) x.Fail("Expected at least one method for the endpoint, but there is none.");
        return [.. terms.SelectMany(t => shapes.Select(s => new StartCondition(EndpointTerms.TypeName, EndpointTerms.Stimulus(s, t.Method), Details: Values.From(t))))];
    }

    public override void Resume(Execution x, Resumption resumption)
    {
        if (resumption.Wait.Tag == WithoutRequest) x.Complete();
        else Arrived(x, resumption.Payload);
    }

    static List<EndpointTerms> Terms(string path, Func<string, JsonElement> input, JsonElement source)
    {
        var terms = new EndpointTerms(path, "")
        {
            Authorize = input("authorize").ValueKind == JsonValueKind.True,
            Policy = Text(input("policy")),
            RequestTimeout = input("requestTimeout") is var timeout && !timeout.IsUnset() && Conversion.TrySpan(timeout, out var span) ? span : null,
            RequestSizeLimit = input("requestSizeLimit").IsNumber(out var size) ? size : null,
            FileSizeLimit = input("fileSizeLimit").IsNumber(out var fileSize) ? fileSize : null,
            AllowedFileExtensions = List(input("allowedFileExtensions")),
            BlockedFileExtensions = List(input("blockedFileExtensions")),
            AllowedMimeTypes = List(input("allowedMimeTypes")),
            Exposed = [.. Exposable.Where(e => source.Flag(e.Flag) == true).Select(e => e.Outcome)],
        };
        var methods = input("supportedMethods").IsUnset() ? ["GET"] : List(input("supportedMethods"));
        return [.. methods.Select(m => m.ToUpperInvariant()).Distinct().Select(m => terms with { Method = m })];
    }

    static string? Text(JsonElement value) => value.IsUnset() || Conversion.Text(value) is not { Length: > 0 } text ? null : text;

    static List<string> List(JsonElement value) => value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(Conversion.Text)] : [];

    static void Arrived(Execution x, JsonElement payload)
    {
        if (Values.To<FlowRequest>(payload) is not { Id: not null } request)
        {
            // Resumed by an operator or a program: Elsa waits once more, for somebody who goes on without a request.
            x.WaitFor(EndpointTerms.TypeName, Values.From(new { instance = x.Instance.Id, activity = x.Self.Id }), WithoutRequest);
            return;
        }
        x.Emit(new Change.RequestReceived(x.Self.Id, request.Id));
        if (!x.Produce("result", Values.From(new { request.Method, request.Path, request.ContentType, request.ContentLength }))
            || !x.Produce("routeData", Values.From(request.RouteData)) || !x.Produce("queryStringData", Values.From(request.Query)) || !x.Produce("headers", Values.From(request.Headers))) return;
        if (request.Objection is { } outcome)
        {
            x.Complete(outcome);
            return;
        }
        if (request.Content is { } content && !x.Produce("parsedContent", content)) return;
        if (request.Files.Count > 0 && !(x.Produce("files", Values.From(request.Files)) && x.Produce("file", Values.From(request.Files[0])))) return;
        x.Complete();
    }
}
