using System.Text.Json;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Tasks;

namespace Lendflow.Engine.Waiting;

/// <summary>Brings stimuli to whom they meet, as Elsa does: a published event starts an instance by each trigger it meets, then
/// resumes each wait it meets; when it met no wait it is kept for one to come. Each of these happens once for a publication,
/// however often it is repeated and wherever a node dies.</summary>
public sealed class EventPublisher(IWorkflowStore store, IStimulusStore stimuli, TriggeredStarts starts, Func<WorkflowRunner> runner, TimeProvider clock) : IDueWork
{
    /// <summary>Waits that others end between look and delivery are looked for again, this often.</summary>
    const int MostLooks = 5;

    /// <summary>Publishes an event. When this completes, what it did is on disk; when it is cut off, some node goes on.</summary>
    /// <param name="id">The same for every try of the same publication.</param>
    public async Task<Published> PublishAsync(Publication publication, string id, string? actor, CancellationToken cancellationToken)
    {
        var (now, hash) = (clock.GetUtcNow(), HashOf(publication));
        var triggers = publication.InstanceId is null ? await starts.FindAsync(hash, cancellationToken) : [];
        var stimulus = new PendingStimulus(id, hash, publication.CorrelationId, publication.InstanceId, publication.Payload ?? default, actor, now, triggers, null);
        if (triggers.Count == 0) stimulus = stimulus with { Waits = await LookAsync(stimulus, cancellationToken) };
        if (!await stimuli.AcceptAsync(stimulus, LeaseOf(stimulus), cancellationToken)) return Published.Nothing with { WasRepeated = true };
        return stimulus.IsKept ? Published.Nothing with { IsKept = true } : await DeliverAsync(stimulus, cancellationToken);
    }

    /// <summary>Brings an event only to those who wait for it now: it starts nothing and is not kept.</summary>
    /// <returns>How many waits it ended; one that somebody else ended meanwhile is not counted.</returns>
    public Task<int> ResumeAsync(Publication publication, string? actor, CancellationToken cancellationToken) =>
        ResumeAsync(HashOf(publication), publication, actor, null, cancellationToken);

    /// <summary>As the other for messages that an activity awaits by a name and key of its own.</summary>
    /// <param name="operationId">Makes a repeated message harmless; null when it cannot come twice.</param>
    public Task<int> SendAsync(string name, JsonElement key, JsonElement payload, string? operationId, CancellationToken cancellationToken) =>
        ResumeAsync(Stimulus.Hash(name, key), new Publication(name, null, null, payload), null, operationId, cancellationToken);

    /// <summary>Goes on with stimuli that a dead node left, and with kept ones that a wait has come for.</summary>
    public async Task<int> TakeDueAsync(int max, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var claimed = await stimuli.ClaimStimuliAsync(now, now + Lease.Length, max, cancellationToken);
        foreach (var stimulus in claimed) await DeliverAsync(stimulus, cancellationToken);
        return claimed.Count;
    }

    async Task<Published> DeliverAsync(PendingStimulus stimulus, CancellationToken cancellationToken)
    {
        var done = await StartAsync(stimulus, cancellationToken);
        var addressed = stimulus.Waits is null ? await AddressAsync(stimulus, cancellationToken) : stimulus;
        for (var looks = 1; addressed is { Waits: { } waits }; looks++)
        {
            var (resumed, hasMet) = await ResumeAsync(stimulus, waits, cancellationToken);
            done = done with { Resumed = done.Resumed + resumed };
            if (hasMet || looks == MostLooks)
            {
                await stimuli.RemoveAsync(stimulus.Id, cancellationToken);
                return done;
            }
            addressed = await AddressAsync(addressed, cancellationToken);
        }
        return done with { IsKept = addressed is not null };
    }

