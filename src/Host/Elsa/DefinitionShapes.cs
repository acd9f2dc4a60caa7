using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Graphs;
using Lendflow.Storage.Queries;

namespace Lendflow.Host.Elsa;

/// <summary>Definitions as Studio reads them: every member it walks is there, whatever the author left out.</summary>
sealed class DefinitionShapes(ActivityCatalogue catalogue, GraphCache graphs)
{
    /// <summary>Version of Elsa's JSON that is written.</summary>
    public const string ToolVersion = "3.8.0.0";

    public async Task<JsonObject> FullAsync(WorkflowDefinition definition, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var source = JsonObject.Create(definition.Source) ?? [];
        return new JsonObject
        {
            ["id"] = definition.Id,
            ["definitionId"] = definition.DefinitionId,
            ["version"] = definition.Version,
            ["createdAt"] = definition.CreatedAt,
            ["isReadonly"] = false,
            ["isSystem"] = false,
            ["providerName"] = null,
            ["materializerName"] = "Json",
            ["materializerContext"] = null,
            ["isPublished"] = definition.IsPublished,
            ["name"] = definition.Name,
            ["description"] = definition.Description,
            ["toolVersion"] = ToolVersion,
            ["options"] = Options(source),
            ["inputs"] = Arguments(source, "inputs", isInput: true),
            ["outputs"] = Arguments(source, "outputs", isInput: false),
            ["outcomes"] = List(source, "outcomes"),
            ["customProperties"] = CustomProperties(definition, source),
            ["root"] = await RootAsync(definition, source, cancellationToken),
            ["variables"] = Variables(source, "Workflow1"),
            ["isLatest"] = definition.IsLatest,
            ["links"] = JsonSerializer.SerializeToNode(Links.OfDefinition(definition.DefinitionId, user), ElsaJson.Options),
        };
    }

    public static DefinitionSummaryAnswer Summary(WorkflowDefinition version, ClaimsPrincipal user) => Summary(
        new VersionSummary(version.Id, version.DefinitionId, version.Version, version.Name, version.Description, version.IsLatest, version.IsPublished, version.CreatedAt), user);

    public static DefinitionSummaryAnswer Summary(VersionSummary version, ClaimsPrincipal user) => new(
        version.Id, version.DefinitionId, version.Name ?? version.DefinitionId, version.Description, version.Version, ToolVersion,
        version.IsLatest, version.IsPublished, false, null, "Json", version.CreatedAt, true, Links.OfDefinition(version.DefinitionId, user));

    async Task<JsonObject> RootAsync(WorkflowDefinition definition, JsonObject source, CancellationToken cancellationToken)
    {
        var root = source["root"] as JsonObject is { Count: > 0 } drawn ? drawn : new JsonObject { ["type"] = "Elsa.Flowchart", ["version"] = 1 };
        var graph = await graphs.FindVersionAsync(definition.Id, cancellationToken);
        var written = new ActivityTree(await catalogue.ListAsync(cancellationToken)).Write(root, graph?.Root.Path ?? "Workflow1");
        if (ActivityTree.Text(written, "type") is "Elsa.Flowchart" or "Elsa.Sequence") Complete(written, "activities");
        if (ActivityTree.Text(written, "type") is "Elsa.Flowchart") Complete(written, "connections");
        return written;
    }

    static void Complete(JsonObject container, string member)
    {
        if (container[member] is not JsonArray) container[member] = new JsonArray();
    }

    static JsonObject Options(JsonObject source)
    {
        var options = Object(source, "options");
        options.TryAdd("activationStrategyType", null);
        options.TryAdd("usableAsActivity", false);
        options.TryAdd("autoUpdateConsumingWorkflows", false);
        options.TryAdd("activityCategory", null);
        options.TryAdd("incidentStrategyType", null);
        options.TryAdd("commitStrategyName", null);
        return options;
    }

    static JsonObject CustomProperties(WorkflowDefinition definition, JsonObject source)
    {
        var properties = Object(source, "customProperties");
        DrawnModel.Mark(properties, definition.Head.Content);
        return properties;
    }

    static JsonArray Arguments(JsonObject source, string member, bool isInput)
    {
        var arguments = List(source, member);
        foreach (var argument in arguments.OfType<JsonObject>())
        {
            argument.TryAdd("type", "Object");
            argument.TryAdd("displayName", argument["name"]?.DeepClone());
            argument.TryAdd("description", "");
            argument.TryAdd("category", "");
            argument.TryAdd("isArray", false);
            if (isInput) argument.TryAdd("uiHint", "singleline");
            if (isInput) argument.TryAdd("storageDriverType", null);
        }
        return arguments;
    }

    /// <summary>Ids as the engine gives them to variables that have none; values as text, the only kind Studio's dialog takes.</summary>
    static JsonArray Variables(JsonObject source, string owner)
    {
        var variables = List(source, "variables");
        foreach (var (index, variable) in variables.OfType<JsonObject>().Index())
        {
            variable.TryAdd("id", $"{owner}:variable-{index + 1}");
            variable.TryAdd("typeName", "Object");
            variable.TryAdd("isArray", false);
            variable.TryAdd("storageDriverTypeName", null);
            if (variable["value"] is { } value && value.GetValueKind() != JsonValueKind.String) variable["value"] = value.ToJsonString(ElsaJson.Options);
            variable.TryAdd("value", null);
        }
        return variables;
    }

    static JsonObject Object(JsonObject source, string member) => (JsonObject)((source[member] as JsonObject)?.DeepClone() ?? new JsonObject());

    static JsonArray List(JsonObject source, string member) => (JsonArray)((source[member] as JsonArray)?.DeepClone() ?? new JsonArray());
}

/// <summary>A version in a list.</summary>
sealed record DefinitionSummaryAnswer(
    string Id, string DefinitionId, string Name, string? Description, int Version, string ToolVersion, bool IsLatest, bool IsPublished, bool IsReadonly,
    string? ProviderName, string MaterializerName, DateTimeOffset CreatedAt, bool IsMaterializerAvailable, IReadOnlyList<Link> Links);
