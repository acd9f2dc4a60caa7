using Lendflow.Engine.Definitions;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Jobs;
using Lendflow.Host.Notices;
using Lendflow.HumanTasks.Notices;

namespace Lendflow.Host.Flows;

/// <summary>Tells those who publish what is asked for, and those who ask what came of it. The request itself is in the history of the flow: a
/// notice that does not arrive loses nothing.</summary>
sealed class PublicationNotices(NotifyJob notify, TimeProvider clock)
{
    public Task AskedAsync(WorkflowDefinition version, string by) => TellAsync(NoticeKind.PublicationAsked, version, [], Elsa.FlowRights.HoldersOf(Elsa.FlowRight.Publish), by, null);

    public Task SentBackAsync(WorkflowDefinition version, string asker, string by, string reason) => TellAsync(NoticeKind.PublicationSentBack, version, [asker], [], by, reason);

    public Task PublishedAsync(WorkflowDefinition version, string asker, string by) => TellAsync(NoticeKind.PublicationGranted, version, [asker], [], by, null);

    async Task TellAsync(NoticeKind kind, WorkflowDefinition version, IReadOnlyList<string> users, IReadOnlyList<string> groups, string by, string? text)
    {
        var now = clock.GetUtcNow();
        var reason = $"flow/{version.Id}/{kind}/{now:yyyyMMddHHmmssfff}"; // The same version can be asked for and sent back several times.
        var notice = new Notice(reason, kind, users, groups, "", null, version.Name ?? version.DefinitionId, null, by, text, null);
        await notify.PerformAsync(new Job(reason, "", null, notify.Kind, JobMode.Effect, Values.From(notice), reason, now), CancellationToken.None);
    }
}
