using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Lendflow.Host.Tests;

[Collection(nameof(OneHost))]
public sealed class LiveTests(TestHost host)
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Who_listens_is_told_which_case_went_on()
    {
        var (number, task) = await A.TaskForManagersAsync(host);
        var (manager, analyst) = (await host.AsAsync("manager"), await host.AsAsync("analyst"));
        using var enough = new CancellationTokenSource(Patience, TimeProvider.System);
        await using var stream = await analyst.GetStreamAsync(new Uri("/api/live", UriKind.Relative), enough.Token);
        await using var events = SseParser.Create(stream, (_, data) => JsonSerializer.Deserialize<JsonElement>(data)).EnumerateAsync(enough.Token).GetAsyncEnumerator(enough.Token);
        await events.MoveNextAsync();
        var first = events.Current.Data;

        await (await task.ActAsync(manager, "claim")).OkAsync();
        while (await events.MoveNextAsync() && !Names(events.Current.Data, number)) { }

        first.GetProperty("cases").GetArrayLength().Should().Be(0, "nothing went on before");
        Names(events.Current.Data, number).Should().BeTrue();
    }

    [Fact]
    public async Task Only_who_is_signed_in_may_listen() =>
        (await host.Anonymous().GetAsync(new Uri("/api/live", UriKind.Relative))).StatusCode.Should().Be(System.Net.HttpStatusCode.Unauthorized);

    static bool Names(JsonElement change, string number) => change.GetProperty("cases").EnumerateArray().Any(c => c.GetString() == number);
}
