using System.Text.Json;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Jobs;

/// <summary>Work that touches the outside: asked for by the interpreter, performed by the host, answered by a trigger.</summary>
/// <param name="Id">Unique in the store.</param>
/// <param name="WaitId">The wait that its answer resumes; null when nobody waits.</param>
/// <param name="Kind">Names the handler, for example <c>credit-pull</c>.</param>
/// <param name="IdempotencyKey">Instance, step and visit: equal for every try of the same intent, different for every new intent.</param>
/// <param name="Attempt">Tries so far that ended without an answer.</param>
/// <param name="NotBefore">When the next try is due; null for at once.</param>
/// <param name="Case">Business key of the instance, for whoever reads logs; null when it has none.</param>
/// <param name="Trace">Of the instance (<see cref="Running.CaseTrace"/>).</param>
public sealed record Job(
    string Id,
    string InstanceId,
    string? WaitId,
    string Kind,
    JobMode Mode,
    JsonElement Payload,
    string IdempotencyKey,
    DateTimeOffset CreatedAt,
    int Attempt = 0,
    DateTimeOffset? NotBefore = null,
    string? Case = null,
    string? Trace = null)
{
    /// <summary>A job of an instance, for now.</summary>
    internal static Job Of(Instance instance, string id, string? waitId, string kind, JobMode mode, JsonElement payload, string idempotencyKey, DateTimeOffset now) =>
        new(id, instance.Id, waitId, kind, mode, payload, idempotencyKey, now, Case: instance.CorrelationId, Trace: instance.Trace);
}

/// <summary>Whether performing a job twice can do harm.</summary>
public enum JobMode
{
    /// <summary>Repeatable: may run before the commit of the burst that asked for it.</summary>
    Read,
    /// <summary>Changes the outside: its intent is on disk before it is performed, and its idempotency key makes a repetition harmless.</summary>
    Effect,
}

/// <summary>Performs one kind of job. Must honour <see cref="Job.IdempotencyKey"/>: the same key may come again after a crash.</summary>
public interface IJobHandler
{
    /// <summary>The <see cref="Job.Kind"/> it performs.</summary>
    string Kind { get; }

    /// <summary>Performs the job. What the outside does wrong is an answer, not an exception.</summary>
    Task<JobAnswer> PerformAsync(Job job, CancellationToken cancellationToken);
}

/// <summary>What came of one try of a job.</summary>
public abstract record JobAnswer
{
    /// <summary>It was performed; the activity gets the result.</summary>
    public sealed record Done(JsonElement Result) : JobAnswer;

    /// <summary>It was not performed.</summary>
    /// <param name="Message">In the form "Expected …, but …".</param>
    /// <param name="MayRetry">Whether a later try can succeed without anybody changing anything.</param>
    public sealed record Failed(string Message, bool MayRetry) : JobAnswer;
}
