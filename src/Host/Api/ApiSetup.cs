using System.ComponentModel.DataAnnotations;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Lendflow.Host.Cases;
using Lendflow.Host.Flows;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Lendflow.Host.Api;

/// <summary>How requests are read and answers are written, and how the API describes itself.</summary>
static class ApiSetup
{
    public static IServiceCollection AddLendflowApi(this IServiceCollection services)
    {
        services.AddHostedService<PublicationListener>().AddSingleton<FlowLint>().AddSingleton<PublicationNotices>().AddSingleton<FlowLibrary>().AddSingleton<Bundles.BundledTables>().AddSingleton<Bundles.FlowBundles>().AddSingleton<Intake>().AddSingleton<CasePages>().AddSingleton<ApplicantPages>().AddSingleton<CaseDocuments>().AddSingleton<TaskShapes>().AddSingleton<Reviews>().AddSingleton<FlowPictures>().AddSingleton<Withdrawals>().AddSingleton<Clocks>();
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json => Configure(json.SerializerOptions));
        return services.AddOpenApi(Describe);
    }

    /// <summary>How answers are written, for those who write them elsewhere than into a response.</summary>
    public static JsonSerializerOptions Json { get; } = Configured();

    static JsonSerializerOptions Configured()
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true };
        Configure(json);
        return json;
    }

    static void Configure(JsonSerializerOptions json)
    {
        json.NumberHandling = JsonNumberHandling.Strict;
        json.RespectNullableAnnotations = true;
        json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // Chinese stays readable; answers are JSON, never part of a page.
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
    }

    static void Describe(OpenApiOptions options)
    {
        options.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type) switch
        {
            nameof(ProblemAnswer) => "Problem",
            { } name when name.EndsWith("View", StringComparison.Ordinal) => name[..^"View".Length],
            var name => name,
        };
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(AllowedValuesAttribute), false) is [AllowedValuesAttribute allowed])
                schema.Enum = [.. allowed.Values.Select(v => (JsonNode)v!.ToString()!), .. schema.Type?.HasFlag(JsonSchemaType.Null) == true ? [JsonNullSentinel.JsonNull] : Array.Empty<JsonNode>()];
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Lendflow", Version = "v1", Description = "Applications, tasks and flows. Errors are problem details (RFC 9457). Sign in with POST /api/session (cookie) or POST /elsa/api/identity/login (token)." };
            document.Servers = [];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(async (operation, context, cancellationToken) =>
        {
            var problem = await context.GetOrCreateSchemaAsync(typeof(ProblemAnswer), null, cancellationToken);
            context.Document!.AddComponent("Problem", problem);
            operation.Responses!["default"] = new OpenApiResponse
            {
                Description = "Problem",
                Content = new Dictionary<string, OpenApiMediaType> { [Problems.MediaType] = new() { Schema = new OpenApiSchemaReference("Problem", context.Document) } },
            };
        });
    }
}
