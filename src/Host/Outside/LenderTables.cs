using System.Text.Json;
using Lendflow.Activities;
using Lendflow.Activities.Tables;
using Lendflow.Engine.Definitions;
using Lendflow.Storage;

namespace Lendflow.Host.Outside;

/// <summary>The lender's tables at run time: the shipped editions and those saved since. What another node saved is taken over
/// within seconds.</summary>
sealed partial class LenderTables(Policy policy, TableEditionStore store, TimeProvider clock, ILogger<LenderTables> log) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    int _taken;

    /// <summary>What would be wrong with an edition if it were saved. An edition that begins in the past would change what was
    /// decided, and is refused.</summary>
    public async Task<IReadOnlyList<Problem>> CheckAsync(string name, JsonElement edition, CancellationToken cancellationToken)
    {
        var saved = await store.ListAsync(cancellationToken);
        var problems = policy.Check([.. saved.Select(ToText), new TableText(name, edition.GetRawText())]).Select(ToProblem).ToList();
        if (policy.Editions.All(e => e.Name != name) && !name.StartsWith("forms/", StringComparison.Ordinal)) problems.Insert(0, new Problem("$.name", $"Expected one of {string.Join(", ", policy.Editions.Select(e => e.Name).Distinct())}, but found '{name}'."));
        if (problems.Count > 0) return problems;

        var (from, today) = (EffectiveFrom(edition), DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        return from < today ? [new Problem("$.table.effectiveFrom", $"Expected a date from {today:yyyy-MM-dd} on, because what was decided must stay decided, but found {from:yyyy-MM-dd}.")] : [];
    }

    /// <returns>The problems; none when it was saved and holds from its date on.</returns>
    public async Task<IReadOnlyList<Problem>> SaveAsync(string name, JsonElement edition, string by, string reason, CancellationToken cancellationToken)
    {
        if (await CheckAsync(name, edition, cancellationToken) is { Count: > 0 } problems) return problems;
        var version = edition.GetProperty("version").GetInt32();
        if (!await store.AddAsync(new SavedEdition(name, version, edition.GetRawText(), by, clock.GetUtcNow(), reason), cancellationToken))
            return [new Problem("$.table.version", $"Expected a new version, but {version} is there already.")];
        await TakeAsync(cancellationToken);
        return [];
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TakeAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TakeNewAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    async Task TakeNewAsync(CancellationToken stopping)
    {
        try
        {
            if (await store.CountAsync(stopping) != _taken) await TakeAsync(stopping);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            LogNotLooked(e);
        }
    }

    /// <summary>Takes over what was saved.</summary>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        var saved = await store.ListAsync(cancellationToken);
        var problems = policy.Take([.. saved.Select(ToText)]);
        _taken = saved.Count;
        foreach (var problem in problems) LogRefused(problem);
    }

    static DateOnly EffectiveFrom(JsonElement edition) => DateOnly.Parse(edition.GetProperty("effectiveFrom").GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A table says where it is wrong before it says what is; in an answer that comes behind.</summary>
    public static Problem ToProblem(string problem)
    {
        var said = problem.IndexOf("Expected", StringComparison.Ordinal);
        return new Problem("$.table", said <= 0 ? problem : $"{problem[said..]} ({problem[..said].TrimEnd(' ', ':')}).");
    }

    static TableText ToText(SavedEdition edition) => new(edition.Name, edition.Json);

    [LoggerMessage(LogLevel.Error, "A saved table cannot be used with those of this program; the tables stay as they are: {Problem}")]
    partial void LogRefused(string problem);

    [LoggerMessage(LogLevel.Warning, "Saved tables could not be looked for; tried again in a few seconds")]
    partial void LogNotLooked(Exception exception);
}
