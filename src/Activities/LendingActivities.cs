using Lendflow.Activities.Approval;
using Lendflow.Activities.CreditPull;
using Lendflow.Activities.Disbursement;
using Lendflow.Activities.DocumentCheck;
using Lendflow.Activities.ESign;
using Lendflow.Activities.Scoring;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Jobs;
using Lendflow.HumanTasks.Review;
using Lendflow.HumanTasks.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace Lendflow.Activities;

/// <summary>Every activity of lending, and everything it asks the outside for.</summary>
public static class LendingActivities
{
    /// <summary>The activity types, for the element table.</summary>
    public static IReadOnlyList<Element> All(Policy policy) =>
    [
        new HumanTask(policy),
        new JointReview(policy),
        new DocumentCheckActivity(policy),
        new AwaitDocumentsActivity(policy),
        new CreditPullActivity(policy),
        new HardStopsActivity(policy),
        new ScoringActivity(policy),
        new ChooseTrackActivity(policy),
        new TieredApprovalActivity(policy),
        new ESignActivity(policy),
        new DisbursementActivity(policy),
        new ReversalActivity(),
        new CloseCaseActivity(policy),
    ];

    /// <summary>Registers the job handlers. Needs <see cref="Policy"/>, <see cref="ContractSettings"/>, <see cref="IDocumentArchive"/>
    /// and the ports to the outside to be registered as well.</summary>
    public static IServiceCollection AddLendingActivities(this IServiceCollection services) => services
        .AddSingleton<IJobHandler, CompanyLookupJob>()
        .AddSingleton<IJobHandler, CreditPullJob>()
        .AddSingleton<IJobHandler, SendContractJob>()
        .AddSingleton<IJobHandler, FetchContractJob>()
        .AddSingleton<IJobHandler, BookLoanJob>()
        .AddSingleton<IJobHandler, ReverseBookingJob>();
}
