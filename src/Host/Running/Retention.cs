using System.Globalization;
using Lendflow.Storage;

namespace Lendflow.Host.Running;

/// <summary>Takes cases that ended long ago out of the store, in small batches with a pause between them. Off unless the installation says how long they stay.</summary>
sealed partial class Retention(CaseArchive archive, Settings settings, TimeProvider clock, ILogger<Retention> log) : BackgroundService
{
    const int Batch = 50;

    static readonly TimeSpan BetweenBatches = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.KeepDays is not { } days) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            var found = await TakeAsync(TimeSpan.FromDays(days), stoppingToken);
            await Task.Delay(found ? BetweenBatches : BetweenLooks, clock, stoppingToken);
        }
    }

    /// <summary>One batch.</summary>
    /// <returns>Whether there may be more.</returns>
    async Task<bool> TakeAsync(TimeSpan keep, CancellationToken stopping)
    {
        try
        {
            var now = clock.GetUtcNow();
            var name = $"cases-{now.UtcDateTime.ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture)}-{Guid.CreateVersion7(now):N}";
            if (await archive.TakeAsync(now - keep, Batch, Path.Combine(settings.DataFolder, "archive"), name, stopping) is not { } batch) return false;
            LogArchived(batch.Cases, batch.Rows, batch.File);
            return batch.Cases > 0;
        }
        catch (Exception failure) when (failure is not OperationCanceledException) // The edge of the loop: what was not removed is still there.
        {
            LogFailed(failure);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "{Cases} ended cases with {Rows} rows were moved to {File}")]
    partial void LogArchived(int cases, int rows, string file);

    [LoggerMessage(LogLevel.Error, "Ended cases could not be archived; tried again later")]
    partial void LogFailed(Exception exception);
}
