using System.Diagnostics;
using System.Net.Http.Json;
using Lendflow.Host.Cli.Demo;
using Lendflow.Host.Outside;
using Lendflow.Host.People;
using Lendflow.Host.Tests.Faults;
using Lendflow.Sandbox;
using Lendflow.Tests;

namespace Lendflow.Host.Tests;

/// <summary>A store is carried to the other database, and back, while cases are under way: they go on where they were.</summary>
[Collection(nameof(Processes)), Trait("Category", "Processes")]
public sealed class StoreCopyTests : IAsyncLifetime
{
    const int Applications = 12;

    readonly string _folder = Directory.CreateTempSubdirectory("lendflow-copy-").FullName;
    readonly Dictionary<string, PlannedCase> _submitted = [];

    /// <summary>The same for every store: what the outside could not report to one server it reports to the next.</summary>
    readonly Uri _address = ServerPlan.FreeAddress();

    PostgresProcess _postgres = null!;
    SandboxServer _outside = null!;

    public async Task InitializeAsync()
    {
        if (PostgresProcess.WhyNot is not null) return;
        _postgres = await PostgresProcess.StartAsync();
        _outside = await SandboxServer.StartAsync(new SandboxOptions { ForceESign = "signed" }, CancellationToken.None);
    }

    [PostgresFact]
    public async Task Cases_go_on_after_their_store_was_carried_to_the_other_database_and_back()
    {
        await OnAsync(0, SubmitAsync);
        await CarryAsync(0, 1);
        await OnAsync(1, people => people.WorkAsync(_submitted));
        await CarryAsync(1, 2);

        await OnAsync(2, people => people.FinishAsync(_submitted));

        (await RunAsync(2, "import-store", CopyOf(1))).Should().Be((2, "Expected an empty store, but the table definition_contents has rows: a copy goes only into a store that no host was started on."));
    }

    [PostgresFact]
    public async Task A_damaged_copy_leaves_the_store_empty()
    {
        await OnAsync(0, SubmitAsync);
        (await RunAsync(0, "export-store", CopyOf(0))).Code.Should().Be(0);
        var whole = await File.ReadAllBytesAsync(CopyOf(0));
        await File.WriteAllBytesAsync(CopyOf(1), whole[..(whole.Length / 2)]);

        var (code, error) = await RunAsync(1, "import-store", CopyOf(1));

        (code, error[..40]).Should().Be((2, "Expected a whole copy, but it is damaged"));
        (await RunAsync(1, "import-store", CopyOf(0))).Should().Be((0, ""), "nothing was written at the first try");
    }

    async Task SubmitAsync(People people)
    {
        foreach (var planned in people.Plan.Generate(Applications))
        {
            var answer = await people.Officer.PostAsync("/api/applications", people.Plan.Submission(planned), null, CancellationToken.None);
            if (answer.IsSuccess) _submitted[answer.Read<Api.Receipt>().Number] = planned;
        }
    }

    async Task CarryAsync(int from, int to)
    {
        (await RunAsync(from, "export-store", CopyOf(from))).Should().Be((0, ""));
        (await RunAsync(to, "import-store", CopyOf(from))).Should().Be((0, ""));
    }

    /// <summary>People work with a server on a store, which ends properly afterwards.</summary>
    async Task OnAsync(int store, Func<People, Task> work)
    {
        var plan = new ServerPlan(_address, FolderOf(store), _outside.BaseAddress, TestHost.Password) { Database = DatabaseOf(store) };
        await using var server = new ServerProcess(plan, TimeProvider.System);
        await server.StartAsync(CancellationToken.None);
        using var http = new HttpClient { BaseAddress = server.Address };
        await work(new People(http, _outside.BaseAddress));
        (await server.StopAsync()).Should().Be(0);
    }

    string DatabaseOf(int store) => store == 1 ? _postgres.Connection("postgres") : "sqlite";

    string FolderOf(int store) => Directory.CreateDirectory(Path.Combine(_folder, $"store{store}")).FullName;

    string CopyOf(int store) => Path.Combine(_folder, $"copy{store}.gz");

    async Task<(int Code, string Error)> RunAsync(int store, string verb, string file)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Lendflow.Host.dll"), verb, file])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["LENDFLOW_DB"] = DatabaseOf(store), ["LENDFLOW_DATA"] = FolderOf(store) },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();
        return (process.ExitCode, error.TrimEnd());
    }

    public async Task DisposeAsync()
    {
        if (_postgres is not null) await _postgres.DisposeAsync();
        if (_outside is not null) await _outside.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Everybody around the cases.</summary>
    sealed class People
    {
        readonly HttpClient _http;
        readonly Uri _outside;
        readonly Staff _staff;
        readonly Applicants _applicants;

        public People(HttpClient http, Uri outside)
        {
            (_http, _outside) = (http, outside);
            var users = new[] { Roles.Officer, Roles.Analyst, Roles.Reviewer, Roles.Manager, Roles.Director }.Select(r => new DemoUser(http, r, TestHost.Password, TimeProvider.System)).ToList();
            (Officer, Plan) = (users[0], new DemoPlan(LendingSetup.ReadPolicy(), seed: 20, TimeProvider.System));
            (_staff, _applicants) = (new Staff(users, Plan.Seed), new Applicants(Officer, Plan));
        }

        public DemoUser Officer { get; }

        public DemoPlan Plan { get; }

        /// <summary>Everybody looks once at what there is to do.</summary>
        public async Task WorkAsync(IReadOnlyDictionary<string, PlannedCase> cases)
        {
            await _staff.WorkAsync(number => cases.TryGetValue(number, out var of) ? of.Index : null, CancellationToken.None);
            var open = (await Officer.ListCasesAsync("running", CancellationToken.None)).Where(c => c.WaitingFor == "applicant" && cases.ContainsKey(c.Number));
            await _applicants.WorkAsync(open.Select(c => (c.Number, cases[c.Number])), 4, CancellationToken.None);
        }

        /// <summary>Until every case has ended, with the books in order.</summary>
        public async Task FinishAsync(IReadOnlyDictionary<string, PlannedCase> cases)
        {
            var patience = new Patience(TimeProvider.System, TimeSpan.FromMinutes(2), TimeSpan.FromMilliseconds(200));
            while ((await Officer.ListCasesAsync(null, CancellationToken.None)).Any(c => c.Status is "running" or "approved"))
            {
                await WorkAsync(cases);
                await patience.PauseAsync(() => "Expected every case to end, but some have not.", CancellationToken.None);
            }
            var ended = await Officer.ListCasesAsync(null, CancellationToken.None);
            var ledger = await _http.GetFromJsonAsync<LedgerPage>(new Uri(_outside, "/core/ledger"), DemoUser.Json);
            Reconciliation.Differences(cases.Keys.ToHashSet(), ended, ledger!.Entries).Should().BeEmpty();
        }
    }
}

/// <summary>A fact that is skipped, and says why, where there is no PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresProcess.WhyNot!;
}
