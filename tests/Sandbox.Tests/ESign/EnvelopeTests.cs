using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Lendflow.Sandbox.ESign;

namespace Lendflow.Sandbox.Tests.ESign;

public sealed class EnvelopeTests
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:9/callback");
    private static readonly SandboxOptions SilentSigner = new() { ForceESign = "silent" };

    [Fact]
    public async Task An_envelope_is_sent_once_per_key()
    {
        await using var sandbox = await TestSandbox.StartAsync(SilentSigner);

        var first = await sandbox.PostAsync("esign/envelopes", A.Envelope(Nowhere), "k").JsonAsync();
        var again = await sandbox.PostAsync("esign/envelopes", A.Envelope(Nowhere), "k").JsonAsync();
        var other = await sandbox.PostAsync("esign/envelopes", A.Envelope(Nowhere, "L-2"), "k").StatusAsync();

        first.Text("status").Should().Be("sent");
        first.Text("documentSha256").Should().Be(Convert.ToHexStringLower(SHA256.HashData("%PDF-1.7 contract"u8)));
        again.GetRawText().Should().Be(first.GetRawText());
        other.Should().Be(422);
    }

    [Fact]
    public async Task An_envelope_without_a_key_or_with_an_impossible_content_is_refused()
    {
        await using var sandbox = await TestSandbox.StartAsync(SilentSigner);

        var keyless = await sandbox.PostAsync("esign/envelopes", A.Envelope(Nowhere)).JsonAsync();
        var impossible = await sandbox.PostAsync(
            "esign/envelopes", A.Envelope(new Uri("ftp://x/y"), expiresAt: DateTimeOffset.UnixEpoch), "k").JsonAsync();

        keyless.Text("code").Should().Be("idempotency-key-missing");
        impossible.Text("detail").Should().Contain("http address for the callback").And.Contain("expiry in the future");
    }

    [Fact]
    public async Task The_document_can_be_fetched_after_signing_and_not_before()
    {
        await using var sandbox = await TestSandbox.StartAsync(SilentSigner);
        var id = (await sandbox.PostAsync("esign/envelopes", A.Envelope(Nowhere), "k").JsonAsync()).Text("envelopeId");
        var path = $"esign/envelopes/{id}";
        (await sandbox.Http.GetAsync(path + "/document").StatusAsync()).Should().Be(409);

        await sandbox.PostAsync(path + "/decision", new { status = "signed" });

        (await sandbox.Http.GetByteArrayAsync(path + "/document")).Should().Equal("%PDF-1.7 contract"u8.ToArray());
        (await sandbox.Http.GetFromJsonAsync<JsonElement>(path)).Text("status").Should().Be("signed");
    }

    [Fact]
    public async Task An_unknown_envelope_is_not_found()
    {
        await using var sandbox = await TestSandbox.StartAsync(SilentSigner);

        (await sandbox.Http.GetAsync("esign/envelopes/env-1").StatusAsync()).Should().Be(404);
        (await sandbox.Http.GetAsync("esign/envelopes/env-1/document").StatusAsync()).Should().Be(404);
        (await sandbox.PostAsync("esign/envelopes/env-1/decision", new { status = "signed" }).StatusAsync()).Should().Be(404);
    }

    [Fact]
    public void Ninety_seven_in_a_hundred_signers_sign_two_decline_and_one_waits_too_long()
    {
        var signer = new Signer(new SigningSettings());

        var decisions = Enumerable.Range(0, 20_000).Select(number => signer.Decide($"L-2026-{number}") ?? "silent").CountBy(decision => decision);

        var shares = decisions.ToDictionary(pair => pair.Key, pair => pair.Value / 20_000.0);
        shares["signed"].Should().BeApproximately(0.97, 0.005);
        shares["declined"].Should().BeApproximately(0.02, 0.004);
        shares["expired"].Should().BeApproximately(0.01, 0.003);
    }

    [Fact]
    public async Task Settings_out_of_range_are_refused()
    {
        await using var sandbox = await TestSandbox.StartAsync(SilentSigner);

        (await sandbox.Http.PutAsJsonAsync("esign/settings", new { force = "perhaps" }).StatusAsync()).Should().Be(422);
        (await sandbox.Http.PutAsJsonAsync("esign/settings", new { signDelayMs = -1 }).StatusAsync()).Should().Be(422);
        (await sandbox.Http.PutAsJsonAsync("esign/settings", new { signDelayMs = 5, force = "declined" }).StatusAsync()).Should().Be(200);
    }
}
