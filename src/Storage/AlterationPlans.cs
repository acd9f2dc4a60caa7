using Lendflow.Engine.Running;
using Lendflow.Storage.Queries;
using Lendflow.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage;

/// <summary>Alterations for many instances, carried out one instance at a time by whichever node is free.</summary>
public sealed record AlterationPlan(string Id, DateTimeOffset CreatedAt, string Actor, string Reason, IReadOnlyList<Alteration> Alterations);

/// <summary>An instance of a plan that a node has to see to.</summary>
public sealed record AlterationTarget(string PlanId, string InstanceId);

/// <summary>How far a plan is with one instance.</summary>
/// <param name="Status"><c>pending</c>, <c>done</c> or <c>refused</c>.</param>
/// <param name="Problems">Why it was refused, a line each.</param>
public sealed record AlterationResult(string InstanceId, string Status, string? Problems);

/// <summary>How far a plan is.</summary>
public sealed record AlterationProgress(AlterationPlan Plan, int Pending, int Done, int Refused);

/// <summary>Where plans live until they are done, and their results afterwards.</summary>
public sealed class AlterationPlans(LendflowDatabase database)
{
    const string Pending = "pending";

    /// <summary>Keeps a plan with the instances it is for; completes when it is on disk.</summary>
    public Task AddAsync(AlterationPlan plan, IReadOnlyList<string> instances, CancellationToken cancellationToken) => database.WriteAsync(async db =>
    {
        db.AlterationPlans.Add(new AlterationPlanRow { Id = plan.Id, CreatedAt = plan.CreatedAt, Actor = plan.Actor, Reason = plan.Reason, Alterations = EngineJson.WriteAlterations(plan.Alterations) });
        db.AlterationTargets.AddRange(instances.Distinct().Select(i => new AlterationTargetRow { PlanId = plan.Id, InstanceId = i, Status = Pending, FreeAt = plan.CreatedAt }));
        return await db.SaveChangesAsync(CancellationToken.None);
    }, isKept: _ => true, cancellationToken);

    /// <summary>Instances that are to be altered, leased to the caller as jobs are.</summary>
    public Task<IReadOnlyList<AlterationTarget>> ClaimAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken cancellationToken) =>
        database.WriteAsync(new Statement(Claim(database.SkipLocked), now, leaseUntil, max), r => new AlterationTarget(r.GetString(0), r.GetString(1)), cancellationToken);

    internal static string Claim(string skipLocked) => $"""
        UPDATE alteration_targets SET free_at = $2
        WHERE (plan_id, instance_id) IN (SELECT plan_id, instance_id FROM alteration_targets WHERE free_at <= $1 ORDER BY free_at LIMIT $3 {skipLocked})
        RETURNING plan_id, instance_id
        """;

    /// <param name="problems">Why it was refused, a line each; null when it took effect.</param>
    public Task FinishAsync(AlterationTarget target, string? problems, CancellationToken cancellationToken) =>
        database.WriteAsync(
            new Statement("UPDATE alteration_targets SET status = $3, problems = $4, free_at = NULL WHERE plan_id = $1 AND instance_id = $2",
                target.PlanId, target.InstanceId, problems is null ? "done" : "refused", problems),
            r => r.GetString(0), cancellationToken);

    /// <summary>Null when there is no such plan.</summary>
    public async Task<AlterationProgress?> FindAsync(string planId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        if (await db.AlterationPlans.AsNoTracking().FirstOrDefaultAsync(p => p.Id == planId, cancellationToken) is not { } row) return null;
        var counts = await db.AlterationTargets.Where(t => t.PlanId == planId).GroupBy(t => t.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var plan = new AlterationPlan(row.Id, row.CreatedAt, row.Actor, row.Reason, EngineJson.ReadAlterations(row.Alterations));
        return new AlterationProgress(plan, counts.GetValueOrDefault(Pending), counts.GetValueOrDefault("done"), counts.GetValueOrDefault("refused"));
    }

    /// <summary>Refused ones first.</summary>
    public async Task<Page<AlterationResult>> ListResultsAsync(string planId, PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        return await db.AlterationTargets.Where(t => t.PlanId == planId).OrderByDescending(t => t.Status).ThenBy(t => t.InstanceId)
            .Select(t => new AlterationResult(t.InstanceId, t.Status, t.Problems)).PageAsync(page, cancellationToken);
    }
}
