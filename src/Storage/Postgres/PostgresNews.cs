using System.Data.Common;
using System.Globalization;
using System.Threading.Channels;
using Npgsql;

namespace Lendflow.Storage.Postgres;

/// <summary>Brings news of one node to the others by NOTIFY: after the commit, because a transaction with a NOTIFY commits under one
/// lock of the whole server; and one message for all that came while the last one was on its way.</summary>
sealed class PostgresNews : IAsyncDisposable
{
    public const string Channel = "lendflow_news";

    /// <summary>A message holds 8,000 bytes, a hash has 64.</summary>
    const int MostHashes = 100;

    readonly NpgsqlDataSource _source;
    readonly string _node;
    readonly Channel<News> _queue = System.Threading.Channels.Channel.CreateBounded<News>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    readonly Task _loop;

    /// <param name="node">Tells the node's own messages from others'.</param>
    public PostgresNews(NpgsqlDataSource source, string node)
    {
        (_source, _node) = (source, node);
        _loop = Task.Run(RunAsync);
    }

    public void Send(News news) => _queue.Writer.TryWrite(news);

    /// <returns>Null when the message is the node's own.</returns>
    public News? Read(string message)
    {
        var parts = message.Split(';');
        if (parts[0] == _node) return null;
        DateTimeOffset? due = parts[1].Length == 0 ? null : new DateTimeOffset(long.Parse(parts[1], CultureInfo.InvariantCulture), TimeSpan.Zero);
        return new News(due, parts[2].Length == 0 ? [] : parts[2].Split(','));
    }

    async Task RunAsync()
    {
        while (await _queue.Reader.WaitToReadAsync())
        {
            var news = new News(null, []);
            while (news.Waits.Count < MostHashes && _queue.Reader.TryPeek(out var next) && news.Waits.Count + next.Waits.Count <= MostHashes && _queue.Reader.TryRead(out next)) news = news.And(next);
            await TrySendAsync(string.Create(CultureInfo.InvariantCulture, $"{_node};{news.Due?.UtcTicks};{string.Join(',', news.Waits)}"));
        }
    }

    async Task TrySendAsync(string message)
    {
        try
        {
            await using var notify = _source.CreateCommand($"SELECT pg_notify('{Channel}', $1)");
            notify.Parameters.Add(new NpgsqlParameter { Value = message });
            await notify.ExecuteNonQueryAsync();
        }
        catch (DbException)
        {
            // The others find out by looking.
        }
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
    }
}
