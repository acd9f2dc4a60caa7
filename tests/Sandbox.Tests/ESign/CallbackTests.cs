using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Lendflow.Sandbox.Tests.ESign;

public sealed class CallbackTests
{
    [Fact]
    public async Task The_receiver_is_told_with_a_signature_over_the_raw_body()
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { ForceESign = "signed", ESignSecret = "s3cret" });
        var sent = await sandbox.PostAsync("esign/envelopes", A.Envelope(receiver.Url), "k").JsonAsync();

        var callback = await receiver.NextAsync();

        callback.Signature.Should().Be(Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("s3cret"), callback.Body)));
        callback.Json.Text("envelopeId").Should().Be(sent.Text("envelopeId"));
        callback.Json.Text("status").Should().Be("signed");
        callback.Json.Text("signedDocumentSha256").Should().Be(sent.Text("documentSha256"));
        (await sandbox.Http.GetByteArrayAsync(callback.Json.Text("documentUrl"))).Should().NotBeEmpty();
    }

    [Fact]
    public async Task The_signer_takes_the_time_that_was_set()
    {
        var clock = new ManualTimeProvider();
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { SignDelay = TimeSpan.FromHours(2), Time = clock });
        var id = (await sandbox.PostAsync("esign/envelopes", A.Envelope(receiver.Url), "k").JsonAsync()).Text("envelopeId");
        await clock.TimerSetAsync(TimeSpan.FromHours(2));
        (await sandbox.Http.GetFromJsonAsync<JsonElement>($"esign/envelopes/{id}")).Text("status").Should().Be("sent");

        clock.Advance(TimeSpan.FromHours(2));

        (await receiver.NextAsync()).Json.Text("status").Should().BeOneOf("signed", "declined", "expired");
    }

    [Fact]
    public async Task A_callback_is_repeated_with_growing_pauses_until_it_is_acknowledged()
    {
        var clock = new ManualTimeProvider();
        await using var receiver = await CallbackReceiver.StartAsync(500, 404, 202);
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { ForceESign = "declined", Time = clock });
        await sandbox.PostAsync("esign/envelopes", A.Envelope(receiver.Url), "k");

        var first = await receiver.NextAsync();
        await clock.TimerSetAsync(TimeSpan.FromMilliseconds(500));
        clock.Advance(TimeSpan.FromMilliseconds(500));
        var second = await receiver.NextAsync();
        await clock.TimerSetAsync(TimeSpan.FromSeconds(1));
        clock.Advance(TimeSpan.FromSeconds(1));
        var third = await receiver.NextAsync();

        second.Body.Should().Equal(first.Body);
        third.Body.Should().Equal(first.Body);
    }

    [Fact]
    public async Task A_callback_that_was_not_acknowledged_is_sent_again_after_a_restart()
    {
        await using var receiver = await CallbackReceiver.StartAsync(503);
        var options = new SandboxOptions { DataFile = A.NewFile(), ForceESign = "signed" };
        Callback before;
        await using (var sandbox = await TestSandbox.StartAsync(options with { Time = new ManualTimeProvider() }))
        {
            await sandbox.PostAsync("esign/envelopes", A.Envelope(receiver.Url), "k");
            before = await receiver.NextAsync();
        }

        await using var restarted = await TestSandbox.StartAsync(options);

        var after = await receiver.NextAsync();
        after.Json.Text("eventId").Should().Be(before.Json.Text("eventId"));
        after.Body.Should().Equal(before.Body);
    }

    [Fact]
    public async Task A_signer_who_is_silent_is_heard_after_a_decision_in_his_place()
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { ForceESign = "silent" });
        var id = (await sandbox.PostAsync("esign/envelopes", A.Envelope(receiver.Url), "k").JsonAsync()).Text("envelopeId");

        await sandbox.PostAsync($"esign/envelopes/{id}/decision", new { status = "expired" });
        var second = await sandbox.PostAsync($"esign/envelopes/{id}/decision", new { status = "signed" }).JsonAsync();

        (await receiver.NextAsync()).Json.Text("status").Should().Be("expired");
        second.Text("status").Should().Be("expired");
    }

    [Fact]
    public async Task A_duplicate_callback_carries_the_same_event()
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.SwitchOnAsync(new { esign = new { duplicateCallbackRate = 1 } });
        await sandbox.PostAsync("esign/envelopes", A.Envelope(receiver.Url), "k");

        var first = await receiver.NextAsync();
        var second = await receiver.NextAsync();

        second.Json.Text("eventId").Should().Be(first.Json.Text("eventId"));
    }

    [Fact]
    public async Task A_late_callback_comes_after_its_delay()
    {
        var clock = new ManualTimeProvider();
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { Time = clock });
        await sandbox.SwitchOnAsync(new { esign = new { lateCallbackRate = 1, lateCallbackMs = 90_000 } });
        await sandbox.PostAsync("esign/envelopes", A.Envelope(receiver.Url), "k");
        await clock.TimerSetAsync(TimeSpan.FromSeconds(90));
        receiver.HasMore.Should().BeFalse();

        clock.Advance(TimeSpan.FromSeconds(90));

        (await receiver.NextAsync()).Body.Should().NotBeEmpty();
    }
}
