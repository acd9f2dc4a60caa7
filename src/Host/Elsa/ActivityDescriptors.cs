using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.Engine.Elements;

namespace Lendflow.Host.Elsa;

/// <summary>Activity types as Elsa describes them: what drives Studio's palette, ports and property editors.</summary>
/// <param name="choices">Choices that come from the lender's tables.</param>
sealed class ActivityDescriptors(TableChoices choices)
{
    public JsonObject Describe(Offered offered)
    {
        var descriptor = offered.Descriptor;
        var (space, name) = Split(descriptor.Type);
        return new JsonObject
        {
            ["tenantId"] = null,
            ["typeName"] = descriptor.Type,
            ["clrType"] = null,
            ["namespace"] = space,
            ["name"] = name,
            ["version"] = descriptor.Version,
            ["category"] = descriptor.Category,
            ["displayName"] = descriptor.DisplayName,
            ["description"] = descriptor.Description,
            ["inputs"] = new JsonArray([.. descriptor.Inputs.Select((input, order) => Input(descriptor, input, order))]),
            ["outputs"] = new JsonArray([.. descriptor.Outputs.Select(Output)]),
            ["kind"] = descriptor.IsTrigger ? "Trigger" : "Action",
            ["runAsynchronously"] = false,
            ["ports"] = new JsonArray([.. Ports(descriptor)]),
            ["customProperties"] = CustomProperties(offered),
            ["constructionProperties"] = offered.Workflow is { } used ? UsedWorkflow(used.DefinitionId, used.Id, root: false) : new JsonObject(),
            ["isContainer"] = descriptor.IsContainer,
            ["isBrowsable"] = descriptor.IsBrowsable,
            ["isStart"] = descriptor.IsStart,
            ["isTerminal"] = descriptor.IsTerminal,
        };
    }

    /// <summary>For a workflow what Studio wants; for the page around Studio the look of the activity.</summary>
    static JsonObject CustomProperties(Offered offered)
    {
        var properties = offered.Workflow is { } workflow ? UsedWorkflow(workflow.DefinitionId, workflow.Id) : [];
        var descriptor = offered.Descriptor;
        foreach (var (name, value) in new[] { ("Icon", descriptor.Icon), ("Color", descriptor.Color), ("DisplayNameZh", descriptor.DisplayNameZh), ("DescriptionZh", descriptor.DescriptionZh) })
            if (value is not null) properties[name] = value;
        return properties;
    }

    /// <summary>Everything about an input that depends on how it is edited; null when nothing does.</summary>
    public JsonObject? Specification(ElementDescriptor activity, InputDescriptor input)
    {
        var choice = choices.Of(activity.Type, input.Name);
        return Hint(activity, input) switch
        {
            "dropdown" => new JsonObject { ["dropdown"] = new JsonObject { ["selectList"] = Choices(choice ?? Same(input.Options)), ["providerName"] = null } },
            "checklist" => new JsonObject { ["checklist"] = new JsonObject { ["checkList"] = Choices(choice ?? Same(input.Options), isChecked: false) } },
            "code-editor" => new JsonObject { ["code-editor"] = new JsonObject { ["language"] = "javascript" } },
            "json-editor" => new JsonObject { ["json-editor"] = new JsonObject { ["language"] = "json" } },
            "dynamic-outcomes" => new JsonObject { ["DynamicOutcomesOptions"] = new JsonObject { ["fixedOutcomes"] = new JsonArray([.. Fixed(activity)]) } },
            _ => null,
        };
    }

    JsonObject Input(ElementDescriptor activity, InputDescriptor input, int order)
    {
        var hint = Hint(activity, input);
        return new JsonObject
        {
            ["name"] = Pascal(input.Name),
            ["typeName"] = input.Type,
            ["displayName"] = input.DisplayName ?? Words(input.Name),
            ["description"] = input.Description,
            ["order"] = order,
            ["isBrowsable"] = true,
            ["isSerializable"] = true,
            ["isSynthetic"] = false,
            ["isWrapped"] = input.IsWrapped,
            ["uiHint"] = hint,
            ["category"] = null,
            ["defaultValue"] = Default(input, hint),
            ["defaultSyntax"] = hint is "checklist" or "multitext" or "dictionary" or "dynamic-outcomes" ? "Object" : "Literal",
            ["isReadOnly"] = false,
            ["isSensitive"] = false,
            ["storageDriverType"] = null,
            ["autoEvaluate"] = input.IsEvaluatedFirst,
            ["evaluatorType"] = null,
            ["uiSpecifications"] = Specification(activity, input),
        };
    }

