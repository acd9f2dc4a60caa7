namespace Lendflow.Activities.Approval;

/// <summary>A case of the past, as far as authority goes.</summary>
/// <param name="At">When it came in: the matrix then in force decided it.</param>
public sealed record PastCase(string Number, string Product, string Branch, string Grade, decimal Amount, DateTimeOffset At);

/// <summary>Who decides a case: what a lender means by its tier.</summary>
/// <param name="Row">Key of the row that says so.</param>
/// <param name="Approvers">One group for each opinion.</param>
public sealed record Tier(string Row, Track Track, int Level, ApprovalMode Mode, IReadOnlyList<string> Approvers)
{
    internal static Tier Of(AuthorityRow row) => new(row.Key, row.Track, row.Level, row.Mode, row.Approvers);

    /// <summary>Rows may be renamed without anybody's authority changing.</summary>
    internal bool IsSame(Tier other) => Track == other.Track && Level == other.Level && Mode == other.Mode && Approvers.SequenceEqual(other.Approvers);
}

/// <param name="From">Null when no row covered it.</param>
/// <param name="To">Null when no row would cover it.</param>
public sealed record MovedCase(string Number, string Product, string Branch, string Grade, decimal Amount, Tier? From, Tier? To);

/// <summary>How many cases move between two tiers.</summary>
public sealed record TierShift(string? FromRow, string? ToRow, int? FromLevel, int? ToLevel, int Cases);

/// <summary>Opinions a group would have to give, before and after.</summary>
public sealed record GroupLoad(string Group, int Before, int After);

/// <summary>What a draft of the matrix would have done to cases of the past.</summary>
/// <param name="Automatic">Cases the machine decides, before and after: the group is <c>machine</c>.</param>
/// <param name="Moved">Cases whose tier changes, largest amount first.</param>
public sealed record AuthorityTrialResult(
    int Cases, int Unchanged, int Changed, GroupLoad Automatic, IReadOnlyList<TierShift> Shifts, IReadOnlyList<GroupLoad> Load, IReadOnlyList<MovedCase> Moved);

/// <summary>Tries a draft of the authority matrix on cases of the past. Amounts are those of the applications; what a borrower
/// owed besides is not known afterwards and counts as nothing.</summary>
public static class AuthorityTrial
{
    /// <param name="before">The matrix that was in force for a case.</param>
    public static AuthorityTrialResult Of(IReadOnlyCollection<PastCase> cases, Func<PastCase, AuthorityMatrix> before, AuthorityMatrix draft)
    {
        var tried = cases.Select(of => (Case: of, From: TierOf(before(of), of), To: TierOf(draft, of))).ToList();
        var moved = tried.Where(t => t.From is null ? t.To is not null : t.To is null || !t.From.IsSame(t.To)).ToList();
        return new AuthorityTrialResult(
            tried.Count, tried.Count - moved.Count, moved.Count,
            new GroupLoad("machine", tried.Count(t => t.From?.Mode == ApprovalMode.Automatic), tried.Count(t => t.To?.Mode == ApprovalMode.Automatic)),
            [.. moved.GroupBy(t => (From: t.From?.Row, To: t.To?.Row, FromLevel: t.From?.Level, ToLevel: t.To?.Level))
                .OrderByDescending(shift => shift.Count()).ThenBy(shift => shift.Key.From, StringComparer.Ordinal)
                .Select(shift => new TierShift(shift.Key.From, shift.Key.To, shift.Key.FromLevel, shift.Key.ToLevel, shift.Count()))],
            Loads([.. tried.SelectMany(t => t.From?.Approvers ?? [])], [.. tried.SelectMany(t => t.To?.Approvers ?? [])]),
            [.. moved.OrderByDescending(t => t.Case.Amount).ThenBy(t => t.Case.Number, StringComparer.Ordinal)
                .Select(t => new MovedCase(t.Case.Number, t.Case.Product, t.Case.Branch, t.Case.Grade, t.Case.Amount, t.From, t.To))]);
    }

    static IReadOnlyList<GroupLoad> Loads(IReadOnlyList<string> before, IReadOnlyList<string> after) =>
        [.. before.Concat(after).Distinct().Order(StringComparer.Ordinal).Select(group => new GroupLoad(group, before.Count(g => g == group), after.Count(g => g == group)))];

    static Tier? TierOf(AuthorityMatrix matrix, PastCase of) =>
        matrix.TryFind(new ApprovalRequest(of.Product, of.Branch, of.Grade, of.Amount), out var row, out _) ? Tier.Of(row) : null;
}
