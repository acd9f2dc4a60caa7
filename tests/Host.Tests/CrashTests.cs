using System.Net.Http.Json;
using System.Threading.Channels;
using Lendflow.Activities;
using Lendflow.Host.Cli.Demo;
using Lendflow.Host.People;
using Lendflow.Host.Tests.Faults;
using Lendflow.Samples;
using Lendflow.Sandbox;
using Xunit.Abstractions;

namespace Lendflow.Host.Tests;

/// <summary>The server is killed again and again while people work with it. Whatever it acknowledged must still be true.</summary>
[Collection(nameof(Processes)), Trait("Category", "Processes")]
public sealed class CrashTests(ITestOutputHelper output)
{
    const int Seed = 20;
    const int Applications = 60;
    const int Kills = 20;

    [Fact]
    public async Task A_server_killed_twenty_times_loses_no_application_leaves_none_stuck_and_pays_none_twice()
    {
        using var data = new DataFolder();
        await using var outside = await SandboxServer.StartAsync(new SandboxOptions { DataFile = Path.Combine(data.Path, "sandbox.jsonl") }, CancellationToken.None);
        await using var server = new ServerProcess(new ServerPlan(ServerPlan.FreeAddress(), data.Path, outside.BaseAddress, TestHost.Password), TimeProvider.System);
        using var http = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(30) };
        var people = new[] { Roles.Officer, Roles.Analyst, Roles.Reviewer, Roles.Manager, Roles.Director }.Select(r => new DemoUser(http, r, TestHost.Password, TimeProvider.System)).ToList();
        var plan = new DemoPlan(Policy.Load(Path.Combine(Settings.WorkflowsFolder, "tables"), out _)!, Seed, TimeProvider.System);
        var run = new DemoRun(people[0], new Staff(people, Seed), new Applicants(people[0], plan), plan, TimeProvider.System);
        using var moments = new Moments(people, Kills, $"crash/{Seed}");

        await server.StartAsync(CancellationToken.None);
        var killing = KillAsync(server, moments.Reader);
        await run.RunAsync(plan.Generate(Applications), parallel: 8, _ => { }, CancellationToken.None);
        moments.Stop();
        await killing;

        var cases = await people[0].ListCasesAsync(null, CancellationToken.None);
        var ledger = await http.GetFromJsonAsync<LedgerPage>(new Uri(outside.BaseAddress, "/core/ledger"), DemoUser.Json);
        output.WriteLine($"{cases.Count(c => c.Status == "disbursed")} of {cases.Count} disbursed; {ledger!.Entries.Sum(e => e.Attempts)} bookings asked for, {ledger.Entries.Count} made");
        moments.Happened.Should().Be(Kills);
        run.Refused.Should().BeEmpty();
        run.Submitted.Should().HaveCount(Applications);
        cases.Should().HaveCount(Applications, "an application that was submitted again after a crash is one application");
        Reconciliation.Differences(run.Submitted, cases, ledger.Entries).Should().BeEmpty();
    }

    async Task KillAsync(ServerProcess server, ChannelReader<int> moments)
    {
        await foreach (var answers in moments.ReadAllAsync())
        {
            var began = TimeProvider.System.GetTimestamp();
            await server.KillAsync();
            await server.StartAsync(CancellationToken.None);
            output.WriteLine($"killed after answer {answers}, ready again {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s later");
        }
    }

    sealed class DataFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("lendflow-crash-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
