using Lendflow.Activities.ESign.Pdf;

namespace Lendflow.Activities.Tests.ESign;

/// <summary>A test that needs programs or a font of the machine; where one is missing the test is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ToolFactAttribute : FactAttribute
{
    /// <summary>Stands for the installed Chinese font.</summary>
    public const string ChineseFont = "a Chinese font";

    public ToolFactAttribute(params string[] tools)
    {
        Tools = tools;
        var missing = tools.Where(tool => !IsInstalled(tool)).ToList();
        if (missing.Count > 0)
            Skip = $"Needs {string.Join(" and ", missing)}: apt-get install poppler-utils fonts-wqy-microhei.";
    }

    public IReadOnlyList<string> Tools { get; }

    private static bool IsInstalled(string tool) => tool == ChineseFont
        ? FontFile.FindInstalled(out _) is not null
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, tool)));
}
