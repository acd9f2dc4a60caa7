using System.Text.Json;
using Lendflow.Engine.Definitions;

namespace Lendflow.HumanTasks.Forms;

/// <summary>What is said about values that do not fit. The texts are in <c>messages.json</c>, which the web reads too: whoever
/// fills in a form reads the same sentence whether the browser or the server found the mistake.</summary>
static class FormMessages
{
    static readonly Dictionary<string, Dictionary<string, string>> Texts = Read();

    /// <param name="arguments">Put in the place of <c>{0}</c>, <c>{1}</c>, …; one that is the name of a message stands for its text.</param>
    public static Problem Of(string path, string code, params IReadOnlyList<string> arguments) =>
        new(path, Fill(code, "en", arguments)) { Code = code, MessageZh = Fill(code, "zh", arguments) };

    static string Fill(string code, string language, IReadOnlyList<string> arguments)
    {
        var text = Texts[code][language];
        foreach (var (index, argument) in arguments.Index())
            text = text.Replace($"{{{index}}}", Texts.TryGetValue(argument, out var named) ? named[language] : argument, StringComparison.Ordinal);
        return text;
    }

    static Dictionary<string, Dictionary<string, string>> Read()
    {
        using var stream = typeof(FormMessages).Assembly.GetManifestResourceStream("Lendflow.HumanTasks.Forms.messages.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(stream)!;
    }
}
