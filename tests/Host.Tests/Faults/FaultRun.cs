using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Channels;
using Lendflow.Activities;
using Lendflow.Host.Api;
using Lendflow.Host.Cli.Demo;
using Lendflow.Host.People;

namespace Lendflow.Host.Tests.Faults;

/// <summary>What a fault did. All but the last are zero, or the product is broken.</summary>
/// <param name="Tries">How often it struck.</param>
/// <param name="Lost">Applications that were acknowledged and are not there.</param>
/// <param name="Doubled">Bookings made twice, applications taken in twice, timers fired twice.</param>
/// <param name="Stuck">Cases that neither ended nor wait properly, or need a person; timers that never fired.</param>
/// <param name="Recovery">The longest time without an answer, in seconds.</param>
sealed record FaultRow(string Fault, int Tries, int Lost, int Doubled, int Stuck, double Recovery, IReadOnlyList<string> Differences);

/// <summary>People work with an installation to which something bad happens; then the books are compared.</summary>
sealed class FaultRun(Installation installation, Fault fault, int applications)
{
    const int Timers = 20;

    /// <summary>Waits long enough for something to happen before it, then writes a line.</summary>
    const string TimerFlow = """
        {"definitionId":"soon","name":"Soon","root":{"type":"Elsa.Sequence","activities":[
          {"id":"wait","type":"Elsa.Delay","timeSpan":"00:00:08"},
          {"id":"told","type":"Elsa.WriteLine","text":"It is over"}]}}
        """;

    public async Task<FaultRow> RunAsync()
    {
        using var http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromSeconds(2) }) { BaseAddress = installation.Front.Address, Timeout = TimeSpan.FromSeconds(10) };
        var people = new[] { Roles.Officer, Roles.Analyst, Roles.Reviewer, Roles.Manager, Roles.Director }.Select(r => new DemoUser(http, r, TestHost.Password, TimeProvider.System)).ToList();
        var admin = new DemoUser(http, Roles.Admin, TestHost.Password, TimeProvider.System);
        var plan = new DemoPlan(Policy.Load(Path.Combine(Settings.WorkflowsFolder, "tables"), out _)!, seed: 20, TimeProvider.System);
        var run = new DemoRun(people[0], new Staff(people, plan.Seed), new Applicants(people[0], plan), plan, TimeProvider.System);
        using var moments = new Moments(people, fault.Tries, fault.Name);
        var silence = new Silence(people);

        var timers = await StartTimersAsync(admin);
        var striking = StrikeAsync(moments.Reader);
        await run.RunAsync(plan.Generate(applications), parallel: 8, _ => { }, CancellationToken.None);
        moments.Stop();
        await striking;

        var cases = await people[0].ListCasesAsync(null, CancellationToken.None);
        var ledger = (await http.GetFromJsonAsync<LedgerPage>(new Uri(installation.Outside.BaseAddress, "/core/ledger"), DemoUser.Json))!.Entries;
        var lines = await LinesAsync(admin, timers);
        return new FaultRow(fault.Name, moments.Happened,
            run.Submitted.Except(cases.Select(c => c.Number)).Count(),
            Doubled(cases, run, ledger) + lines.Count(l => l > 1),
            cases.Count(c => run.Submitted.Contains(c.Number) && c.HasIncident) + lines.Count(l => l == 0),
            silence.Longest.TotalSeconds,
            [.. run.Refused, .. Reconciliation.Differences(run.Submitted, cases, ledger)]);
    }

    async Task StrikeAsync(ChannelReader<int> moments)
    {
        var number = 0;
        await foreach (var _ in moments.ReadAllAsync()) await fault.Strike(installation, number++);
    }

    static int Doubled(IReadOnlyList<CaseSummaryView> cases, DemoRun run, IReadOnlyList<Activities.Disbursement.LedgerEntry> ledger) =>
        cases.Count - run.Submitted.Count + ledger.Where(e => e.Kind == "disbursement").GroupBy(e => e.Reference).Count(g => g.Count() > 1);

    static async Task<IReadOnlyList<string>> StartTimersAsync(DemoUser admin)
    {
        await admin.SendAsync(HttpMethod.Post, "/api/flows/import", () => new StringContent(TimerFlow, new MediaTypeHeaderValue("application/json")), null, CancellationToken.None);
        await admin.SendAsync(HttpMethod.Post, "/api/flows/soon/publish", () => null, null, CancellationToken.None);
        var ids = new List<string>();
        for (var i = 0; i < Timers; i++) ids.Add((await admin.PostAsync("/api/flows/soon/start", new { }, null, CancellationToken.None)).Read<JsonElement>().GetProperty("id").GetString()!);
        return ids;
    }

    /// <summary>How many lines each instance wrote once it had time to end.</summary>
    static async Task<IReadOnlyList<int>> LinesAsync(DemoUser admin, IReadOnlyList<string> timers)
    {
        var patience = new Patience(TimeProvider.System, TimeSpan.FromMinutes(2), TimeSpan.FromMilliseconds(200));
        while (true)
        {
            var instances = await Task.WhenAll(timers.Select(id => admin.GetAsync<JsonElement>($"/api/instances/{id}", CancellationToken.None)));
            if (instances.All(i => i.GetProperty("status").GetString() == "Finished")) return [.. instances.Select(i => i.GetProperty("lines").GetArrayLength())];
            await patience.PauseAsync(() => $"Expected {timers.Count} timers to have fired, but {instances.Count(i => i.GetProperty("status").GetString() != "Finished")} have not.", CancellationToken.None);
        }
    }

    /// <summary>Remembers the longest time between two answers.</summary>
    sealed class Silence
    {
        readonly Lock _gate = new();
        long _last = TimeProvider.System.GetTimestamp();

        public Silence(IReadOnlyList<DemoUser> people)
        {
            foreach (var person in people) person.Answered += Hear;
        }

        public TimeSpan Longest { get; private set; }

        void Hear()
        {
            lock (_gate)
            {
                var passed = TimeProvider.System.GetElapsedTime(_last);
                if (passed > Longest) Longest = passed;
                _last = TimeProvider.System.GetTimestamp();
            }
        }
    }
}
