namespace Lendflow.Activities.Tables;

/// <summary>Why a case was declined, sent back or stopped: one wording for staff, one for the customer, each in two languages.</summary>
/// <param name="Internal">What staff, auditors and reports read.</param>
/// <param name="Customer">What the applicant reads. It gives away neither a fraud check nor a list.</param>
public sealed record ReasonCode(string Code, ReasonKind Kind, string Internal, string InternalZh, string Customer, string CustomerZh)
{
    internal static IReadOnlyList<ReasonCode> ReadTable(TableObject table) => table.Rows("codes",
        row => new ReasonCode(row.Text("code"), row.OneOf<ReasonKind>("kind"), row.Text("internal"), row.Text("internalZh"),
            row.Text("customer"), row.Text("customerZh")));
}

/// <summary>Three things that reports keep apart and that a code therefore never mixes.</summary>
public enum ReasonKind
{
    /// <summary>A person said no, and that is final (驳回).</summary>
    Decline,

    /// <summary>The applicant is to mend something, then the case goes on (退回).</summary>
    Rework,

    /// <summary>A rule stopped the case by itself (拦截).</summary>
    HardStop,
}
