using System.Text.Json;
using Lendflow.Engine.Expressions;

namespace Lendflow.Engine.Definitions;

/// <summary>Which languages expressions may be written in. What this server does not evaluate is refused with what to write
/// instead; code in the other languages is made ready, and its mistakes are told with line and column.</summary>
sealed class CodeRules(IReadOnlyList<IExpressionLanguage> languages, List<Problem> problems)
{
    const string CSharpIsOff = "JavaScript instead, or let an administrator turn C# on (LENDFLOW_CSHARP=on)";

    /// <summary>What to use instead of languages that the engine does not have.</summary>
    static readonly Dictionary<string, string> Unsupported = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Liquid"] = "a JavaScript template literal such as `Dear ${variables.name}` instead",
        ["Python"] = "JavaScript instead",
        ["CSharp"] = CSharpIsOff,
        ["C#"] = CSharpIsOff,
    };

    /// <summary>Members that hold no expressions.</summary>
    static readonly HashSet<string> Skipped = new(StringComparer.OrdinalIgnoreCase) { "metadata", "customProperties", "connections", "variables" };

    public void Check(JsonElement definition) => Check(definition.Member("root"), "$.root", Declarations.Of(definition));

    void Check(JsonElement element, string path, Declarations declared)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in element.EnumerateArray()) Check(item, $"{path}[{index++}]", declared);
        }
        if (element.ValueKind != JsonValueKind.Object || IsExpression(element, path, declared)) return;

        CheckScript(element, path, declared);
        var within = declared.Within(element);
        foreach (var member in element.EnumerateObject().Where(m => !Skipped.Contains(m.Name))) Check(member.Value, $"{path}.{member.Name}", within);
    }

    bool IsExpression(JsonElement element, string path, Declarations declared)
    {
        var value = element.Member("value");
        if (value.ValueKind == JsonValueKind.Undefined || element.Text("type") is not { } type) return false;
        if (languages.FirstOrDefault(l => l.Name.Equals(type, StringComparison.OrdinalIgnoreCase)) is { } language)
            CheckCode(language, Conversion.Text(value), $"{path}.value", declared);
        else if (Unsupported.TryGetValue(type, out var instead))
            problems.Add(new Problem($"{path}.type", $"Expected an expression type this server evaluates, but found {type}. Use {instead}.") { Code = "unsupported-expression", MessageZh = $"应为本服务器支持的表达式语言，但找到 {type}。请改用 JavaScript。" });
        return type.Length > 0 && !type.Contains('.');
    }

    /// <summary>An activity that runs a script: the script is a literal in its language.</summary>
    void CheckScript(JsonElement activity, string path, Declarations declared)
    {
        var type = activity.Text("type");
        if (type == "Elsa.RunCSharp" && !languages.Any(l => l.Name == "CSharp"))
            problems.Add(new Problem($"{path}.type", $"Expected an activity this server runs, but found {type}. Use {CSharpIsOff}.") { Code = "unsupported-expression", MessageZh = $"应为本服务器可运行的活动，但找到 {type}。请改用 JavaScript，或由管理员启用 C#（LENDFLOW_CSHARP=on）。" });
        if (languages.FirstOrDefault(l => type == $"Elsa.Run{l.Name}") is not { } language) return;
        var script = activity.Member("script").Member("expression");
        var isWritten = script.Text("type") is null or "Literal";
        if (!isWritten) problems.Add(new Problem($"{path}.script.expression.type", $"Expected a literal, because {language.DisplayName} is made ready before the flow runs, but found {script.Text("type")}.") { Code = "unsupported-expression", MessageZh = $"{language.DisplayName} 脚本应直接写出，但找到 {script.Text("type")}。" });
        else if (script.Text("value") is { } source) CheckCode(language, source, $"{path}.script.expression.value", declared);
    }

    void CheckCode(IExpressionLanguage language, string source, string path, Declarations declared)
    {
        if (language.Compile(source, declared).Problem is { } mistake)
            problems.Add(new Problem(path, $"Expected {language.DisplayName} that can run, but line {mistake.Line}, column {mistake.Column}: {mistake.Message}") { Code = "code-error", MessageZh = $"{language.DisplayName} 代码应可编译，但第 {mistake.Line} 行第 {mistake.Column} 列有误：{mistake.Message}。请更正。" });
    }
}
