using System.Reflection;
using System.Text.Json;
using Lendflow.Engine.Definitions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Lendflow.Host.Api;

/// <summary>The JSON body of a request, with every problem at once where the framework stops at the first.</summary>
sealed class Body<T> : IBody, IEndpointParameterMetadataProvider where T : class
{
    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    readonly T? _value;

    Body(T? value, ProblemResult? refusal) => (_value, Refusal) = (value, refusal);

    /// <summary>What was sent. Endpoints run only when there is no refusal; see <see cref="BodyFilter"/>.</summary>
    public T Value => _value ?? throw new InvalidOperationException("Expected the body filter on this route, but it has none.");

    public ProblemResult? Refusal { get; }

    public static async ValueTask<Body<T>> BindAsync(HttpContext context)
    {
        try
        {
            using var sent = new MemoryStream();
            await context.Request.Body.CopyToAsync(sent, context.RequestAborted);
            var bytes = sent.GetBuffer().AsMemory(0, (int)sent.Length);
            if (!JsonTexts.AreWhole(bytes.Span))
                return new Body<T>(null, Problems.Malformed([new Problem("$", "Expected texts in Unicode, but one has half a character (a surrogate such as \\ud800 alone).")]));
            using var document = JsonDocument.Parse(bytes, Strict);
            var options = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
            var value = JsonShape.Read<T>(document.RootElement, options, out var problems);
            return new Body<T>(value, problems.Count == 0 ? null : Problems.Invalid(problems));
        }
        catch (JsonException malformed)
        {
            return new Body<T>(null, Problems.Malformed([new Problem("$", $"Expected JSON, but line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1} is not.")]));
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
}

interface IBody
{
    ProblemResult? Refusal { get; }
}

/// <summary>Answers for an endpoint whose body cannot be used.</summary>
sealed class BodyFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.Arguments.OfType<IBody>().FirstOrDefault()?.Refusal is { } refusal ? refusal : await next(context);
}