    async Task<Published> StartAsync(PendingStimulus stimulus, CancellationToken cancellationToken)
    {
        var (started, refusals) = (0, new List<string>());
        var input = new Dictionary<string, JsonElement> { [Event.PayloadInput] = stimulus.Payload };
        foreach (var trigger in stimulus.Triggers)
        {
            var result = await starts.StartAsync(trigger, $"{stimulus.Id}/{trigger.Id}", input, stimulus.CorrelationId, stimulus.Actor, cancellationToken);
            if (result?.Refusal is { } refusal) refusals.Add(refusal.Problems[0].Message);
            else if (result is not null) started++;
        }
        return Published.Nothing with { Started = started, Refusals = refusals };
    }

    /// <summary>Writes down whom the stimulus resumes, or that it is kept; from here on what it starts is done.</summary>
    /// <returns>Null when another node has it.</returns>
    async Task<PendingStimulus?> AddressAsync(PendingStimulus stimulus, CancellationToken cancellationToken)
    {
        var next = stimulus with { Triggers = [], Waits = await LookAsync(stimulus, cancellationToken), Revision = stimulus.Revision + 1 };
        return await stimuli.RewriteAsync(next, LeaseOf(next), cancellationToken) ? next : null;
    }

    /// <returns>How many waits were ended, and whether any was met: an instance that cannot go on has been met too.</returns>
    async Task<(int Resumed, bool HasMet)> ResumeAsync(PendingStimulus stimulus, IReadOnlyList<WaitAddress> waits, CancellationToken cancellationToken)
    {
        var (resumed, hasMet) = (0, false);
        foreach (var wait in waits)
        {
            var resume = new Trigger.Resume(wait.WaitId, stimulus.Payload, stimulus.Actor);
            var result = await runner().RunAsync(wait.InstanceId, resume, $"{stimulus.Id}/{wait.WaitId}", cancellationToken);
            if (result.Refusal is null) resumed++;
            hasMet |= result.Refusal is not { Kind: RefusalKind.NotFound };
        }
        return (resumed, hasMet);
    }

    async Task<int> ResumeAsync(string hash, Publication publication, string? actor, string? operationId, CancellationToken cancellationToken)
    {
        var resumed = 0;
        foreach (var wait in await store.FindWaitsAsync(hash, publication.CorrelationId, cancellationToken))
        {
            if (publication.InstanceId is { } only && only != wait.InstanceId) continue;
            var result = await runner().RunAsync(wait.InstanceId, new Trigger.Resume(wait.WaitId, publication.Payload ?? default, actor), operationId, cancellationToken);
            if (result.Refusal is null) resumed++;
        }
        return resumed;
    }

    /// <returns>Null when there is none.</returns>
    async Task<IReadOnlyList<WaitAddress>?> LookAsync(PendingStimulus stimulus, CancellationToken cancellationToken)
    {
        var all = await store.FindWaitsAsync(stimulus.Hash, stimulus.CorrelationId, cancellationToken);
        var waits = stimulus.InstanceId is { } only ? [.. all.Where(w => w.InstanceId == only)] : all;
        return waits.Count == 0 ? null : waits;
    }

    DateTimeOffset LeaseOf(PendingStimulus stimulus) => stimulus.IsKept ? clock.GetUtcNow() : clock.GetUtcNow() + Lease.Length;

    static string HashOf(Publication publication) => Stimulus.Hash(Event.TypeName, Event.Stimulus(publication.EventName));
}

/// <summary>What a publication did.</summary>
/// <param name="Started">Instances it started.</param>
/// <param name="Resumed">Waits it ended.</param>
/// <param name="IsKept">It met no wait and is kept for one to come (<see cref="PendingStimulus.KeptFor"/>).</param>
/// <param name="WasRepeated">It was accepted before; nothing was done now.</param>
/// <param name="Refusals">Why instances were not started: what their activation strategies say.</param>
public sealed record Published(int Started, int Resumed, bool IsKept, bool WasRepeated, IReadOnlyList<string> Refusals)
{
    internal static readonly Published Nothing = new(0, 0, false, false, []);
}
