using System.Data.Common;
using Lendflow.Engine.Graphs;
using Lendflow.Storage;

namespace Lendflow.Host.Flows;

/// <summary>Hears other nodes: which definitions they change, so that this one starts cases on the version that is published now, and the
/// news of their commits. While it hears nothing, what is published and what is due is asked again every few seconds all the same.</summary>
sealed partial class PublicationListener(LendflowDatabase database, GraphCache graphs, TimeProvider clock, ILogger<PublicationListener> log) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isLost = true;
        while (isLost)
        {
            try
            {
                await database.ListenAsync(graphs.Forget, stoppingToken);
                isLost = false;
            }
            catch (DbException lost)
            {
                LogLost(lost.Message);
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The connection on which other nodes are heard was lost: {Problem}")]
    partial void LogLost(string problem);
}
