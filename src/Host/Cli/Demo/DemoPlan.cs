using Lendflow.Activities;
using Lendflow.Host.Api;
using Lendflow.Samples;

namespace Lendflow.Host.Cli.Demo;

/// <summary>An application that will be submitted, with what is needed to play its applicant and its case's staff.</summary>
/// <param name="Index">Which of the run's applications; chance is drawn by it.</param>
sealed record PlannedCase(int Index, LoanApplication Application);

/// <summary>Makes the applications of a run and the documents that go with them.</summary>
sealed class DemoPlan(Policy policy, int seed, TimeProvider clock)
{
    public int Seed => seed;

    /// <summary>Made-up applications, as if given their consent yesterday.</summary>
    public IReadOnlyList<PlannedCase> Generate(int count)
    {
        var generator = new ApplicationGenerator(ApplicationParameters.Shipped, seed);
        return [.. Enumerable.Range(0, count).Select(i => new PlannedCase(i, generator.Application(i + 1, Today.AddDays(-1))))];
    }

    /// <summary>Real loans, evenly spread over the file, as if applied for today: dates move with the day of application.</summary>
    public IReadOnlyList<PlannedCase> Take(IReadOnlyList<SbaApplication> loans, int count)
    {
        var taken = Math.Min(count, loans.Count);
        return [.. Enumerable.Range(0, taken).Select(i => new PlannedCase(i, AsOfToday(loans[(int)((long)i * loans.Count / taken)])))];
    }

    /// <summary>The application with the documents its applicant brings at first: some are missing, expired or somebody else's.</summary>
    public SubmittedApplication Submission(PlannedCase planned) => With(planned, Documents(planned, new DocumentFaults()));

    /// <summary>The application of somebody who brings everything that is asked for.</summary>
    public SubmittedApplication CompleteSubmission(PlannedCase planned) => With(planned, RightDocuments(planned));

    static SubmittedApplication With(PlannedCase planned, IReadOnlyList<SampleDocument> brought)
    {
        var a = planned.Application;
        var documents = brought.Select(d => new SubmittedDocument(d.Kind, d.FileName, Convert.ToBase64String(d.Content.Span), d.IssuedOn, d.ExpiresOn, d.Fields));
        return new SubmittedApplication(a.Product, a.Amount, a.TermMonths, a.Purpose, a.Channel, a.Branch, a.Borrower, a.Consent, [.. documents]);
    }

    /// <summary>The documents as they should have been.</summary>
    public IReadOnlyList<SampleDocument> RightDocuments(PlannedCase planned) => Documents(planned, DocumentFaults.None);

    IReadOnlyList<SampleDocument> Documents(PlannedCase planned, DocumentFaults faults)
    {
        var (application, now) = (planned.Application, clock.GetUtcNow());
        var checklist = policy.At(now, application.Branch).FindChecklist(application.Product, application.Borrower.Segment);
        return checklist is null ? [] : new DocumentGenerator(faults, seed).Documents(application, checklist, policy.Today(now, application.Branch));
    }

    LoanApplication AsOfToday(SbaApplication loan)
    {
        var passed = Today.DayNumber - loan.ApprovedOn.DayNumber;
        var borrower = loan.Application.Borrower;
        return loan.Application with
        {
            Borrower = borrower with { EstablishedOn = borrower.EstablishedOn.AddDays(passed) },
            Consent = new Consent(true, clock.GetUtcNow().AddDays(-1)),
        };
    }

    DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}
