using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net.Http.Json;
using System.Text.Json;
using Lendflow.Host.Cli.Demo;
using Lendflow.Host.Outside;
using Lendflow.Host.People;
using Lendflow.Samples;
using Lendflow.Sandbox;
using Spectre.Console;

namespace Lendflow.Host.Cli;

/// <summary>Applications, applicants and staff, all made up, against a real server over HTTP; at the end the books are compared.</summary>
static class DemoVerb
{
    const int Reconciled = 0, Different = 1, Stuck = 2;

    public static Command Create()
    {
        var count = new Option<int>("--count") { Description = "How many applications.", DefaultValueFactory = _ => 200 };
        var from = new Option<FileInfo>("--from") { Description = "SBA loans (.csv or .csv.gz) to take applications from; without it they are made up." }.AcceptExistingOnly();
        var url = new Option<Uri?>("--url") { Description = "A running server with demo users; without it one is started on LENDFLOW_DATA.", CustomParser = ReadAddress };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same applications, documents and decisions.", DefaultValueFactory = _ => 1 };
        var parallel = new Option<int>("--parallel") { Description = "How many requests at once.", DefaultValueFactory = _ => 8 };
        var verb = new Command("demo", "Plays a lender's day: applications with documents, staff and applicants over HTTP, then compares the cases with core banking's ledger. Exit code 0: they agree, 1: they do not, 2: the run got stuck.")
        {
            count, from, url, seed, parallel,
        };
        verb.SetAction((parsed, cancellation) => RunAsync(
            new DemoOptions(parsed.GetValue(count), parsed.GetValue(from), parsed.GetValue(url), parsed.GetValue(seed), Math.Max(1, parsed.GetValue(parallel))), cancellation));
        return verb;
    }

    static Uri? ReadAddress(ArgumentResult given)
    {
        var text = given.Tokens.Count == 1 ? given.Tokens[0].Value : "";
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https") return address;
        given.AddError($"Expected an address such as http://127.0.0.1:5080, but found '{text}'.");
        return null;
    }

    static async Task<int> RunAsync(DemoOptions options, CancellationToken cancellation)
    {
        try
        {
            var builder = WebApplication.CreateSlimBuilder();
            var settings = Settings.Read(builder.Configuration, builder.Environment);
            var password = settings.DemoPassword ?? "lendflow";
            if (options.Url is { } url) return await PlayAsync(options, url, await OutsideOfAsync(url, cancellation), password, cancellation);

            await using var sandbox = await StartSandboxAsync(settings, cancellation);
            await using var server = new ServerProcess(new ServerPlan(ServerPlan.FreeAddress(), settings.DataFolder, sandbox.BaseAddress, password), TimeProvider.System);
            await server.StartAsync(cancellation);
            return await PlayAsync(options, server.Address, sandbox.BaseAddress, password, cancellation);
        }
        catch (DemoException stuck)
        {
            await Console.Error.WriteLineAsync(stuck.Message);
            return Stuck;
        }
    }

    static async Task<int> PlayAsync(DemoOptions options, Uri address, Uri outside, string password, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        var plan = new DemoPlan(LendingSetup.ReadPolicy(), options.Seed, TimeProvider.System);
        var people = new[] { Roles.Officer, Roles.Analyst, Roles.Reviewer, Roles.Manager, Roles.Director }.Select(r => new DemoUser(http, r, password, TimeProvider.System)).ToList();
        var run = new DemoRun(people[0], new Staff(people, options.Seed), new Applicants(people[0], plan), plan, TimeProvider.System);
        await DemoDisplay.ShowAsync(show => run.RunAsync(Planned(options, plan), options.Parallel, show, cancellation));

        var cases = await people[0].ListCasesAsync(null, cancellation);
        var ledger = await http.GetFromJsonAsync<LedgerPage>(new Uri(outside, "/core/ledger"), DemoUser.Json, cancellation);
        return Report(run, cases, Reconciliation.Differences(run.Submitted, cases, ledger!.Entries));
    }

    static int Report(DemoRun run, IReadOnlyList<Api.CaseSummaryView> cases, IReadOnlyList<string> differences)
    {
        AnsiConsole.Write(DemoTable.Of([.. cases.Where(c => run.Submitted.Contains(c.Number))]));
        if (run.Refused.Count > 0) Console.WriteLine($"{run.Refused.Count} were not taken in, the first because of {run.Refused.First()}");
        Console.WriteLine(differences.Count == 0 ? "Cases and core banking's ledger agree to the cent." : $"Cases and core banking's ledger differ in {differences.Count} points:");
        foreach (var difference in differences) Console.WriteLine(difference);
        return differences.Count == 0 ? Reconciled : Different;
    }

    static IReadOnlyList<PlannedCase> Planned(DemoOptions options, DemoPlan plan)
    {
        if (options.From is not { } file) return plan.Generate(options.Count);
        var reading = SbaStream.Read(file.FullName);
        return reading.Problems.Count == 0
            ? plan.Take(reading.Applications, options.Count)
            : throw new DemoException(string.Join('\n', reading.Problems.Take(20)));
    }

    /// <summary>Outside this program's server, so that it can be restarted and the books stay.</summary>
    static async Task<SandboxServer> StartSandboxAsync(Settings settings, CancellationToken cancellation)
    {
        Directory.CreateDirectory(settings.DataFolder);
        try
        {
            return await SandboxServer.StartAsync(new SandboxOptions { DataFile = Path.Combine(settings.DataFolder, "sandbox.jsonl"), ESignSecret = settings.ESignSecret }, cancellation);
        }
        catch (IOException)
        {
            throw new DemoException($"Expected nobody to use {settings.DataFolder}, but a server does: give its address with --url.");
        }
    }

    /// <summary>A demo installation tells where its outside world is.</summary>
    static async Task<Uri> OutsideOfAsync(Uri url, CancellationToken cancellation)
    {
        using var http = new HttpClient();
        try
        {
            var ready = await http.GetFromJsonAsync<JsonElement>(new Uri(url, "/health/ready"), cancellation);
            return ready.TryGetProperty("outside", out var outside) && outside.GetString() is { } text
                ? new Uri(text)
                : throw new DemoException($"Expected {url} to be a demo installation, but it does not tell where its outside world is: start it with LENDFLOW_DEMO_PASSWORD.");
        }
        catch (HttpRequestException e)
        {
            throw new DemoException($"Expected a server that is ready at {url}, but: {e.Message}");
        }
    }
}

sealed record DemoOptions(int Count, FileInfo? From, Uri? Url, int Seed, int Parallel);
