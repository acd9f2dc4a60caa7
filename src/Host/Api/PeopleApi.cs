using Lendflow.Engine.Definitions;
using Lendflow.Host.People;
using Lendflow.HumanTasks.Absences;
using Lendflow.HumanTasks.Tasks;
using Lendflow.Storage;

namespace Lendflow.Host.Api;

/// <summary>Who works here, and who is away.</summary>
static class PeopleApi
{
    public static void MapPeople(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api").WithTags("people").RequireAuthorization().AddEndpointFilter<BodyFilter>();
        api.MapGet("people", async (PeopleDirectory people, CancellationToken cancellationToken) => TypedResults.Ok(await people.ListAsync(cancellationToken)))
            .WithName("listPeople").WithSummary("Everybody work can be handed to");
        api.MapGet("absences", async (AbsenceStore absences, TimeProvider clock, CancellationToken cancellationToken) => TypedResults.Ok(await absences.ListAsync(clock.GetUtcNow(), cancellationToken)))
            .WithName("listAbsences").WithSummary("Absences that are not over, with their substitutes");
        api.MapPost("absences", EnterAsync).WithName("enterAbsence").WithSummary("Says when somebody is away and who sees and does their tasks").RequireAuthorization(Roles.MayAct).Produces<Absence>(201);
        api.MapDelete("absences/{id}", EndAsync).WithName("endAbsence").WithSummary("Takes an absence back, or ends it now").RequireAuthorization(Roles.MayAct).Produces(204);
    }

    static async Task<IResult> EnterAsync(Body<NewAbsence> body, HttpContext http, PeopleDirectory people, AbsenceStore absences, TimeProvider clock, CancellationToken cancellationToken)
    {
        var actor = await people.OfAsync(http.User, cancellationToken);
        var problems = new List<Problem>();
        var (person, substitute) = (body.Value.Person ?? actor.Name, body.Value.Substitute);
        foreach (var (path, name) in new[] { ("person", person), ("substitute", substitute) })
            if (await people.FindAsync(name, cancellationToken) is null) problems.Add(new Problem(path, $"Expected a user of this server, but there is no '{name}'."));
        if (problems.Count > 0) return Problems.Invalid(problems);
        if (!actor.Is(person) && !TaskRights.IsLead(actor)) return Problems.Of(403, $"Expected {person} or a manager or director, but {actor.Name} is none.");

        var absence = new Absence(Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"), person, substitute, body.Value.From, body.Value.Until, body.Value.Reason, actor.Name, clock.GetUtcNow());
        var refused = await absences.EnterAsync(absence, cancellationToken);
        return refused.Count > 0 ? Problems.Invalid(refused) : TypedResults.Created($"/api/absences/{absence.Id}", absence);
    }

    static async Task<IResult> EndAsync(string id, HttpContext http, PeopleDirectory people, AbsenceStore absences, TimeProvider clock, CancellationToken cancellationToken)
    {
        var actor = await people.OfAsync(http.User, cancellationToken);
        if (await absences.FindAsync(id, cancellationToken) is not { } absence) return Problems.NotFound($"an absence '{id}'");
        if (!actor.Is(absence.Person) && !TaskRights.IsLead(actor)) return Problems.Of(403, $"Expected {absence.Person} or a manager or director, but {actor.Name} is none.");
        return await absences.EndAsync(id, clock.GetUtcNow(), cancellationToken) ? TypedResults.NoContent() : Problems.Of(409, "Expected an absence that is not over, but it is.");
    }
}

/// <param name="Person">Who is away; null for oneself.</param>
/// <param name="Substitute">Who sees and does their tasks. Authority does not pass.</param>
sealed record NewAbsence(string Substitute, DateTimeOffset From, DateTimeOffset Until, string? Person = null, string? Reason = null);
