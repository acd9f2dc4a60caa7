namespace Lendflow.Host.Elsa;

/// <summary>Lists that are the same for every flow: what the engine evaluates, keeps and does.</summary>
static class KnownDescriptors
{
    /// <param name="languages">What an administrator turned on beside JavaScript.</param>
    public static Listed<ExpressionType> Expressions(IEnumerable<string> languages) => new(
    [
        new("Literal", "Literal", IsBrowsable: false, []),
        new("Object", "Object", IsBrowsable: false, []),
        new("JavaScript", "JavaScript", IsBrowsable: true, new() { ["MonacoLanguage"] = "javascript" }),
        .. languages.Select(l => new ExpressionType(l, l == "CSharp" ? "C#" : l, IsBrowsable: true, new() { ["MonacoLanguage"] = l.ToLowerInvariant() })),
        new("Variable", "Variable", IsBrowsable: true, []),
        new("Input", "Input", IsBrowsable: true, []),
    ]);

    public static readonly Listed<VariableType> VariableTypes = new(
    [
        .. Types("Primitives", "Object", "String", "Boolean", "Int32", "Int64", "Single", "Double", "Decimal", "Guid", "DateTime", "DateTimeOffset", "TimeSpan"),
        .. Types("Data", "JSON", "JsonElement", "JsonNode", "JsonObject", "ObjectDictionary", "StringDictionary"),
        .. Types("Lists", "List<String>", "List<Object>", "ICollection<String>"),
    ]);

    /// <summary>Both names keep the value: here everything survives a wait.</summary>
    public static readonly Listed<StorageDriver> StorageDrivers = new(
    [
        new("WorkflowInstanceStorageDriver", "Workflow Instance", 5, Deprecated: false),
        new("WorkflowStorageDriver", "Workflow", 0, Deprecated: true),
        new("MemoryStorageDriver", "Memory", 0, Deprecated: true),
    ]);

    public static readonly Listed<Strategy> ActivationStrategies = new(
    [
        new("AllowAlways", "Always activate", "Every start makes an instance."),
        new("Singleton", "Singleton", "Only one instance may be running."),
        new("Correlation", "Correlation", "Only one instance with the same correlation id, of any workflow, may be running."),
        new("CorrelatedSingleton", "Correlated singleton", "Only one instance of this workflow with the same correlation id may be running."),
    ]);

    public static readonly Listed<Strategy> IncidentStrategies = new(
    [
        new("FaultStrategy", "Fault", "A failure stops the instance until somebody looks at it."),
        new("ContinueWithIncidentsStrategy", "Continue with incidents", "Other branches go on; the failed step waits to be retried or skipped."),
    ]);

    public static readonly Listed<Strategy> LogPersistenceStrategies = new([new("Inherit", "Inherit", "Everything is kept: the log of a case is its record.")]);

    /// <summary>There is one way to commit: everything of a burst at once.</summary>
    public static readonly Listed<CommitStrategy> CommitStrategies = new([new("Burst", "Burst", "Everything up to the next wait is written at once.")]);

    static IEnumerable<VariableType> Types(string category, params IEnumerable<string> names) => names.Select(n => new VariableType(n, n, category, null));
}

sealed record ExpressionType(string Type, string DisplayName, bool IsBrowsable, Dictionary<string, string> Properties, bool IsSerializable = true);

sealed record VariableType(string TypeName, string DisplayName, string Category, string? Description);

sealed record StorageDriver(string TypeName, string DisplayName, int Priority, bool Deprecated);

sealed record Strategy(string TypeName, string DisplayName, string Description);

sealed record CommitStrategy(string Name, string DisplayName, string Description);
