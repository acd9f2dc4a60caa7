using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.Engine.Elements;

namespace Lendflow.Host.Elsa;

/// <summary>Elsa's routes that describe what a designer can use.</summary>
static class DescriptorsApi
{
    public static void MapElsaDescriptors(this IEndpointRouteBuilder elsa)
    {
        var descriptors = elsa.MapGroup("/descriptors");
        descriptors.MapGet("activities", ActivitiesAsync);
        descriptors.MapPost("activities/{type}/options/{property}", OptionsAsync);
        descriptors.MapGet("expression-descriptors", (HttpContext http, ElementTable elements) => ElsaJson.Lasting(http, KnownDescriptors.Expressions(elements.Languages.Select(l => l.Name))));
        descriptors.MapGet("variables", (HttpContext http) => ElsaJson.Lasting(http, KnownDescriptors.VariableTypes));
        descriptors.MapGet("storage-drivers", (HttpContext http) => ElsaJson.Lasting(http, KnownDescriptors.StorageDrivers));
        descriptors.MapGet("workflow-activation-strategies", (HttpContext http) => ElsaJson.Lasting(http, KnownDescriptors.ActivationStrategies));
        descriptors.MapGet("incident-strategies", (HttpContext http) => ElsaJson.Lasting(http, KnownDescriptors.IncidentStrategies));
        descriptors.MapGet("log-persistence-strategies", (HttpContext http) => ElsaJson.Lasting(http, KnownDescriptors.LogPersistenceStrategies));
        descriptors.MapGet("commit-strategies/workflows", (HttpContext http) => ElsaJson.Lasting(http, KnownDescriptors.CommitStrategies));
        descriptors.MapGet("commit-strategies/activities", (HttpContext http) => ElsaJson.Lasting(http, KnownDescriptors.CommitStrategies));
        descriptors.MapGet("output-converters", (HttpContext http) => ElsaJson.Lasting(http, new Listed<object>([])));
    }

    static async Task<IResult> ActivitiesAsync(ActivityCatalogue catalogue, TableChoices choices, CancellationToken cancellationToken)
    {
        var descriptors = new ActivityDescriptors(choices);
        var items = (await catalogue.ListAsync(cancellationToken)).Select(JsonNode (o) => descriptors.Describe(o)).ToArray();
        return new Tagged(JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["items"] = new JsonArray(items), ["count"] = items.Length }, ElsaJson.Options));
    }

    static async Task<IResult> OptionsAsync(string type, string property, ActivityCatalogue catalogue, TableChoices choices, CancellationToken cancellationToken)
    {
        var activity = (await catalogue.ListAsync(cancellationToken)).Select(o => o.Descriptor).LastOrDefault(d => d.Type == type);
        var specification = activity?.Input(property) is { } input ? new ActivityDescriptors(choices).Specification(activity, input) : null;
        return ElsaJson.Ok(new { items = specification ?? [] });
    }
}
