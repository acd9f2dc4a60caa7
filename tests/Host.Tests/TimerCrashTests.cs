using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Lendflow.Host.Tests.Faults;
using Lendflow.Host.Cli.Demo;
using Lendflow.Sandbox;

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

    static async Task<JsonElement> StartAsync(HttpClient owner)
    {
        var answer = await owner.PostAsJsonAsync("/api/flows/soon/start", new { });
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    static bool IsFinished(JsonElement instance) => instance.GetProperty("status").GetString() == "Finished";
}
