using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Lendflow.Scripting;

namespace Lendflow.Engine.Tests.Hostile;

/// <summary>docs/limits.md tells every limit, with the value it has.</summary>
public sealed partial class LimitsTableTests
{
    [Fact]
    public void The_table_has_every_limit_with_its_value()
    {
        var told = Rows().Matches(File.ReadAllText(Path.Combine(Root(AppContext.BaseDirectory), "docs", "limits.md"))).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);

        told.Should().BeEquivalentTo(Actual());
    }

    static Dictionary<string, string> Actual()
    {
        var limits = ScriptLimits.Default;
        return new Dictionary<string, string>
        {
            ["ScriptLimits.Default.Steps"] = Text(limits.Steps),
            ["ScriptLimits.Default.Time"] = Text(limits.Time.TotalSeconds),
            ["ScriptLimits.Default.MemoryBytes"] = Text(limits.MemoryBytes),
            ["ScriptLimits.Default.Recursion"] = Text(limits.Recursion),
            ["JsValue.MaximumJsonDepth"] = Text(JsValue.MaximumJsonDepth),
            ["JsValue.MaximumJsonBytes"] = Text(JsValue.MaximumJsonBytes),
        }.Concat(typeof(Limits).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => KeyValuePair.Create($"Limits.{f.Name}", Text(f.GetRawConstantValue()!)))).ToDictionary();
    }

    static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    static string Root(string folder) => File.Exists(Path.Combine(folder, "Workflow.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);

    [GeneratedRegex(@"^\| [^|]+ \| `([^`]+)` \| (\d+) \|", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
