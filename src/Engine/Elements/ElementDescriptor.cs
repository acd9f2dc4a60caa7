using System.Text.Json;

namespace Lendflow.Engine.Elements;

/// <summary>What a designer and the graph builder need to know about an activity type. It drives Studio's palette and
/// property editors, so everything in it is meant for a process owner's eyes.</summary>
/// <param name="Type">Type name in the JSON, for example <c>Elsa.WriteLine</c>.</param>
public sealed record ElementDescriptor(string Type, string DisplayName, string Category, string Description)
{
    public int Version { get; init; } = 1;
    public string? DisplayNameZh { get; init; }
    public string? DescriptionZh { get; init; }
    /// <summary>Name of an icon of the web UI; null for the default.</summary>
    public string? Icon { get; init; }
    /// <summary>Accent colour, <c>#rrggbb</c>; null for the default.</summary>
    public string? Color { get; init; }
    public IReadOnlyList<InputDescriptor> Inputs { get; init; } = [];
    public IReadOnlyList<OutputDescriptor> Outputs { get; init; } = [];
    /// <summary>Outcomes that connections can leave from; <c>Done</c> when the list is empty.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];
    /// <summary>Members that hold one embedded activity each, for example <c>then</c>.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];
    public bool IsContainer { get; init; }
    public bool IsStart { get; init; }
    /// <summary>Whether its completion completes the Sequence or Flowchart around it.</summary>
    public bool IsTerminal { get; init; }
    /// <summary>Whether a stimulus can start an instance by it.</summary>
    public bool IsTrigger { get; init; }
    public bool IsBrowsable { get; init; } = true;

    public InputDescriptor? Input(string name) => Inputs.FirstOrDefault(i => i.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>An input of an activity type.</summary>
/// <param name="Name">camelCase member in the JSON.</param>
/// <param name="Type">Type alias its value is converted to, for example <c>Boolean</c>.</param>
public sealed record InputDescriptor(string Name, string Type, string Description = "")
{
    public string? DisplayName { get; init; }
    public string? DisplayNameZh { get; init; }
    /// <summary>Value when nothing is given; undefined for none.</summary>
    public JsonElement Default { get; init; }
    /// <summary>Studio's editor: <c>singleline</c>, <c>multiline</c>, <c>dropdown</c>, <c>checkbox</c>, …</summary>
    public string UIHint { get; init; } = "singleline";
    /// <summary>Choices of a dropdown.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];
    /// <summary>Whether the activity stops or waits for ever without it.</summary>
    public bool IsRequired { get; init; }
    /// <summary>Whether it is an expression; false for plain JSON that the element reads itself.</summary>
    public bool IsWrapped { get; init; } = true;
    /// <summary>Whether it is evaluated before the activity executes; false when the element does so when it needs it.</summary>
    public bool IsEvaluatedFirst { get; init; } = true;
}

/// <summary>An output of an activity type.</summary>
public sealed record OutputDescriptor(string Name, string Type, string Description = "");