    /// <summary>An input for which a table has choices is chosen from, whatever its editor would be otherwise.</summary>
    string Hint(ElementDescriptor activity, InputDescriptor input) =>
        choices.Of(activity.Type, input.Name) is null ? input.UIHint : input.UIHint == "multitext" ? "checklist" : "dropdown";

    static JsonObject Output(OutputDescriptor output) => new()
    {
        ["name"] = Pascal(output.Name),
        ["typeName"] = output.Type,
        ["displayName"] = Words(output.Name),
        ["description"] = output.Description,
        ["order"] = 0,
        ["isBrowsable"] = true,
        ["isSerializable"] = true,
        ["isSynthetic"] = false,
    };

    static IEnumerable<JsonNode> Ports(ElementDescriptor activity)
    {
        foreach (var port in activity.Ports) yield return Port(Pascal(port), "Embedded");
        if (activity.Outcomes.Count > 0) foreach (var outcome in activity.Outcomes) yield return Port(outcome, "Flow");
        else if (!activity.IsTerminal) yield return Port("Done", "Flow");
    }

    static JsonObject Port(string name, string type) => new() { ["name"] = name, ["displayName"] = Words(name), ["type"] = type, ["isBrowsable"] = true };

    /// <summary>Outcomes a step has beside those its author names.</summary>
    static IEnumerable<JsonNode> Fixed(ElementDescriptor activity) => activity.Type == "Elsa.RunJavaScript" ? ["Done"] : [];

    static JsonObject Choices(IReadOnlyList<Choice> choices, bool? isChecked = null)
    {
        var items = choices.Select(c => (JsonNode)(isChecked is { } check
            ? new JsonObject { ["text"] = c.Text, ["value"] = c.Value, ["isChecked"] = check }
            : new JsonObject { ["text"] = c.Text, ["value"] = c.Value }));
        return new JsonObject { ["items"] = new JsonArray([.. items]), ["isFlagsEnum"] = false };
    }

    static IReadOnlyList<Choice> Same(IReadOnlyList<string> options) => [.. options.Select(o => new Choice(o, o))];

    /// <summary>Lists are given as JSON text: that is what the editor saves.</summary>
    static JsonNode? Default(InputDescriptor input, string hint) => input.Default.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.Array or JsonValueKind.Object => JsonValue.Create(input.Default.GetRawText()),
        JsonValueKind.True or JsonValueKind.False when hint != "checkbox" => JsonValue.Create(input.Default.GetBoolean() ? "True" : "False"),
        _ => JsonNode.Parse(input.Default.GetRawText()),
    };

    static JsonObject UsedWorkflow(string definitionId, string versionId, bool root = true)
    {
        var properties = new JsonObject { ["WorkflowDefinitionId"] = definitionId, ["WorkflowDefinitionVersionId"] = versionId };
        if (root) properties["RootType"] = "WorkflowDefinitionActivity";
        return properties;
    }

    static (string Space, string Name) Split(string type) => type.LastIndexOf('.') is > 0 and var dot ? (type[..dot], type[(dot + 1)..]) : ("", type);

    static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];

    /// <summary>A name as words: <c>slaStep</c> becomes SLA Step.</summary>
    static string Words(string name) =>
        string.Concat(Pascal(name).Select((letter, i) => i > 0 && char.IsUpper(letter) && char.IsLower(name[i - 1]) ? $" {letter}" : letter.ToString()))
            .Replace("Sla ", "SLA ", StringComparison.Ordinal).Replace(" Zh", " (Chinese)", StringComparison.Ordinal);
}
