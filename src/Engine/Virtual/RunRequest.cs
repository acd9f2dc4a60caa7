using System.Text.Json;

namespace Lendflow.Engine.Virtual;

/// <summary>What to run, and what happens to it from outside.</summary>
/// <param name="Main">The flow to start.</param>
/// <param name="Dependencies">Flows to publish before, in this order.</param>
public sealed record RunRequest(FlowFile Main, IReadOnlyList<FlowFile> Dependencies)
{
    public IReadOnlyDictionary<string, JsonElement> Input { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Events to publish one after the other, each after the instance came to rest: <c>name</c> or <c>name=json</c>.</summary>
    public IReadOnlyList<string> Events { get; init; } = [];

    /// <summary>Virtual time that passes after the events.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>Then resume the first wait again and again until the instance ends, at most <see cref="VirtualRun.MostResumptions"/> times.</summary>
    public bool UntilEnd { get; init; }

    /// <summary>Flowcharts run in token mode; in counter mode, Elsa 3.8's default, when false.</summary>
    public bool UsesTokens { get; init; }

    /// <summary>The step that started the instance as its trigger; null when nothing did.</summary>
    public string? TriggerActivity { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>What <c>Elsa.ReadLine</c> reads.</summary>
    public string StandardInput { get; init; } = "";
}

/// <summary>A flow as it lies in a file.</summary>
/// <param name="Name">For messages.</param>
public sealed record FlowFile(string Name, ReadOnlyMemory<byte> Json);
