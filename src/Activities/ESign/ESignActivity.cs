using System.Text.Json;
using Lendflow.Activities.Approval;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;

namespace Lendflow.Activities.ESign;

/// <summary>Sends the contract to the e-sign provider, waits for what the signer does, and fetches the signed document.
/// Sending is an effect: repeated under the same key it yields the same envelope.</summary>
public sealed class ESignActivity(Policy policy) : Activity
{
    /// <summary>Name of the message by which the provider's callback is awaited.</summary>
    public const string Message = "Lending.ESign.Callback";

    const string Send = "send", Fetch = "fetch", Expiry = "expiry";

    public override ElementDescriptor Descriptor { get; } = new("Lending.ESign", "E-Sign", "Lending", "Sends the contract for electronic signature and waits for the signer.")
    {
        DisplayNameZh = "电子签章",
        DescriptionZh = "生成合同并发送电子签署，等待签署结果。",
        Icon = "signature",
        Color = "#db2777",
        Inputs =
        [
            CaseOf.ApplicationInput,
            new("approval", "JSON", "The approval the contract rests on; not set on the instant track."),
            new("slaStep", "String", "Step of the SLA policy that limits the signer's time.") { Default = Values.Of("signing") },
        ],
        Outputs = [new("contract", "JSON", "Envelope, status, and hash of the signed document.")],
        Outcomes = ["Signed", "Declined", "Expired"],
    };

    /// <summary>Key by which the callback of an envelope finds its case.</summary>
    public static JsonElement CallbackKey(string envelopeId) => Values.From(new { envelopeId });

    protected override Answer Run(Call call)
    {
        if (call.Application() is not { } application) return CaseOf.NoApplication(call);
        if (policy.At(call.Now, application.Branch).FindProduct(application.Product) is not { } product)
            return Answer.Failed($"Expected product '{application.Product}' in products.json, but it is not there.");
        var amount = call.Read<ApprovalRecord>("approval")?.Amount ?? application.Amount;
        var order = new ContractOrder(call.Instance.CorrelationId ?? call.Instance.Id, application, product, amount, call.StartedAt, call.StartedAt + SigningTime(call));
        return Answer.Wait(new Awaited.Job(SendContractJob.JobKind, JobMode.Effect, Values.From(order), Send)) with
        {
            Outputs = [("contract", Values.From(new SignedContract("preparing", null, amount, product.Currency, null, null, null, null)))],
        };
    }

    protected override Answer Continue(Call call, Resumption resumption) => resumption.Wait.Tag switch
    {
        Send => Sent(call, resumption),
        Fetch => Fetched(call, resumption),
        Expiry => End(call, "Expired", "expired"),
        _ => Reported(call, Values.To<ESignCallback>(resumption.Payload)),
    };

    Answer Sent(Call call, Resumption sent)
    {
        if (sent.Failure is not null || Values.To<Envelope>(sent.Payload) is not { } envelope)
            return Answer.Failed("Expected the e-sign provider to take the contract, but it did not.", sent.Failure);
        return Answer.Wait(
            new Awaited.Message(Message, CallbackKey(envelope.EnvelopeId)),
            new Awaited.Time(call.Now + SigningTime(call), Expiry)) with
        {
            Outputs = [("contract", Values.From(Contract(call) with { Status = "sent", EnvelopeId = envelope.EnvelopeId, DocumentSha256 = envelope.DocumentSha256 }))],
            Facts = [("waitingFor", "applicant")],
        };
    }

    static Answer Reported(Call call, ESignCallback? callback) => callback?.Status switch
    {
        "signed" => Answer.WaitInstead([Expiry], new Awaited.Job(FetchContractJob.JobKind, JobMode.Read,
            Values.From(new SignedContractOrder(call.Instance.CorrelationId ?? call.Instance.Id, callback.EnvelopeId, callback.SignedDocumentSha256!)), Fetch)) with
        {
            Outputs = [("contract", Values.From(Contract(call) with { AnnouncedSha256 = callback.SignedDocumentSha256, SignedAt = call.Now }))],
            Facts = [("waitingFor", null)],
        },
        "declined" => End(call, "Declined", "declined"),
        "expired" => End(call, "Expired", "expired"),
        _ => Answer.Failed("Expected the e-sign provider to report signed, declined or expired, but it reported something else."),
    };

    static Answer Fetched(Call call, Resumption fetched)
    {
        if (fetched.Failure is not null || Values.To<StoredContract>(fetched.Payload) is not { } stored)
            return Answer.Failed("Expected to fetch and store the signed contract, but it could not be done.", fetched.Failure);
        return Answer.Done("Signed") with
        {
            Outputs = [("contract", Values.From(Contract(call) with { Status = "signed", StoredSha256 = stored.Sha256 }))],
            Facts = [("waitingFor", null)],
        };
    }

    static Answer End(Call call, string outcome, string status) => Answer.Done(outcome) with
    {
        Outputs = [("contract", Values.From(Contract(call) with { Status = status }))],
        Facts = [("waitingFor", null)],
    };

    static SignedContract Contract(Call call) => Values.To<SignedContract>(call.LastOutput("contract"))!;

    TimeSpan SigningTime(Call call) =>
        ((HumanTasks.Tasks.IWorkRules)policy).Policy(call.Text("slaStep") ?? "", call.Fact("track"), call.Now)?.Target ?? TimeSpan.FromDays(3);
}

/// <summary>A contract as the case knows it.</summary>
/// <param name="Status"><c>preparing</c>, <c>sent</c>, <c>signed</c>, <c>declined</c> or <c>expired</c>.</param>
/// <param name="DocumentSha256">Hash of the document that was sent.</param>
/// <param name="AnnouncedSha256">Hash of the signed document as the provider announced it.</param>
/// <param name="StoredSha256">Hash of the signed document as it was fetched and stored.</param>
public sealed record SignedContract(
    string Status, string? EnvelopeId, decimal Amount, string Currency, string? DocumentSha256, string? AnnouncedSha256, string? StoredSha256, DateTimeOffset? SignedAt);
