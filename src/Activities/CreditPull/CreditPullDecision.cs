using Lendflow.Activities.Tables;

namespace Lendflow.Activities.CreditPull;

/// <summary>What to do about the bureau report before asking, and what follows from it afterwards.</summary>
public static class CreditPullDecision
{
    /// <summary>Consent comes first, even for a report already held: it is about this application. Then a report that is still
    /// valid is reused, since every inquiry leaves a trace in the borrower's file.</summary>
    /// <param name="held">The latest report held about this borrower; null for none.</param>
    public static CreditPullStep Before(Consent consent, CreditReport? held, AdmissionRules rules, DateTimeOffset now)
    {
        if (!consent.CreditBureau || consent.GivenAt is not { } given) return new CreditPullStep.Refuse(ReasonCodes.ConsentMissing);
        if (given > now) return new CreditPullStep.Refuse(ReasonCodes.ConsentNotYetGiven);
        if (given.AddDays(rules.ConsentValidDays) < now) return new CreditPullStep.Refuse(ReasonCodes.ConsentExpired);

        return held is not null && held.IssuedAt <= now && now <= held.ValidUntil
            ? new CreditPullStep.Reuse(held)
            : new CreditPullStep.Pull();
    }

    /// <summary>A hard stop wins over a thin file.</summary>
    public static CreditFinding Judge(LoanApplication application, CreditReport report, string? companyStatus, AdmissionRules rules)
    {
        var stops = HardStop.Find(rules, application, companyStatus, report);
        if (stops.Count > 0) return new CreditFinding.Stopped(stops);
        return report.Score is null ? new CreditFinding.Thin() : new CreditFinding.Clear();
    }
}

/// <summary>What to do before asking the bureau.</summary>
public abstract record CreditPullStep
{
    CreditPullStep() { }

    public sealed record Pull : CreditPullStep;

    public sealed record Reuse(CreditReport Report) : CreditPullStep;

    /// <param name="ReasonCode">Code of kind rework: the applicant has to give the consent, or give it anew.</param>
    public sealed record Refuse(string ReasonCode) : CreditPullStep;
}

/// <summary>What follows from a report.</summary>
public abstract record CreditFinding
{
    CreditFinding() { }

    /// <summary>Nothing speaks against going on.</summary>
    public sealed record Clear : CreditFinding;

    /// <summary>The bureau knows too little for a score: a person looks at the case.</summary>
    public sealed record Thin : CreditFinding;

    public sealed record Stopped(IReadOnlyList<HardStop> Stops) : CreditFinding;
}
