using Lendflow.Engine.Expressions;
using Lendflow.Engine.Http;
using Lendflow.Engine.Jobs;

namespace Lendflow.Engine.Virtual;

/// <summary>Nothing leaves a run in memory: every request finds nobody, so that the same flow always gives the same record and
/// trying one out changes nothing anywhere.</summary>
sealed class NoNetwork : IJobHandler
{
    public string Kind => OutgoingRequest.JobKind;

    public Task<JobAnswer> PerformAsync(Job job, CancellationToken cancellationToken) =>
        Task.FromResult<JobAnswer>(new JobAnswer.Done(Values.From(OutgoingReply.Failed(NoReply.NoConnection, "Expected a server, but a run in memory has no network."))));
}
