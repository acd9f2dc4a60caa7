using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Lendflow.Host.Tests.Faults;
using Lendflow.Host.Cli.Demo;
using Lendflow.Sandbox;
using Microsoft.Data.Sqlite;

namespace Lendflow.Host.Tests;

/// <summary>Timers outlive the process that set them, and fire once.</summary>
[Collection(nameof(Processes)), Trait("Category", "Processes")]
public sealed class TimerCrashTests
{
    const int Instances = 40;

    /// <summary>Waits long enough for the first kill to come before it, then writes a line.</summary>
    const string Flow = """
        {"definitionId":"soon","name":"Soon","root":{"type":"Elsa.Sequence","activities":[
          {"id":"wait","type":"Elsa.Delay","timeSpan":"00:00:04"},
          {"id":"told","type":"Elsa.WriteLine","text":"It is over"}]}}
        """;

    [Fact]
    public async Task Every_timer_fires_once_though_the_server_is_killed_before_and_while_they_fire()
    {
        var data = Directory.CreateTempSubdirectory("lendflow-timers-").FullName;
        await using var outside = await SandboxServer.StartAsync(new SandboxOptions(), CancellationToken.None);
        await using var server = new ServerProcess(new ServerPlan(ServerPlan.FreeAddress(), data, outside.BaseAddress, TestHost.Password), TimeProvider.System);
        await server.StartAsync(CancellationToken.None);
        using var owner = await SignedInAsync(server, "admin");
        (await owner.PostAsync("/api/flows/import", new StringContent(Flow, new MediaTypeHeaderValue("application/json")))).EnsureSuccessStatusCode();
        (await owner.PostAsync("/api/flows/soon/publish", null)).EnsureSuccessStatusCode();
        var ids = new List<string>();
        for (var i = 0; i < Instances; i++) ids.Add((await StartAsync(owner)).GetProperty("id").GetString()!);

        await RestartAsync(server);
        await TestHost.UntilAsync(owner, $"/api/instances/{ids[0]}", IsFinished);
        await RestartAsync(server);

        foreach (var id in ids)
        {
            var instance = await TestHost.UntilAsync(owner, $"/api/instances/{id}", IsFinished);
            instance.GetProperty("lines").EnumerateArray().Select(l => l.GetString()).Should().Equal("It is over");
        }
    }

    /// <summary>At 6 seconds officers are warned, at 8 the task is escalated to managers.</summary>
    const string Limited = """
        {"definitionId":"soon","name":"Soon","root":{"type":"Elsa.Sequence","activities":[
          {"id":"look","type":"Lendflow.HumanTask","title":"Look at it","candidateGroups":["officers"],"dueIn":"00:00:08"}]}}
        """;

    [Fact]
    public async Task Every_task_is_warned_of_and_escalated_once_though_the_server_is_killed_while_its_time_runs_out()
    {
        var data = Directory.CreateTempSubdirectory("lendflow-timers-").FullName;
        await using var outside = await SandboxServer.StartAsync(new SandboxOptions(), CancellationToken.None);
        await using var server = new ServerProcess(new ServerPlan(ServerPlan.FreeAddress(), data, outside.BaseAddress, TestHost.Password), TimeProvider.System);
        await server.StartAsync(CancellationToken.None);
        using var owner = await SignedInAsync(server, "admin");
        (await owner.PostAsync("/api/flows/import", new StringContent(Limited, new MediaTypeHeaderValue("application/json")))).EnsureSuccessStatusCode();
        (await owner.PostAsync("/api/flows/soon/publish", null)).EnsureSuccessStatusCode();
        for (var i = 0; i < Instances; i++) await StartAsync(owner);

        await RestartAsync(server);
        var tasks = await TestHost.UntilAsync(owner, "/api/tasks?scope=all&group=managers&pageSize=100", page => page.GetProperty("totalCount").GetInt32() > 0);
        await RestartAsync(server);
        tasks = await TestHost.UntilAsync(owner, "/api/tasks?scope=all&group=managers&pageSize=100", page => page.GetProperty("totalCount").GetInt32() == Instances);

        foreach (var id in tasks.GetProperty("items").EnumerateArray().Select(t => t.GetProperty("id").GetString()))
        {
            var task = await owner.GetFromJsonAsync<JsonElement>($"/api/tasks/{id}");
            task.GetProperty("history").EnumerateArray().Select(h => h.GetProperty("action").GetString()).Should().Equal("Create", "Warn", "Escalate");
        }
        using var manager = await SignedInAsync(server, "manager");
        var told = await TestHost.UntilAsync(manager, "/api/notices?pageSize=200", page => page.GetProperty("totalCount").GetInt32() >= Instances);
        told.GetProperty("items").EnumerateArray().Select(n => n.GetProperty("taskId").GetString()).Should().OnlyHaveUniqueItems().And.HaveCount(Instances);
    }

    /// <summary>A task whose clerk is reminded every hour, in a case that may take three and whose lead is reminded after two.</summary>
    const string Reminded = """
        {"definitionId":"soon","name":"Soon","root":{"type":"Elsa.Sequence","activities":[
          {"id":"look","type":"Lendflow.HumanTask","title":"Look at it","candidateGroups":["officers"],"slaStep":"look"}]}}
        """;

