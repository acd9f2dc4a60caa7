using System.Diagnostics.CodeAnalysis;

namespace Lendflow.Activities.Scoring;

/// <summary>Every edition of one scorecard, so that a new one can be put beside the present one and takes over on its day, and an
/// old case can be scored again with the edition of its day.</summary>
public sealed class ScorecardEditions
{
    readonly IReadOnlyList<Scorecard> _editions;

    ScorecardEditions(IReadOnlyList<Scorecard> editions) => _editions = editions;

    /// <summary>Reads the files <c>NAME.json</c> and <c>NAME.ANYTHING.json</c> of a folder; a problem in any of them yields no
    /// editions.</summary>
    public static LoadedScorecards Load(string folder, string name)
    {
        var files = Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.json").Where(file => Path.GetFileName(file).Split('.')[0] == name).Order(StringComparer.Ordinal).ToArray()
            : [];
        if (files.Length == 0)
            return new LoadedScorecards(null, [$"{name}.json: Expected a scorecard, but the file is missing"]);

        var readings = files.Select(file => (File: Path.GetFileName(file), Reading: Scorecard.Load(File.ReadAllText(file)))).ToArray();
        var editions = readings.Select(each => each.Reading.Scorecard).OfType<Scorecard>().OrderBy(card => card.EffectiveFrom).ToArray();
        string[] problems =
        [
            .. readings.SelectMany(each => each.Reading.Problems.Select(problem => $"{each.File}: {problem}")),
            .. editions.Skip(1).Zip(editions, (later, earlier) => (later, earlier))
                .Where(pair => pair.later.EffectiveFrom == pair.earlier.EffectiveFrom || pair.later.Version <= pair.earlier.Version)
                .Select(pair => $"{name}.json: Expected editions whose version rises with effectiveFrom, but version {pair.later.Version} "
                    + $"from {pair.later.EffectiveFrom:yyyy-MM-dd} follows version {pair.earlier.Version} from {pair.earlier.EffectiveFrom:yyyy-MM-dd}"),
        ];
        return new LoadedScorecards(problems.Length == 0 ? new ScorecardEditions(editions) : null, problems);
    }

    /// <summary>The edition in force on a date; refused before the first one.</summary>
    public bool TryOn(DateOnly date, [NotNullWhen(true)] out Scorecard? scorecard, [NotNullWhen(false)] out string? problem)
    {
        scorecard = _editions.LastOrDefault(card => card.EffectiveFrom <= date);
        problem = scorecard is not null ? null
            : $"Expected a date from {_editions[0].EffectiveFrom:yyyy-MM-dd} on, when the first scorecard takes effect, but found {date:yyyy-MM-dd}";
        return scorecard is not null;
    }

    /// <summary>The edition with this version, to score an old case as it was scored; null when there is none.</summary>
    public Scorecard? Find(int version) => _editions.FirstOrDefault(card => card.Version == version);
}

/// <summary>The editions, or every reason why they could not be used.</summary>
public sealed record LoadedScorecards(ScorecardEditions? Editions, IReadOnlyList<string> Problems);
