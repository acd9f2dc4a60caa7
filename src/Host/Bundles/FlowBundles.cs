using System.Security.Cryptography;
using System.Text;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Linting;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Tasks;
using Lendflow.Engine.Virtual;
using Lendflow.Host.Flows;
using Lendflow.Host.Outside;
using Lendflow.Storage;

namespace Lendflow.Host.Bundles;

/// <summary>Flows and tables of an installation carried over to another one, looked at before anything is written.</summary>
sealed class FlowBundles(FlowLibrary library, FlowLint lint, BundledTables tables, BundleStore store, LenderTables inForce, IDefinitionStore definitions, ElementTable elements, TimeProvider clock)
{
    /// <summary>One file for each flow: its published version, or the latest when none is; and one for each table in force.</summary>
    /// <param name="definitionIds">All there are when empty.</param>
    public async Task<IReadOnlyList<FlowFile>> ExportAsync(IReadOnlyCollection<string> definitionIds, bool withTables, CancellationToken cancellationToken)
    {
        var chosen = definitionIds.Count > 0 ? definitionIds : [.. (await library.ListAsync(cancellationToken)).Select(f => f.DefinitionId)];
        var files = new List<FlowFile>();
        foreach (var id in chosen)
            if (await library.FindAsync(id, null, cancellationToken) is { } flow) files.Add(FlowArchive.FileOf(flow) with { Name = $"flows/{id}.json" });
        return withTables && files.Count > 0 ? [.. files, .. await tables.ExportAsync(cancellationToken)] : files;
    }

    /// <summary>What an import would do; nothing is written.</summary>
    /// <returns>Refused with everything that is wrong with the files.</returns>
    public async Task<BundlePreview> PreviewAsync(IReadOnlyList<FlowFile> files, CancellationToken cancellationToken)
    {
        var read = files.Where(f => !BundledTables.IsTable(f)).Select(f => (f.Name, Flow: DefinitionJson.Read(f.Json, clock.GetUtcNow(), () => FlowLibrary.NewId(clock.GetUtcNow()), out var problems, elements.Languages), Problems: problems)).ToList();
        var problems = read.SelectMany(r => r.Problems.Select(p => p with { Message = $"{p.Message} (In {r.Name}.)" })).ToList();
        problems.AddRange(read.Where(r => r.Flow is not null).GroupBy(r => r.Flow!.DefinitionId).Where(g => g.Count() > 1)
            .Select(g => new Problem("$", $"Expected each flow once, but '{g.Key}' is in {string.Join(" and in ", g.Select(r => r.Name))}.")));
        var tablesThen = await tables.PreviewAsync([.. files.Where(BundledTables.IsTable)], problems, cancellationToken);
        if (problems.Count > 0) return new BundlePreview("", [], tablesThen, new Refusal(RefusalKind.Invalid, problems));

        var flows = read.Select(r => r.Flow!).ToList();
        var previews = new List<FlowPreview>();
        foreach (var flow in flows) previews.Add(await PreviewAsync(flow, flows, lint.Under(tablesThen.Policy), cancellationToken));
        return new BundlePreview(Token(files, previews, tablesThen), previews, tablesThen);
    }

    async Task<FlowPreview> PreviewAsync(WorkflowDefinition flow, IReadOnlyList<WorkflowDefinition> besides, FlowLint checks, CancellationToken cancellationToken)
    {
        var inForce = await library.FindAsync(flow.DefinitionId, null, cancellationToken);
        var latest = (await library.ListVersionsAsync(flow.DefinitionId, cancellationToken)).FirstOrDefault(v => v.IsLatest);
        return new FlowPreview(
            flow, inForce, latest is { IsPublished: false } && latest.Version != inForce?.Version ? latest : null,
            FlowComparison.Compare(inForce, flow), await checks.CheckAsync(flow, [.. besides.Where(b => b != flow)], cancellationToken),
            (await definitions.CountCasesAsync(flow.DefinitionId, null, cancellationToken)).Open)
        {
            Latest = latest?.Content,
            WillBePublished = library.MayPublish(flow),
        };
    }

    /// <summary>Takes in all flows and tables or nothing, in one transaction.</summary>
    /// <param name="token">Of the preview somebody agreed to; refused (Conflict) when the files or the flows have changed since.
    /// Null for whatever there is.</param>
    /// <param name="publish">Whether the flows are published; null for what each file says.</param>
    public async Task<ImportAnswer> ImportAsync(IReadOnlyList<FlowFile> files, string? token, bool? publish, string actor, CancellationToken cancellationToken)
    {
        var preview = await PreviewAsync(files, cancellationToken);
        if (preview.Refusal is { } refusal) return new ImportAnswer([], refusal);
        if (token is not null && token != preview.Token)
            return new ImportAnswer([], Refusal.Of(RefusalKind.Conflict, "$", "Expected what was previewed, but the files or the flows here have changed since: look at the preview again."));
        var editions = tables.Editions(preview.Tables, actor);
        var besides = new WrittenBesides(preview.Tables.Policy, (flows, cancellation) => store.CommitAsync(flows, editions, cancellation));
        var answer = await library.ImportAsync([.. files.Where(f => !BundledTables.IsTable(f))], publish, actor, cancellationToken, besides);
        if (answer.Refusal is null && editions.Count > 0) await inForce.TakeAsync(cancellationToken);
        return answer;
    }

    /// <summary>Names the files and what they would replace.</summary>
    static string Token(IReadOnlyList<FlowFile> files, IEnumerable<FlowPreview> flows, TablesPreview tables)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files) hash.AppendData(SHA256.HashData(file.Json.Span));
        foreach (var flow in flows) hash.AppendData(Encoding.UTF8.GetBytes($"{flow.Flow.DefinitionId} {flow.InForce?.Id} {flow.Latest}\n"));
        foreach (var table in tables.Tables) hash.AppendData(Encoding.UTF8.GetBytes($"{table.Name} {table.ComparedWith} {table.EffectiveFrom:O}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>What an import would do.</summary>
/// <param name="Token">To be given with the import.</param>
sealed record BundlePreview(string Token, IReadOnlyList<FlowPreview> Flows, TablesPreview Tables, Refusal? Refusal = null);

/// <param name="Flow">As it is in the file.</param>
/// <param name="InForce">What it is compared with: the published version here, or the latest; null when it is new.</param>
/// <param name="Draft">A draft that nobody has published yet and that would be replaced. The history keeps it.</param>
/// <param name="OpenCases">Cases of the flow that run; they stay on their version.</param>
sealed record FlowPreview(WorkflowDefinition Flow, WorkflowDefinition? InForce, VersionHead? Draft, IReadOnlyList<FlowChange> Changes, IReadOnlyList<Finding> Findings, int OpenCases)
{
    /// <summary>Content of the latest version here.</summary>
    public string? Latest { get; init; }

    /// <summary>Whether new cases start on it at once.</summary>
    public bool WillBePublished { get; init; }

    /// <summary>Whether the import would be refused on account of it: a flow with an error cannot be published.</summary>
    public bool IsRefused => WillBePublished && Findings.Any(f => f.Severity == Severity.Error);
}
