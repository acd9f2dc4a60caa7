using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lendflow.Engine.Running;

/// <summary>How state and changes are written down. A store uses this and nothing else, so that every store reads every other's data.</summary>
public static class EngineJson
{
    static readonly EngineJsonContext Context = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        // A value may be as deep as a definition; around it are a few levels of state.
        MaxDepth = 2 * Limits.DefinitionDepth,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(), new UnsetAsNull() },
    });

    public static byte[] WriteInstance(Instance instance) => JsonSerializer.SerializeToUtf8Bytes(instance, Context.Instance);

    public static Instance ReadInstance(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Context.Instance) ?? throw new InvalidDataException("Expected an instance, but the stored state is null.");

    public static byte[] WriteChanges(IReadOnlyList<Change> changes) => JsonSerializer.SerializeToUtf8Bytes(changes, Context.IReadOnlyListChange);

    public static IReadOnlyList<Change> ReadChanges(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Context.IReadOnlyListChange) ?? throw new InvalidDataException("Expected a list of changes, but the stored log entry is null.");

    public static byte[] WriteAlterations(IReadOnlyList<Alteration> alterations) => JsonSerializer.SerializeToUtf8Bytes(alterations, Context.IReadOnlyListAlteration);

    public static IReadOnlyList<Alteration> ReadAlterations(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Context.IReadOnlyListAlteration) ?? throw new InvalidDataException("Expected a list of alterations, but the stored plan has none.");

    public static byte[] WriteTask(Tasks.UserTask task) => JsonSerializer.SerializeToUtf8Bytes(task, Context.UserTask);

    public static Tasks.UserTask ReadTask(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Context.UserTask) ?? throw new InvalidDataException("Expected a task, but the stored row is null.");

    public static byte[] WriteJob(Jobs.Job job) => JsonSerializer.SerializeToUtf8Bytes(job, Context.Job);

    public static Jobs.Job ReadJob(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Context.Job) ?? throw new InvalidDataException("Expected a job, but the stored row is null.");

    public static byte[] WriteStimulus(Waiting.PendingStimulus stimulus) => JsonSerializer.SerializeToUtf8Bytes(stimulus, Context.PendingStimulus);

    public static Waiting.PendingStimulus ReadStimulus(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Context.PendingStimulus) ?? throw new InvalidDataException("Expected a stimulus, but the stored row is null.");
}

/// <summary>An unset <see cref="JsonElement"/> is written as null: nothing in the engine tells the two apart.</summary>
sealed class UnsetAsNull : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonElement.ParseValue(ref reader);

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options)
    {
        if (value.ValueKind == JsonValueKind.Undefined) writer.WriteNullValue();
        else value.WriteTo(writer);
    }
}

[JsonSerializable(typeof(Instance))]
[JsonSerializable(typeof(IReadOnlyList<Change>))]
[JsonSerializable(typeof(IReadOnlyList<Alteration>))]
[JsonSerializable(typeof(Tasks.UserTask))]
[JsonSerializable(typeof(Jobs.Job))]
[JsonSerializable(typeof(Waiting.PendingStimulus))]
sealed partial class EngineJsonContext : JsonSerializerContext;
