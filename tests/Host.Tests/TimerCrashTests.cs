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
        using var owner = await OwnerAsync(server);
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

    static async Task RestartAsync(ServerProcess server)
    {
        await server.KillAsync();
        await server.StartAsync(CancellationToken.None);
    }

    static async Task<HttpClient> OwnerAsync(ServerProcess server)
    {
        var client = new HttpClient { BaseAddress = server.Address };
        var answer = await client.PostAsJsonAsync("/elsa/api/identity/login", new { username = "owner", password = TestHost.Password });
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
