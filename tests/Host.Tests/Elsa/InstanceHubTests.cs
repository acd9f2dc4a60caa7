using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Lendflow.Host.Tests.Elsa;

[Collection(nameof(OneHost))]
public sealed class InstanceHubTests(TestHost host)
{
    const char End = '\u001e';

    const string Waiting = """
        {"model":{"definitionId":"watched-by-socket","name":"Watched","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
          {"id":"e","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"go"}}}],"connections":[]}},"publish":true}
        """;

    [Fact]
    public async Task Who_watches_an_instance_is_told_how_it_stands_and_when_it_goes_on()
    {
        using var owner = await host.AsAsync("admin");
        await (await owner.PostAsync("/elsa/api/workflow-definitions", Answers.Json(Waiting))).OkAsync();
        var run = await owner.PostAsync("/elsa/api/workflow-definitions/watched-by-socket/execute", Answers.Json("""{"versionOptions":"Latest"}"""));
        var instance = run.Headers.GetValues("x-elsa-workflow-instance-id").Single();
        using var socket = await ConnectAsync(owner.DefaultRequestHeaders.Authorization!.Parameter!);

        await SendAsync(socket, """{"type":1,"target":"ObserveInstanceAsync","arguments":["INSTANCE"]}""".Replace("INSTANCE", instance));
        var now = await UntilAsync(socket, m => m.Text("target") == "ActivityExecutionLogUpdatedAsync");
        await (await owner.PostAsync($"/elsa/api/cancel/workflow-instances/{instance}", null)).OkAsync();
        var later = await UntilAsync(socket, m => m.Text("target") == "ActivityExecutionLogUpdatedAsync" && !Step(m, "e").GetProperty("isBlocked").GetBoolean());

        Step(now, "e").GetProperty("isBlocked").GetBoolean().Should().BeTrue();
        Step(later, "e").GetProperty("startedCount").GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task Nobody_watches_without_a_token()
    {
        var connect = () => ConnectAsync("no token");

        await connect.Should().ThrowAsync<WebSocketException>();
    }

    async Task<ClientWebSocket> ConnectAsync(string token)
    {
        var socket = new ClientWebSocket();
        var address = new UriBuilder(host.ClientOptions.BaseAddress) { Scheme = "ws", Path = "/elsa/hubs/workflow-instance", Query = $"access_token={Uri.EscapeDataString(token)}" };
        await socket.ConnectAsync(address.Uri, CancellationToken.None);
        await SendAsync(socket, """{"protocol":"json","version":1}""");
        return socket;
    }

    static Task SendAsync(ClientWebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    static async Task<JsonElement> UntilAsync(ClientWebSocket socket, Func<JsonElement, bool> isWanted)
    {
        var (buffer, pending) = (new byte[16 * 1024], "");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, patience.Token);
            pending += Encoding.UTF8.GetString(buffer, 0, received.Count);
            while (pending.IndexOf(End) is >= 0 and var end)
            {
                var message = JsonSerializer.Deserialize<JsonElement>(pending[..end]);
                pending = pending[(end + 1)..];
                if (message.TryGetProperty("target", out _) && isWanted(message)) return message;
            }
        }
    }

    static JsonElement Step(JsonElement message, string id) =>
        message.GetProperty("arguments")[0].GetProperty("stats").EnumerateArray().Single(s => s.Text("activityId") == id);
}