    const string Limits = """
        {"version":2,"effectiveFrom":"TODAY","warnAtPercent":[50,100],"policies":[
          {"step":"look","track":"*","name":"Look","nameZh":"查看","targetMinutes":10000,"clock":"wall","remindEveryMinutes":60,"escalateTo":"managers"},
          {"step":"case","track":"*","name":"Case","nameZh":"全案","targetMinutes":180,"clock":"wall","remindEveryMinutes":120,"escalateTo":"managers"}]}
        """;

    [Fact]
    public async Task Every_reminder_and_every_clock_of_a_case_rings_once_though_the_server_is_killed_while_they_ring()
    {
        var data = Directory.CreateTempSubdirectory("lendflow-timers-").FullName;
        await using var outside = await SandboxServer.StartAsync(new SandboxOptions(), CancellationToken.None);
        await using var server = new ServerProcess(new ServerPlan(ServerPlan.FreeAddress(), data, outside.BaseAddress, TestHost.Password), TimeProvider.System);
        await server.StartAsync(CancellationToken.None);
        using var owner = await SignedInAsync(server, "admin");
        var limits = JsonDocument.Parse(Limits.Replace("TODAY", $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}")).RootElement;
        (await owner.PostAsJsonAsync("/api/tables", new { name = "sla-policies", table = limits, reason = "Short ones" })).EnsureSuccessStatusCode();
        (await owner.PostAsync("/api/flows/import", new StringContent(Reminded, new MediaTypeHeaderValue("application/json")))).EnsureSuccessStatusCode();
        (await owner.PostAsync("/api/flows/soon/publish", null)).EnsureSuccessStatusCode();
        for (var i = 0; i < Instances; i++) await StartAsync(owner, $"SOON-{i}");
        using var officer = await SignedInAsync(server, "officer");
        using var manager = await SignedInAsync(server, "manager");

        await LetPassAsync(TimeSpan.FromMinutes(100), officer, "reminded");
        await LetPassAsync(TimeSpan.FromMinutes(100), manager, "caseEscalated");

        var told = await TestHost.UntilAsync(officer, "/api/notices?pageSize=200", page => KindsOf(page).Count(kind => kind == "reminded") == 2 * Instances && KindsOf(page).Count(kind => kind == "caseReminded") == Instances);
        KindsOf(told).GroupBy(kind => kind).ToDictionary(kind => kind.Key, kind => kind.Count()).Should().BeEquivalentTo(
            new Dictionary<string, int> { ["reminded"] = 2 * Instances, ["caseWarned"] = Instances, ["caseReminded"] = Instances });
        KindsOf(await TestHost.UntilAsync(manager, "/api/notices?pageSize=200", page => page.GetProperty("totalCount").GetInt32() >= Instances)).Should().HaveCount(Instances).And.OnlyContain(kind => kind == "caseEscalated");
        for (var i = 0; i < Instances; i++)
        {
            var story = await owner.GetFromJsonAsync<JsonElement>($"/api/applications/SOON-{i}/timeline");
            story.EnumerateArray().Select(e => e.GetProperty("title").GetString()!).Where(title => title.EndsWith("the case", StringComparison.Ordinal) || title.EndsWith("its time", StringComparison.Ordinal))
                .Should().Equal("50 % of the time limit is used: the case", "Reminder: the case takes its time", "100 % of the time limit is used: the case");
            story.EnumerateArray().Count(e => e.GetProperty("title").GetString() == "Reminder: Look at it").Should().Be(2);
        }

        // So much passes while it is off; it is killed as soon as it is back, again when somebody was told, and then left alone.
        async Task LetPassAsync(TimeSpan time, HttpClient who, string kind)
        {
            await server.KillAsync();
            await AgeAsync(data, time);
            await server.StartAsync(CancellationToken.None);
            await RestartAsync(server);
            await TestHost.UntilAsync(who, "/api/notices?pageSize=200", page => KindsOf(page).Contains(kind));
            await RestartAsync(server);
            await TestHost.UntilAsync(who, "/api/notices?pageSize=200", page => KindsOf(page).Count(k => k == kind) == Instances);
        }
    }

    static IEnumerable<string> KindsOf(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(n => n.GetProperty("kind").GetString()!);

    /// <summary>As if what the store says had happened so much earlier, and were due so much earlier.</summary>
    static async Task AgeAsync(string data, TimeSpan time)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(data, "lendflow.db"), Pooling = false }.ToString());
        await connection.OpenAsync();
        foreach (var moved in (string[])["log SET at = at - $1", "timers SET due_at = due_at - $1, free_at = free_at - $1", "case_clocks SET due_at = due_at - $1, free_at = free_at - $1"])
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"UPDATE {moved}";
            command.Parameters.AddWithValue("$1", (long)time.TotalMicroseconds);
            await command.ExecuteNonQueryAsync();
        }
    }

    static async Task RestartAsync(ServerProcess server)
    {
        await server.KillAsync();
        await server.StartAsync(CancellationToken.None);
    }

    static async Task<HttpClient> SignedInAsync(ServerProcess server, string user)
    {
        var client = new HttpClient { BaseAddress = server.Address };
        var answer = await client.PostAsJsonAsync("/elsa/api/identity/login", new { username = user, password = TestHost.Password });
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    static async Task<JsonElement> StartAsync(HttpClient owner, string? correlationId = null)
    {
        var answer = await owner.PostAsJsonAsync("/api/flows/soon/start", new { correlationId });
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    static bool IsFinished(JsonElement instance) => instance.GetProperty("status").GetString() == "Finished";
}
