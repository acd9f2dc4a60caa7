using Lendflow.Sandbox.Faults;
using Microsoft.AspNetCore.Mvc;

namespace Lendflow.Sandbox.ESign;

/// <summary>The e-sign provider. For tests and demos, <c>/esign/settings</c> sets how signers behave, and
/// <c>POST /esign/envelopes/{id}/decision</c> signs or declines in a silent signer's place.</summary>
internal static class ESignEndpoints
{
    private static readonly Refusal UnknownEnvelope = new(
        404, "unknown-envelope", "Expected an envelope, but there is none with this id.");

    private static readonly Refusal NotSigned = new(
        409, "not-signed", "Expected a signed envelope, but it is not signed.");

    private static readonly Refusal UnknownDecision = new(
        422, "unknown-decision", "Expected signed, declined or expired, but it is something else.");

    private static readonly Refusal InvalidSettings = new(
        422, "invalid-settings", "Expected signDelayMs from 0 to a week and force signed, declined, expired, silent or null, but one is not.");

    public static void MapESign(
        this IEndpointRouteBuilder app, FaultSwitch faults, Envelopes envelopes, Signer signer, CallbackSender callbacks)
    {
        var provider = app.MapGroup("/esign/envelopes").AddEndpointFilter(faults.At("esign"));
        provider.MapPost("", (HttpRequest http, [FromHeader(Name = "Idempotency-Key")] string? key, EnvelopeRequest request) =>
            Send(envelopes, callbacks, request, key, new Uri($"{http.Scheme}://{http.Host}/")));
        provider.MapGet("/{id}", (string id) =>
            envelopes.Find(id) is { } envelope ? Results.Json(Show(envelope)) : UnknownEnvelope.ToHttp());
        provider.MapGet("/{id}/document", (string id) => Document(envelopes.Find(id)));

        app.MapPost("/esign/envelopes/{id}/decision", (string id, Decision decision) =>
            Decide(envelopes, callbacks, id, decision.Status));
        app.MapGet("/esign/settings", () => signer.Settings);
        app.MapPut("/esign/settings", (SigningSettings settings) => Set(signer, settings));
    }

    private static IResult Send(
        Envelopes envelopes, CallbackSender callbacks, EnvelopeRequest request, string? key, Uri baseUrl)
    {
        if (key is null || !Refusal.IsKey(key))
            return Refusal.KeyMissing.ToHttp();

        var answer = envelopes.Send(request, key, baseUrl);
        if (answer is Created<Envelope>(var envelope))
            callbacks.AwaitSigner(envelope);
        return answer.ToHttp(Show);
    }

    private static IResult Document(Envelope? envelope) => envelope switch
    {
        null => UnknownEnvelope.ToHttp(),
        { Status: "signed" } => Results.Bytes(envelope.Sent.Document, "application/pdf"),
        _ => NotSigned.ToHttp(),
    };

    private static IResult Decide(Envelopes envelopes, CallbackSender callbacks, string id, string status)
    {
        if (!Signer.IsDecision(status))
            return UnknownDecision.ToHttp();
        if (envelopes.Decide(id, status))
            callbacks.Deliver(id);
        return envelopes.Find(id) is { } envelope ? Results.Json(Show(envelope)) : UnknownEnvelope.ToHttp();
    }

    private static IResult Set(Signer signer, SigningSettings settings)
    {
        if (!settings.IsValid())
            return InvalidSettings.ToHttp();

        signer.Settings = settings;
        return Results.Json(settings);
    }

    private static object Show(Envelope envelope) => new
    {
        envelope.Sent.EnvelopeId,
        envelope.Sent.Reference,
        envelope.Status,
        envelope.Sent.DocumentSha256,
        envelope.SignedDocumentSha256,
    };

    private sealed record Decision(string Status);
}
