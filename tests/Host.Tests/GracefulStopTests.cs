using System.Net.Http.Json;
using System.Threading.Channels;
using Lendflow.Host.Cli.Demo;
using Lendflow.Host.Outside;
using Lendflow.Host.People;
using Lendflow.Host.Tests.Faults;
using Lendflow.Sandbox;
using Xunit.Abstractions;

namespace Lendflow.Host.Tests;

/// <summary>A server is told to end (SIGTERM) again and again while people work with it, as at every update.</summary>
[Collection(nameof(Processes)), Trait("Category", "Processes")]
public sealed class GracefulStopTests(ITestOutputHelper output)
{
    const int Applications = 20;
    const int Stops = 3;

    /// <summary>Half of what a container is given; on a machine with nothing else to do it takes less than a second.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_server_told_to_end_in_the_middle_of_work_ends_in_time_and_loses_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("lendflow-stop-").FullName;
        await using var outside = await SandboxServer.StartAsync(new SandboxOptions { ForceESign = "signed" }, CancellationToken.None);
        await using var server = new ServerProcess(new ServerPlan(ServerPlan.FreeAddress(), folder, outside.BaseAddress, TestHost.Password), TimeProvider.System);
        using var http = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(30) };
        var people = new[] { Roles.Officer, Roles.Analyst, Roles.Reviewer, Roles.Manager, Roles.Director }.Select(r => new DemoUser(http, r, TestHost.Password, TimeProvider.System)).ToList();
        var plan = new DemoPlan(LendingSetup.ReadPolicy(), seed: 20, TimeProvider.System);
        var run = new DemoRun(people[0], new Staff(people, plan.Seed), new Applicants(people[0], plan), plan, TimeProvider.System);
        using var moments = new Moments(people, Stops, "stop");

        await server.StartAsync(CancellationToken.None);
        var stopping = StopAsync(server, moments.Reader);
        await run.RunAsync(plan.Generate(Applications), parallel: 8, _ => { }, CancellationToken.None);
        moments.Stop();
        await stopping;

        var cases = await people[0].ListCasesAsync(null, CancellationToken.None);
        var ledger = await http.GetFromJsonAsync<LedgerPage>(new Uri(outside.BaseAddress, "/core/ledger"), DemoUser.Json);
        moments.Happened.Should().Be(Stops);
        run.Submitted.Should().HaveCount(Applications);
        Reconciliation.Differences(run.Submitted, cases, ledger!.Entries).Should().BeEmpty();
        ledger.Entries.Should().OnlyContain(e => e.Attempts == 1, "a burst that had begun was finished, its answer included");
        Directory.Delete(folder, recursive: true);
    }

    async Task StopAsync(ServerProcess server, ChannelReader<int> moments)
    {
        await foreach (var answers in moments.ReadAllAsync())
        {
            var began = TimeProvider.System.GetTimestamp();
            var code = await server.StopAsync();
            var took = TimeProvider.System.GetElapsedTime(began);
            output.WriteLine($"told to end after answer {answers}, ended {took.TotalSeconds:0.00} s later with {code}");
            code.Should().Be(0);
            took.Should().BeLessThan(Patience);
            await server.StartAsync(CancellationToken.None);
        }
    }
}
