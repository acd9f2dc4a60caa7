namespace Lendflow.Activities.Tests.Scoring;

/// <summary>A test on the public data sets, which are not part of the repository. It runs when the files lie in
/// <c>../shared/data</c> beside the repository, or in <c>data</c> under the folder that <c>LENDFLOW_SHARED</c> names;
/// otherwise it is skipped and says what it missed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute(params string[] files)
    {
        var missing = files.Where(file => !File.Exists(Repository.SharedData(file))).ToArray();
        if (missing.Length > 0)
            Skip = $"Expected {string.Join(", ", missing)} in {Repository.SharedDataFolder}, but it is not there. Set LENDFLOW_SHARED to the folder above data.";
    }
}
