using Lendflow.Engine.Expressions;
using Lendflow.Engine.Jobs;
using Lendflow.Host.People;
using Lendflow.HumanTasks.Notices;
using Lendflow.Storage;

namespace Lendflow.Host.Notices;

/// <summary>Tells people: in the inbox always, over each channel that reaches them once. The job is part of the commit that gave
/// the reason, so nothing is forgotten; what is on record before it leaves makes that nothing is told twice.</summary>
sealed class NotifyJob(IServiceScopeFactory scopes, NoticeStore store, IEnumerable<INoticeChannel> channels, NoticeTexts texts, TimeProvider clock) : IJobHandler
{
    public string Kind => HumanTasks.Notices.Notices.JobKind;

    public async Task<JobAnswer> PerformAsync(Job job, CancellationToken cancellationToken)
    {
        if (Values.To<Notice>(job.Payload) is not { } notice) return new JobAnswer.Failed("Expected a notice, but the job carries none.", MayRetry: false);
        await using var scope = scopes.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<PeopleDirectory>();
        var recipients = await people.RecipientsAsync(notice.Users, notice.Groups, cancellationToken);
        var inWords = notice with { By = await people.DisplayNameAsync(notice.By, cancellationToken) };

        var refused = new List<string>();
        foreach (var recipient in recipients)
        {
            await store.TellAsync(Told(notice, recipient.User, job.CreatedAt), cancellationToken);
            foreach (var channel in channels)
                if (channel.AddressOf(recipient, notice.Kind) is { } address && await SendAsync(channel, address, inWords, recipient, cancellationToken) is { } problem) refused.Add(problem);
        }
        return refused.Count == 0 ? new JobAnswer.Done(default) : new JobAnswer.Failed(refused[0], MayRetry: true);
    }

    /// <returns>Why it did not leave and should be tried again; null otherwise.</returns>
    async Task<string?> SendAsync(INoticeChannel channel, string address, Notice notice, Recipient recipient, CancellationToken cancellationToken)
    {
        if (!await store.BeginAsync(notice.Reason, recipient.User, channel.Name, address, clock.GetUtcNow(), cancellationToken)) return null;
        var sending = await channel.SendAsync(address, texts.Of(notice, recipient), $"{notice.Reason}/{recipient.User}", cancellationToken);
        await store.EndAsync(notice.Reason, recipient.User, channel.Name, sending.Problem, sending.MayHaveLeft, CancellationToken.None);
        return sending.MayHaveLeft ? null : sending.Problem;
    }

    static ToldNotice Told(Notice notice, string user, DateTimeOffset at) => new(
        notice.Reason, user, System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(notice.Kind.ToString()), notice.TaskId, notice.CaseNumber, notice.Title, notice.TitleZh ?? notice.Title, notice.Text, notice.By, at);
}
