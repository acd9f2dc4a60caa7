using Lendflow.Engine.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Lendflow.Host.Tests;

/// <summary>On a host of its own, whose disk is slow.</summary>
public sealed class BackPressureTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Who_comes_while_too_much_waits_to_be_written_is_asked_to_come_again_and_is_taken_in_then()
    {
        var officer = await host.AsAsync("officer");
        var application = await A.LoanApplicationAsync(host);
        var key = Guid.CreateVersion7().ToString();
        Task waiting;
        HttpResponseMessage turnedAway;

        await using (await HoldFileAsync())
        {
            waiting = Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => WriteAsync()));
            turnedAway = await officer.SendAsync(A.Submit(application, key));
        }
        await waiting;
        var again = await officer.SendAsync(A.Submit(application, key));

        (await turnedAway.ProblemAsync(429)).Text("detail").Should().StartWith("Expected at most 768 writes to wait, but there are ");
        turnedAway.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(1));
        ((int)again.StatusCode).Should().Be(201);
    }

    /// <summary>The one writer of the file waits until this is disposed of.</summary>
    async Task<SqliteConnection> HoldFileAsync()
    {
        var file = Path.Combine(host.Services.GetRequiredService<Settings>().DataFolder, "lendflow.db");
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>Something to write that changes nothing.</summary>
    Task WriteAsync() => host.Services.GetRequiredService<IWorkflowStore>().DeferJobAsync("none", TimeProvider.System.GetUtcNow(), CancellationToken.None);
}
