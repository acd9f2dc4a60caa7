using System.Net.Http.Json;
using System.Threading.Channels;
using Lendflow.Activities;
using Lendflow.Host.Cli.Demo;
using Lendflow.Host.People;
using Lendflow.Samples;
using Lendflow.Sandbox;
using Xunit.Abstractions;

namespace Lendflow.Host.Tests;

/// <summary>The server is killed again and again while people work with it. Whatever it acknowledged must still be true.</summary>
[Trait("Category", "Processes")]
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
        using var moments = new Moments(people);

        await server.StartAsync(CancellationToken.None);
        var killing = KillAsync(server, moments.Reader);
        await run.RunAsync(plan.Generate(Applications), parallel: 8, _ => { }, CancellationToken.None);
        moments.Stop();
        await killing;

        var cases = await people[0].ListCasesAsync(null, CancellationToken.None);
        var ledger = await http.GetFromJsonAsync<LedgerPage>(new Uri(outside.BaseAddress, "/core/ledger"), DemoUser.Json);
        output.WriteLine($"{cases.Count(c => c.Status == "disbursed")} of {cases.Count} disbursed; {ledger!.Entries.Sum(e => e.Attempts)} bookings asked for, {ledger.Entries.Count} made");
        moments.Killed.Should().Be(Kills);
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

    /// <summary>Says when the server dies: some answers after it came back, by the dice. Answers are counted, so the moments lie
    /// where work is, and no clock decides them.</summary>
    sealed class Moments : IDisposable
    {
        const int MostAnswersBetween = 40;

        readonly Channel<int> _channel = Channel.CreateUnbounded<int>();
        readonly Dice _dice = new($"crash/{Seed}");
        readonly IReadOnlyList<DemoUser> _people;
        readonly Lock _gate = new();
        int _answers, _next;

        public Moments(IReadOnlyList<DemoUser> people)
        {
            _people = people;
            _next = _dice.Whole(1, MostAnswersBetween);
            foreach (var person in people) person.Answered += Count;
        }

        public ChannelReader<int> Reader => _channel.Reader;

        public int Killed { get; private set; }

        void Count()
        {
            lock (_gate)
            {
                if (++_answers < _next || Killed == Kills) return;
                Killed++;
                _next = _answers + _dice.Whole(5, MostAnswersBetween);
                _channel.Writer.TryWrite(_answers);
            }
        }

        public void Stop() => _channel.Writer.TryComplete();

        public void Dispose()
        {
            foreach (var person in _people) person.Answered -= Count;
        }
    }
}
