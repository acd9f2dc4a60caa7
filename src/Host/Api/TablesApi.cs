using System.Text.Json;
using Lendflow.Activities;
using Lendflow.Activities.Approval;
using Lendflow.Activities.Tables;
using Lendflow.Engine.Definitions;
using Lendflow.Host.Outside;
using Lendflow.Host.People;
using Lendflow.HumanTasks.Calendars;
using Lendflow.Storage;
using Lendflow.Storage.Queries;

namespace Lendflow.Host.Api;

/// <summary>The lender's tables as data: authority matrix, SLA policies, calendars and the others, each in editions that take
/// over on their day.</summary>
static class TablesApi
{
    public static void MapTables(this IEndpointRouteBuilder app)
    {
        var tables = app.MapGroup("/api/tables").WithTags("tables").RequireAuthorization().AddEndpointFilter<BodyFilter>();
        tables.MapGet("", (Policy policy, TimeProvider clock) => TypedResults.Ok<IReadOnlyList<TableView>>([.. policy.Editions.GroupBy(e => e.Name).Select(table => TableView.Of(table, policy.Today(clock.GetUtcNow(), null)))])).WithName("listTables").WithSummary("The lender's tables and their editions");
        tables.MapGet("{*name}", FindAsync).WithName("getTable").WithSummary("All editions of a table, oldest first").Produces<IReadOnlyList<EditionOfTable>>();
        tables.MapPost("check", CheckAsync).WithName("checkTable").WithSummary("What would be wrong with an edition: gaps, overlaps, references to nowhere").Produces<TableCheck>();
        tables.MapPost("", SaveAsync).WithName("saveTable").WithSummary("Saves an edition that holds from its date on").RequireAuthorization(Roles.MayOperate).Produces(201);
        tables.MapPost("authority-matrix/try", TryAsync).WithName("tryAuthority").WithSummary("How cases of the past would have moved under a draft of the authority matrix").Produces<AuthorityTrialResult>();

        var calendars = app.MapGroup("/api/calendars").WithTags("tables").RequireAuthorization();
        calendars.MapGet("{key}/days", Days).WithName("listCalendarDays").WithSummary("Which days of a calendar are worked").Produces<IReadOnlyList<CalendarDay>>();
        calendars.MapGet("{key}/add", Add).WithName("addWorkingTime").WithSummary("When working time will have passed; minutes may be negative").Produces<CalendarMoment>();
        calendars.MapGet("{key}/between", Between).WithName("measureWorkingTime").WithSummary("The working time between two moments").Produces<CalendarSpan>();
    }

    static async Task<IResult> FindAsync(string name, Policy policy, TableEditionStore store, CancellationToken cancellationToken)
    {
        name = Uri.UnescapeDataString(name); // A calendar has a slash in its name, which comes escaped.
        var editions = policy.Editions.Where(e => e.Name == name).OrderBy(e => e.EffectiveFrom).ThenBy(e => e.Version).ToList();
        if (editions.Count == 0) return Problems.NotFound($"a table '{name}'");
        var saved = (await store.ListAsync(cancellationToken)).Where(e => e.Name == name).ToDictionary(e => e.Version);
        return TypedResults.Ok<IReadOnlyList<EditionOfTable>>([.. editions.Select(e => EditionOfTable.Of(e, saved.GetValueOrDefault(e.Version)))]);
    }

    static async Task<IResult> CheckAsync(Body<TableDraft> body, LenderTables tables, CancellationToken cancellationToken) =>
        TypedResults.Ok(new TableCheck([.. (await tables.CheckAsync(body.Value.Name, body.Value.Table, cancellationToken)).Select(p => new TableProblem(p.Path, p.Message))]));

    static async Task<IResult> SaveAsync(Body<NewEdition> body, HttpContext http, LenderTables tables, CancellationToken cancellationToken)
    {
        if (new Reason(body.Value.Reason).Problem() is { } missing) return missing;
        var problems = await tables.SaveAsync(body.Value.Name, body.Value.Table, http.User.Identity!.Name!, body.Value.Reason, cancellationToken);
        return problems.Count > 0 ? Problems.Invalid(problems) : TypedResults.Created($"/api/tables/{body.Value.Name}");
    }

    static async Task<IResult> TryAsync(Body<AuthorityDraft> body, Policy policy, CaseQueries cases, CancellationToken cancellationToken)
    {
        var draft = LendingTables.ReadAuthority(body.Value.Table, out var problems);
        if (draft is null) return Problems.Invalid([.. problems.Select(LenderTables.ToProblem)]);
        var past = await cases.ListDecidedAsync(body.Value.From, body.Value.Until, body.Value.Max ?? 10_000, cancellationToken);
        return TypedResults.Ok(AuthorityTrial.Of(
            [.. past.Select(c => new PastCase(c.Number ?? c.InstanceId, c.Product ?? "", c.Branch ?? "", c.Grade ?? "", c.Amount ?? 0, c.SubmittedAt))],
            of => policy.At(of.At, of.Branch).Authority, draft));
    }

