using Lendflow.Host.People;
using Lendflow.Storage.Queries;

namespace Lendflow.Host.Api;

/// <summary>The work of a team, for those who lead one.</summary>
static class TeamApi
{
    const int DaysOfWork = 7;
    const int MostDays = 60;

    public static void MapTeam(this IEndpointRouteBuilder app)
    {
        var team = app.MapGroup("/api/team").WithTags("team").RequireAuthorization(Roles.MaySeeTeam);
        team.MapGet("groups", async (TeamQueries queries, TimeProvider clock, CancellationToken cancellationToken) => TypedResults.Ok(await queries.GroupsAsync(clock.GetUtcNow(), cancellationToken)))
            .WithName("listGroupWork").WithSummary("What lies with each group");
        team.MapGet("people", PeopleAsync).WithName("listPersonWork").WithSummary("What each person has, and did in the last seven days").Produces<IReadOnlyList<TeamMember>>();
        team.MapGet("ages", async (TeamQueries queries, TimeProvider clock, CancellationToken cancellationToken, string? group = null) => TypedResults.Ok(await queries.AgesAsync(group, clock.GetUtcNow(), cancellationToken)))
            .WithName("listAges").WithSummary("How long open tasks have been there, of a group or of all");
        team.MapGet("done", DoneAsync).WithName("listDone").WithSummary("What was done on each of the last days, in time and late").Produces<IReadOnlyList<DoneOnDay>>();
    }

    static async Task<IResult> PeopleAsync(TeamQueries queries, PeopleDirectory people, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (now, colleagues) = (clock.GetUtcNow(), await people.ListAsync(cancellationToken));
        var work = await queries.PeopleAsync([.. colleagues.Select(c => c.Name)], now, now.AddDays(-DaysOfWork), cancellationToken);
        var byName = work.ToDictionary(w => w.User);
        return TypedResults.Ok<IReadOnlyList<TeamMember>>(
        [
            .. colleagues.Where(c => c.Groups.Count > 0 || byName[c.Name].Open > 0)
                .Select(c => new TeamMember(c.Name, c.DisplayName, c.Groups, c.Branches, byName[c.Name].Open, byName[c.Name].Late, byName[c.Name].Done, byName[c.Name].DoneLate)),
        ]);
    }

    /// <param name="days">1 to 60.</param>
    /// <param name="offset">Minutes by which the reader's clock is ahead of UTC: their days are counted.</param>
    static async Task<IResult> DoneAsync(TeamQueries queries, PeopleDirectory people, TimeProvider clock, CancellationToken cancellationToken, int days = 14, int offset = 0)
    {
        var local = clock.GetUtcNow().ToOffset(TimeSpan.FromMinutes(Math.Clamp(offset, -14 * 60, 14 * 60)));
        var endOfToday = new DateTimeOffset(local.Date, local.Offset).AddDays(1);
        var users = (await people.ListAsync(cancellationToken)).Select(c => c.Name).ToList();
        return TypedResults.Ok(await queries.DoneAsync(users, endOfToday, Math.Clamp(days, 1, MostDays), cancellationToken));
    }
}

/// <param name="Open">Tasks they have.</param>
/// <param name="Late">Of those, how many are beyond their time limit.</param>
/// <param name="Done">In the last seven days.</param>
sealed record TeamMember(string Name, string DisplayName, IReadOnlyList<string> Groups, IReadOnlyList<string> Branches, int Open, int Late, int Done, int DoneLate);
