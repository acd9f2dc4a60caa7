using System.Net.Http.Json;
using System.Text.Json;

namespace Lendflow.Sandbox.Tests.Sms;

public sealed class SmsTests
{
    [Fact]
    public async Task A_message_can_be_read_after_it_was_sent()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var status = await sandbox.PostAsync("sms/messages", new { to = "13800000000", text = "Your loan is paid out" }).StatusAsync();

        status.Should().Be(201);
        var messages = await sandbox.Http.GetFromJsonAsync<JsonElement>("sms/messages");
        messages[0].Text("to").Should().Be("13800000000");
        messages[0].Text("text").Should().Be("Your loan is paid out");
    }

    [Fact]
    public async Task A_message_repeated_under_its_key_is_sent_once()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var first = await sandbox.PostAsync("sms/messages", new { to = "1", text = "hi" }, "k").StatusAsync();
        var again = await sandbox.PostAsync("sms/messages", new { to = "1", text = "hi" }, "k").StatusAsync();
        var other = await sandbox.PostAsync("sms/messages", new { to = "2", text = "hi" }, "k").StatusAsync();

        new[] { first, again, other }.Should().Equal(201, 200, 422);
        (await sandbox.Http.GetFromJsonAsync<JsonElement>("sms/messages")).GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task A_message_to_nobody_is_refused()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        (await sandbox.PostAsync("sms/messages", new { to = "", text = "hi" }).StatusAsync()).Should().Be(422);
    }
}