    static IResult Days(string key, Policy policy, TimeProvider clock, DateOnly from, DateOnly until)
    {
        if (policy.At(clock.GetUtcNow()).Calendars.GetValueOrDefault(key) is not { } calendar) return Problems.NotFound($"a calendar '{key}'");
        if (until < from || until.DayNumber - from.DayNumber > 731) return Problems.Of(400, $"Expected two years at most and the end after the beginning, but found {from:yyyy-MM-dd} to {until:yyyy-MM-dd}.");
        if (calendar.IsWorkingDay(from) is null || calendar.IsWorkingDay(until) is null)
            return Problems.Of(422, $"Expected dates the calendar {key} covers ({calendar.Pattern.First:yyyy-MM-dd} to {calendar.Pattern.Last:yyyy-MM-dd}), but found {from:yyyy-MM-dd} to {until:yyyy-MM-dd}.");
        return TypedResults.Ok<IReadOnlyList<CalendarDay>>([.. Enumerable.Range(0, until.DayNumber - from.DayNumber + 1).Select(i => CalendarDay.Of(calendar.Pattern, from.AddDays(i)))]);
    }

    static IResult Add(string key, Policy policy, TimeProvider clock, DateTimeOffset from, int minutes)
    {
        if (policy.At(clock.GetUtcNow()).Calendars.GetValueOrDefault(key) is not { } calendar) return Problems.NotFound($"a calendar '{key}'");
        var work = TimeSpan.FromMinutes(Math.Abs((long)minutes));
        var known = minutes < 0 ? calendar.TrySubtract(from, work, out var at, out var problem) : calendar.TryAdd(from, work, out at, out problem);
        return known ? TypedResults.Ok(new CalendarMoment(at)) : Problems.Of(422, $"{problem}.");
    }

    static IResult Between(string key, Policy policy, TimeProvider clock, DateTimeOffset from, DateTimeOffset until)
    {
        if (policy.At(clock.GetUtcNow()).Calendars.GetValueOrDefault(key) is not { } calendar) return Problems.NotFound($"a calendar '{key}'");
        return calendar.TryBetween(from, until, out var work, out var problem) ? TypedResults.Ok(new CalendarSpan(work.TotalMinutes)) : Problems.Of(422, $"{problem}.");
    }
}

/// <param name="Name">For example <c>authority-matrix</c> or <c>calendars/cn</c>.</param>
/// <param name="InForce">Version that holds today.</param>
/// <param name="Coming">Editions that take over later, soonest first.</param>
/// <param name="Until">Last day a calendar covers; null for other tables.</param>
sealed record TableView(string Name, int? InForce, DateOnly? Since, IReadOnlyList<EditionView> Coming, int Editions, DateOnly? Until)
{
    public static TableView Of(IGrouping<string, TableEdition> table, DateOnly today)
    {
        var editions = table.OrderBy(e => e.EffectiveFrom).ThenBy(e => e.Version).ToList();
        var inForce = editions.LastOrDefault(e => e.EffectiveFrom <= today);
        DateOnly? until = inForce is not null && table.Key.StartsWith("calendars/", StringComparison.Ordinal) ? DateOnly.Parse(inForce.Content.GetProperty("to").GetString()!, System.Globalization.CultureInfo.InvariantCulture) : null;
        return new TableView(table.Key, inForce?.Version, inForce?.EffectiveFrom, [.. editions.Where(e => e.EffectiveFrom > today).Select(e => new EditionView(e.Version, e.EffectiveFrom))], editions.Count, until);
    }
}

/// <summary>An edition as it was written, and who saved it.</summary>
/// <param name="SavedBy">Null for an edition that came with the program.</param>
sealed record EditionOfTable(string Name, int Version, DateOnly EffectiveFrom, JsonElement Content, string? SavedBy, DateTimeOffset? SavedAt, string? Reason)
{
    public static EditionOfTable Of(TableEdition edition, SavedEdition? saved) => new(edition.Name, edition.Version, edition.EffectiveFrom, edition.Content, saved?.SavedBy, saved?.SavedAt, saved?.Reason);
}

sealed record EditionView(int Version, DateOnly EffectiveFrom);

/// <param name="Table">The whole edition, with version and effectiveFrom.</param>
sealed record TableDraft(string Name, JsonElement Table);

/// <param name="Reason">Why; kept with the edition.</param>
sealed record NewEdition(string Name, JsonElement Table, string Reason);

/// <param name="Problems">None when it could be saved.</param>
sealed record TableCheck(IReadOnlyList<TableProblem> Problems);

/// <param name="Path">Where in the table.</param>
sealed record TableProblem(string Path, string Message);

/// <param name="From">Cases submitted from this moment on.</param>
/// <param name="Max">At most so many, the latest first; 10 000 when nothing is said.</param>
sealed record AuthorityDraft(JsonElement Table, DateTimeOffset From, DateTimeOffset Until, int? Max = null);

/// <param name="Kind">Why it differs from the week: <c>off</c>, <c>makeUp</c>; null when it does not.</param>
sealed record CalendarDay(DateOnly Date, bool IsWorked, string? Kind, string? Name, IReadOnlyList<string> Hours)
{
    public static CalendarDay Of(WorkPattern pattern, DateOnly date)
    {
        var hours = pattern.HoursOn(date);
        var (kind, name) = pattern.MakeUpDays.TryGetValue(date, out var makeUp) ? ("makeUp", makeUp) : pattern.DaysOff.TryGetValue(date, out var off) ? ("off", off) : ((string?)null, (string?)null);
        return new CalendarDay(date, hours.Count > 0, kind, name, [.. hours.Select(h => $"{h.From:hh\\:mm}-{(h.To.Days > 0 ? "24:00" : $"{h.To:hh\\:mm}")}")]);
    }
}

sealed record CalendarMoment(DateTimeOffset At);

sealed record CalendarSpan(double Minutes);
