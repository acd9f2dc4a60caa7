using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.Activities;
using Lendflow.Activities.Tables;
using Lendflow.Engine.Definitions;
using Lendflow.Host.Outside;
using Lendflow.Host.People;
using Lendflow.HumanTasks.Forms;
using Lendflow.Storage;

namespace Lendflow.Host.Api;

/// <summary>The lender's forms: drawn by process owners, filled in at human steps. An edition holds from the moment it is saved;
/// tasks that are open keep theirs.</summary>
static class FormsApi
{
    const string Folder = "forms/";

    public static void MapForms(this IEndpointRouteBuilder app)
    {
        var forms = app.MapGroup("/api/forms").WithTags("forms").RequireAuthorization().AddEndpointFilter<BodyFilter>();
        forms.MapGet("", (Policy policy) => TypedResults.Ok<IReadOnlyList<FormSummary>>([.. EditionsOf(policy).GroupBy(e => e.Name).Select(FormSummary.Of).OrderBy(f => f.Name, StringComparer.Ordinal)]))
            .WithName("listForms").WithSummary("The lender's forms");
        forms.MapGet("{key}", FindAsync).WithName("getForm").WithSummary("All editions of a form, oldest first").Produces<FormView>();
        forms.MapPost("check", CheckAsync).WithName("checkForm").WithSummary("What would be wrong with a form if it were saved").Produces<FormVerdict>();
        forms.MapPost("values/check", (Body<FormValue> body) => TypedResults.Ok(new FormVerdict([.. FormRules.Check(body.Value.Schema, body.Value.Value, "form").Select(FormProblem.Of)])))
            .WithName("checkFormValue").WithSummary("What the server finds wrong with a value of a form: the same as the page does");
        forms.MapPost("", SaveAsync).WithName("saveForm").WithSummary("Saves a form as a new edition, which holds at once").RequireAuthorization(Roles.MayOperate).Produces<FormView>(201);
    }

    static async Task<IResult> FindAsync(string key, Policy policy, TableEditionStore store, CancellationToken cancellationToken) =>
        EditionsOf(policy).Where(e => e.Name == Folder + key).ToList() is { Count: > 0 } editions
            ? TypedResults.Ok(FormView.Of(key, editions, await store.ListAsync(cancellationToken)))
            : Problems.NotFound($"a form '{key}'");

    static async Task<IResult> CheckAsync(Body<FormDraft> body, Policy policy, LenderTables tables, TimeProvider clock, CancellationToken cancellationToken) =>
        TypedResults.Ok(new FormVerdict([.. (await tables.CheckAsync(Folder + body.Value.Key, EditionOf(body.Value, LatestOf(policy, body.Value.Key), clock), cancellationToken)).Select(FormProblem.Of)]));

    static async Task<IResult> SaveAsync(Body<FormDraft> body, HttpContext http, Policy policy, LenderTables tables, TableEditionStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var draft = body.Value;
        if (new Reason(draft.Reason ?? "").Problem() is { } missing) return missing;
        var latest = LatestOf(policy, draft.Key);
        if (draft.BasedOn != latest) return Problems.Of(409, $"Expected a change of the latest edition, {latest}, but it is one of edition {draft.BasedOn}: somebody saved in between. Load the form again.");
        var problems = await tables.SaveAsync(Folder + draft.Key, EditionOf(draft, latest, clock), http.User.Identity!.Name!, draft.Reason!, cancellationToken);
        return problems.Count > 0
            ? Problems.Invalid(problems)
            : TypedResults.Created($"/api/forms/{draft.Key}", FormView.Of(draft.Key, [.. EditionsOf(policy).Where(e => e.Name == Folder + draft.Key)], await store.ListAsync(cancellationToken)));
    }

    static IEnumerable<TableEdition> EditionsOf(Policy policy) => policy.Editions.Where(e => e.Name.StartsWith(Folder, StringComparison.Ordinal)).OrderBy(e => e.Version);

    /// <summary>0 when there is none yet.</summary>
    static int LatestOf(Policy policy, string key) => EditionsOf(policy).LastOrDefault(e => e.Name == Folder + key)?.Version ?? 0;

    static JsonElement EditionOf(FormDraft draft, int latest, TimeProvider clock) => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["version"] = latest + 1,
        ["effectiveFrom"] = $"{clock.GetUtcNow():yyyy-MM-dd}",
        ["name"] = draft.Name,
        ["nameZh"] = draft.NameZh,
        ["schema"] = JsonNode.Parse(draft.Schema.GetRawText()),
    });
}

/// <param name="Fields">How many it has.</param>
sealed record FormSummary(string Key, string Name, string NameZh, int Version, DateOnly EffectiveFrom, int Fields)
{
    public static FormSummary Of(IGrouping<string, TableEdition> form)
    {
        var latest = form.MaxBy(e => e.Version)!;
        return new FormSummary(form.Key.Split('/')[1], latest.Content.GetProperty("name").GetString()!, latest.Content.GetProperty("nameZh").GetString()!,
            latest.Version, latest.EffectiveFrom, FormEdition.FieldsOf(latest.Content.GetProperty("schema")).Count);
    }
}

/// <summary>A form with its history, oldest edition first.</summary>
sealed record FormView(string Key, IReadOnlyList<FormEditionView> Editions)
{
    public static FormView Of(string key, IReadOnlyList<TableEdition> editions, IReadOnlyList<SavedEdition> saved) =>
        new(key, [.. editions.Select(e => FormEditionView.Of(e, saved.FirstOrDefault(s => s.Name == e.Name && s.Version == e.Version)))]);
}

/// <param name="SavedBy">Who saved it; null for an edition that came with the program.</param>
sealed record FormEditionView(int Version, DateOnly EffectiveFrom, string Name, string NameZh, JsonElement Schema, string? SavedBy, DateTimeOffset? SavedAt, string? Reason)
{
    public static FormEditionView Of(TableEdition edition, SavedEdition? saved) => new(edition.Version, edition.EffectiveFrom,
        edition.Content.GetProperty("name").GetString()!, edition.Content.GetProperty("nameZh").GetString()!, edition.Content.GetProperty("schema"), saved?.SavedBy, saved?.SavedAt, saved?.Reason);
}

/// <param name="Key">Letters, digits and hyphens, for example <c>due-diligence</c>.</param>
/// <param name="BasedOn">Version of the edition that was changed; 0 for a new form.</param>
/// <param name="Reason">Why; kept with the edition. Only needed to save.</param>
sealed record FormDraft(string Key, string Name, string NameZh, JsonElement Schema, int BasedOn, string? Reason = null);

sealed record FormValue(JsonElement Schema, JsonElement Value);

/// <param name="Problems">None when it fits.</param>
sealed record FormVerdict(IReadOnlyList<FormProblem> Problems);

/// <param name="Path">For example <c>form.partners[0].name</c>.</param>
/// <param name="Code">Name of the rule.</param>
sealed record FormProblem(string Path, string Code, string Message, string MessageZh)
{
    public static FormProblem Of(Problem problem) => new(problem.Path, problem.Code, problem.Message, problem.MessageZh ?? problem.Message);
}
