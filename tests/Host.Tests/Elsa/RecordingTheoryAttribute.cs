namespace Lendflow.Host.Tests.Elsa;

/// <summary>A test that needs the recordings; without them it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RecordingTheoryAttribute : TheoryAttribute
{
    public RecordingTheoryAttribute()
    {
        if (!Recording.IsThere) Skip = "Needs the recordings of Elsa Studio in ../shared/elsa/recorded, or under LENDFLOW_SHARED.";
    }
}

/// <summary>The same for one case.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RecordingFactAttribute : FactAttribute
{
    public RecordingFactAttribute()
    {
        if (!Recording.IsThere) Skip = "Needs the recordings of Elsa Studio in ../shared/elsa/recorded, or under LENDFLOW_SHARED.";
    }
}
