using System.Text.RegularExpressions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>A text that looks drawn by lot, under a name that promises a secret.</summary>
static partial class PossibleSecret
{
    /// <summary>Bits per character from which a text of 16 or more characters is not made of words (Shannon).</summary>
    const double RandomFrom = 3.2;

    public static IEnumerable<Observation> Check(Lint lint)
    {
        var known = SecretLiteral.Check(lint).Select(o => o.Place.Path).ToHashSet();
        return from place in lint.Variables.Expressions
               where !known.Contains(place.Path)
               let name = NameIn(place)
               where name is not null
               group (place, name) by (place.Step, place.Input) into same
               let found = same.First()
               select new Observation(new Place(found.place.Step.Id, found.place.Step.Path, found.place.Path),
                   $"Expected no secret in a flow, but {found.place.Step.Called()} gives '{found.name}' a text that looks like one. If it is one, let the server's settings hold it.",
                   $"流程中不应包含密钥，但{found.place.Step.CalledZh()}为“{found.name}”写入了疑似密钥的文本。若确为密钥，请放入服务器配置。");
    }

    static string? NameIn(ExpressionInPlace place)
    {
        var text = Expressions.Conversion.Text(place.Expression.Value);
        if (place.Expression.Type == "Literal" && Promises().IsMatch(place.Input) && LooksRandom(text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? text["Bearer ".Length..] : text)) return place.Input;
        return Assigned().Matches(text).FirstOrDefault(m => LooksRandom(m.Groups["value"].Value))?.Groups["name"].Value;
    }

    static bool LooksRandom(string text) =>
        text.Length is >= 16 and <= 512 && !text.Contains(' ') && !text.Contains("${", StringComparison.Ordinal) && text.Any(char.IsAsciiDigit) && text.Any(char.IsAsciiLetter)
        && !Guid.TryParse(text, out _) && Entropy(text) >= RandomFrom;

    static double Entropy(string text) => -text.GroupBy(c => c).Sum(g => (double)g.Count() / text.Length * Math.Log2((double)g.Count() / text.Length));

    [GeneratedRegex("(?i)password|passwd|secret|api-?_?key|access-?_?key|private-?_?key|^authorization$|auth-?_?token|access-?_?token|credential")]
    private static partial Regex Promises();

    [GeneratedRegex(@"(?i)(?<name>[a-z0-9_-]*(password|passwd|secret|api-?_?key|access-?_?key|private-?_?key|auth-?_?token|access-?_?token|authorization|credential)[a-z0-9_-]*)['""]?\s*[:=]\s*['""`](Bearer\s+|Basic\s+)?(?<value>[^'""`\s]{16,512})['""`]")]
    private static partial Regex Assigned();
}
