using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.Activities;
using Lendflow.Activities.Tables;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Virtual;
using Lendflow.Host.Outside;
using Lendflow.Storage;

namespace Lendflow.Host.Bundles;

/// <summary>The lender's tables, forms among them, on their way from one installation to another. What is taken in becomes the next edition of its table here,
/// whatever number and past date it had there: what was decided here stays decided.</summary>
sealed class BundledTables(Policy policy, TableEditionStore store, TimeProvider clock)
{
    /// <summary>The editions in force, a file for each table.</summary>
    public async Task<IReadOnlyList<FlowFile>> ExportAsync(CancellationToken cancellationToken)
    {
        var here = await HereAsync(cancellationToken);
        return [.. here.Policy.Editions.Where(e => e.EffectiveFrom <= Today).GroupBy(e => e.Name)
            .Select(t => new FlowFile($"tables/{t.Key}.json", JsonSerializer.SerializeToUtf8Bytes(t.MaxBy(e => e.EffectiveFrom)!.Content, Indented)))];
    }

    /// <summary>Whether a file is a table: it says from when it holds.</summary>
    public static bool IsTable(FlowFile file)
    {
        try
        {
            using var json = JsonDocument.Parse(file.Json);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("effectiveFrom", out _) && !json.RootElement.TryGetProperty("root", out _);
        }
        catch (JsonException)
        {
            return false; // It is refused as a flow, with the place.
        }
    }

    /// <param name="problems">Everything that is wrong with the tables, alone or together with those that are here.</param>
    public async Task<TablesPreview> PreviewAsync(IReadOnlyList<FlowFile> files, List<Problem> problems, CancellationToken cancellationToken)
    {
        var here = await HereAsync(cancellationToken);
        var previews = files.Select(f => Preview(f, here.Policy, problems)).OfType<TablePreview>().ToList();
        problems.AddRange(previews.GroupBy(p => p.Name).Where(g => g.Count() > 1).Select(g => new Problem("$", $"Expected each table once, but '{g.Key}' is in the archive {g.Count()} times.")));
        if (problems.Count > 0) return new TablesPreview(previews, here.Policy);

        var with = policy.With([.. here.Saved, .. previews.Where(p => !p.IsSame).Select(p => new TableText(p.Name, p.Edition.ToJsonString()))], out var wrong);
        problems.AddRange(wrong.Select(LenderTables.ToProblem));
        return new TablesPreview(previews, with ?? here.Policy);
    }

    /// <summary>What is to be written for what was previewed.</summary>
    public IReadOnlyList<SavedEdition> Editions(TablesPreview preview, string actor) =>
        [.. preview.Tables.Where(t => !t.IsSame).Select(t => new SavedEdition(t.Name, t.Version, t.Edition.ToJsonString(), actor, clock.GetUtcNow(), "Imported"))];

    TablePreview? Preview(FlowFile file, Policy here, List<Problem> problems)
    {
        var name = NameOf(file.Name);
        var last = here.Editions.Where(e => e.Name == name).MaxBy(e => e.EffectiveFrom);
        if (last is null && !here.Editions.Any(e => FolderOf(e.Name) is { } folder && folder == FolderOf(name)))
        {
            problems.Add(new Problem("$", $"Expected one of the tables {string.Join(", ", here.Editions.Select(e => e.Name).Distinct())}, but found '{name}'. (In {file.Name}.)"));
            return null;
        }
        var content = JsonDocument.Parse(file.Json).RootElement;
        var edition = JsonObject.Create(content)!;
        var (number, from) = ((last?.Version ?? 0) + 1, new[] { DateOf(content), Today, last?.EffectiveFrom.AddDays(1) ?? Today }.Max());
        (edition["version"], edition["effectiveFrom"]) = (number, from.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        var changes = last is null ? [new TableChange(ChangeKind.Added, name, null, null)] : TableComparison.Compare(last.Content, content);
        return new TablePreview(name, last?.Version, number, from, changes, edition);
    }

    async Task<(Policy Policy, IReadOnlyList<TableText> Saved)> HereAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<TableText> saved = [.. (await store.ListAsync(cancellationToken)).Select(e => new TableText(e.Name, e.Json))];
        return (policy.With(saved, out _) ?? policy, saved);
    }

    DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    static DateOnly DateOf(JsonElement table) =>
        DateOnly.TryParseExact(table.GetProperty("effectiveFrom").ToString(), "yyyy-MM-dd", out var date) ? date : DateOnly.MinValue;

    /// <summary>Calendars and forms are tables of which there can be more.</summary>
    static string? FolderOf(string name) => name.LastIndexOf('/') is > 0 and var slash ? name[..slash] : null;

    /// <summary><c>tables/calendars/cn.json</c> is the table calendars/cn.</summary>
    static string NameOf(string path)
    {
        var name = path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? path[..^5] : path;
        var folder = name.LastIndexOf("tables/", StringComparison.Ordinal);
        return folder < 0 ? name : name[(folder + "tables/".Length)..];
    }

    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

/// <param name="Policy">The tables as they would be.</param>
sealed record TablesPreview(IReadOnlyList<TablePreview> Tables, Policy Policy);

/// <summary>What an import would do to one table.</summary>
/// <param name="ComparedWith">The last edition here; null when there is none.</param>
/// <param name="Version">The edition it would become.</param>
/// <param name="EffectiveFrom">From when it would hold: today at the earliest, and after the last edition here.</param>
sealed record TablePreview(string Name, int? ComparedWith, int Version, DateOnly EffectiveFrom, IReadOnlyList<TableChange> Changes, JsonObject Edition)
{
    public bool IsSame => Changes.Count == 0;
}
