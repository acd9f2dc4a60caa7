using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;

namespace Lendflow.Activities.Disbursement;

/// <summary>Takes a disbursement back when a later step makes it void.</summary>
public sealed class ReversalActivity : Activity
{
    public override ElementDescriptor Descriptor { get; } = new("Lending.Reversal", "Reverse Disbursement", "Lending", "Takes the disbursement back at the core banking system.")
    {
        DisplayNameZh = "放款冲正",
        DescriptionZh = "在核心系统冲正已放款项。",
        Icon = "undo",
        Color = "#dc2626",
        Inputs = [new("disbursement", "JSON", "The booking.") { IsRequired = true }],
        Outputs = [new("reversal", "JSON", "The reversal.")],
        Outcomes = ["Reversed"],
    };

    protected override Answer Run(Call call) => call.Read<Booking>("disbursement") is { BookingId.Length: > 0 } booking
        ? Answer.Wait(new Awaited.Job(ReverseBookingJob.JobKind, JobMode.Effect, Values.From(new BookingToReverse(booking.BookingId))))
        : Answer.Failed("Expected a booking to reverse, but the case has none.");

    protected override Answer Continue(Call call, Resumption resumption) => resumption.Failure is null
        ? Answer.Done("Reversed") with { Outputs = [("reversal", resumption.Payload)], Facts = [("disbursement", "reversed")] }
        : Answer.Failed("Expected the core banking to reverse the booking, but it did not.", resumption.Failure);
}
