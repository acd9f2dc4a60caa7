using System.Security.Cryptography;
using Lendflow.Activities.ESign;
using Lendflow.Activities.Outside;
using Lendflow.Sandbox;

namespace Lendflow.Activities.Tests.Outside;

public sealed class HttpESignProviderTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly byte[] Pdf = "%PDF-1.7 contract"u8.ToArray();
    private static readonly string Sha256 = Convert.ToHexStringLower(SHA256.HashData(Pdf));

    [Fact]
    public async Task A_contract_is_sent_signed_reported_and_fetched()
    {
        await using var receiver = await Counterparty.ThatAnswersAsync((202, ""));
        await using var sandbox = await OutsideSandbox.StartAsync(new SandboxOptions { ForceESign = "signed", ESignSecret = "s3cret" });
        using var line = Line.To(sandbox.Address);
        var provider = new HttpESignProvider(line);

        var sent = (Answered<Envelope>)await provider.SendAsync(Contract(receiver.Address), "i/sign/1", Ct);
        var heard = await receiver.NextAsync();
        ESignCallback.TryRead(heard.Body, out var callback, out _).Should().BeTrue();
        var document = await provider.FetchDocumentAsync(sent.Value.EnvelopeId, callback?.SignedDocumentSha256 ?? "", Ct);

        ESignCallback.Verify(heard.Signature, heard.Body, "s3cret").Should().BeTrue();
        callback.Should().BeEquivalentTo(new { sent.Value.EnvelopeId, Status = "signed", SignedDocumentSha256 = Sha256 });
        document.Should().BeOfType<Answered<byte[]>>().Which.Value.Should().Equal(Pdf);
        (await provider.LookUpAsync(sent.Value.EnvelopeId, Ct)).Should().BeOfType<Answered<Envelope>>()
            .Which.Value.Status.Should().Be("signed");
    }

    [Fact]
    public async Task A_contract_sent_again_under_its_key_is_one_envelope()
    {
        await using var sandbox = await OutsideSandbox.StartAsync(new SandboxOptions { ForceESign = "silent" });
        using var line = Line.To(sandbox.Address);
        var provider = new HttpESignProvider(line);

        var first = await provider.SendAsync(Contract(sandbox.Address), "i/sign/1", Ct);
        var again = await provider.SendAsync(Contract(sandbox.Address), "i/sign/1", Ct);

        again.Should().Be(first).And.BeOfType<Answered<Envelope>>();
    }

    [Fact]
    public async Task An_envelope_around_another_document_is_not_accepted()
    {
        await using var counterparty = await Counterparty.ThatAnswersAsync(
            (201, $$"""{"envelopeId":"env-1","status":"sent","documentSha256":"{{new string('0', 64)}}"}"""));
        using var line = Line.To(counterparty.Address);

        var result = await new HttpESignProvider(line).SendAsync(Contract(counterparty.Address), "k", Ct);

        result.Should().BeOfType<Unavailable<Envelope>>().Which.Message.Should().EndWith("around another document.");
    }

    [Fact]
    public async Task A_document_with_another_hash_is_not_handed_over()
    {
        await using var counterparty = await Counterparty.ThatAnswersAsync((200, "%PDF-1.7 contract, changed"));
        using var line = Line.To(counterparty.Address);

        var result = await new HttpESignProvider(line).FetchDocumentAsync("env-1", Sha256, Ct);

        result.Should().BeOfType<Unavailable<byte[]>>();
    }

    [Fact]
    public async Task An_unknown_or_unsigned_envelope_is_refused()
    {
        await using var sandbox = await OutsideSandbox.StartAsync(new SandboxOptions { ForceESign = "silent" });
        using var line = Line.To(sandbox.Address);
        var provider = new HttpESignProvider(line);
        var sent = (Answered<Envelope>)await provider.SendAsync(Contract(sandbox.Address), "k", Ct);

        var unknown = await provider.LookUpAsync("env-1", Ct);
        var unsigned = await provider.FetchDocumentAsync(sent.Value.EnvelopeId, Sha256, Ct);

        unknown.Should().BeOfType<Refused<Envelope>>().Which.Code.Should().Be("unknown-envelope");
        unsigned.Should().BeOfType<Refused<byte[]>>().Which.Code.Should().Be("not-signed");
    }

    private static ContractToSign Contract(Uri callbackUrl) => new(
        "L-2026-0001", Pdf, new Signer("Wang Fang", "13800000000"), callbackUrl, new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
}
