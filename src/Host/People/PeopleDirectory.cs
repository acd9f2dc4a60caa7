using System.Security.Claims;
using Lendflow.Engine.Tasks;
using Lendflow.Host.Notices;
using Lendflow.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Host.People;

/// <summary>People as the engine knows them: with the groups they have, and the absent ones they stand in for now.</summary>
sealed class PeopleDirectory(PeopleDb db, UserManager<Account> accounts, AbsenceStore absences, TimeProvider clock)
{
    /// <summary>The signed-in user.</summary>
    public async Task<Person> OfAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var name = user.Identity?.Name ?? "";
        var standsInFor = new List<Person>();
        foreach (var absent in await absences.ListAbsentAsync(name, clock.GetUtcNow(), cancellationToken))
            if (await FindAsync(absent, cancellationToken) is { } person) standsInFor.Add(person);
        return new Person(name, Roles.ForEngine(Roles.OfUser(user), await BranchesOfAsync(name, cancellationToken))) { StandsInFor = standsInFor };
    }

    /// <summary>A user by name, with their own rights only; null when there is none.</summary>
    public async Task<Person?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (await accounts.FindByNameAsync(name) is not { } account) return null;
        var roles = await accounts.GetRolesAsync(account);
        return new Person(account.UserName!, Roles.ForEngine([.. roles], await BranchesOfAsync(name, cancellationToken)));
    }

    /// <summary>Those of the given names that are users.</summary>
    public async Task<IReadOnlyList<string>> KnownAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        if (names.Count == 0) return [];
        var keys = names.Select(accounts.NormalizeName).ToList();
        return await db.Users.Where(a => keys.Contains(a.NormalizedUserName)).OrderBy(a => a.UserName).Select(a => a.UserName!).ToListAsync(cancellationToken);
    }

    /// <summary>Who is meant by user names, groups and roles, each once, with where they are reached.</summary>
    public async Task<IReadOnlyList<Recipient>> RecipientsAsync(IReadOnlyList<string> users, IReadOnlyList<string> groups, CancellationToken cancellationToken)
    {
        var names = users.ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (groups.Any(Roles.All.Contains))
            names.UnionWith(await db.UserRoles.Join(db.Roles.Where(r => groups.Contains(r.Name!)), u => u.RoleId, r => r.Id, (u, r) => u.UserId).Join(db.Users, id => id, a => a.Id, (id, a) => a.UserName!).ToListAsync(cancellationToken));
        if (groups.Count > 0)
            foreach (var colleague in await ListAsync(cancellationToken))
                if (groups.Any(group => colleague.Groups.Contains(group) || colleague.Branches.Any(branch => colleague.Groups.Any(own => group == $"{own}@{branch}")))) names.Add(colleague.Name);

        var keys = names.Select(accounts.NormalizeName).ToList();
        var found = await db.Users.Where(a => keys.Contains(a.NormalizedUserName)).OrderBy(a => a.UserName)
            .Select(a => new { a.UserName, a.Email, a.PhoneNumber, Language = db.UserClaims.Where(c => c.UserId == a.Id && c.ClaimType == Claims.Language).Select(c => c.ClaimValue).FirstOrDefault(), IsApplicant = db.UserRoles.Any(u => u.UserId == a.Id && db.Roles.Any(r => r.Id == u.RoleId && r.Name == Roles.Applicant)) })
            .ToListAsync(cancellationToken);
        return [.. found.Select(a => new Recipient(a.UserName!, a.Email, a.PhoneNumber, a.Language ?? "en", a.IsApplicant))];
    }

    /// <summary>What somebody is called; the name itself when there is no such user.</summary>
    public async Task<string> DisplayNameAsync(string name, CancellationToken cancellationToken)
    {
        var key = accounts.NormalizeName(name);
        return await db.Users.Where(a => a.NormalizedUserName == key).Select(a => a.DisplayName).FirstOrDefaultAsync(cancellationToken) is { Length: > 0 } found ? found : name;
    }

    /// <summary>Everybody who works here, by name.</summary>
    public async Task<IReadOnlyList<Colleague>> ListAsync(CancellationToken cancellationToken)
    {
        var people = await db.Users.OrderBy(a => a.UserName).Select(a => new { a.Id, a.UserName, a.DisplayName }).ToListAsync(cancellationToken);
        var roles = await db.UserRoles.Join(db.Roles, u => u.RoleId, r => r.Id, (u, r) => new { u.UserId, r.Name }).ToListAsync(cancellationToken);
        var branches = await db.UserClaims.Where(c => c.ClaimType == Claims.Branch).Select(c => new { c.UserId, c.ClaimValue }).ToListAsync(cancellationToken);
        return
        [
            .. people.Where(p => roles.All(r => r.UserId != p.Id || r.Name != Roles.Applicant)).Select(p => new Colleague(
                p.UserName!, p.DisplayName,
                Roles.GroupsOf([.. roles.Where(r => r.UserId == p.Id).Select(r => r.Name!)]),
                [.. branches.Where(b => b.UserId == p.Id).Select(b => b.ClaimValue!).Order(StringComparer.Ordinal)])),
        ];
    }

    Task<List<string>> BranchesOfAsync(string name, CancellationToken cancellationToken)
    {
        var key = accounts.NormalizeName(name);
        return db.UserClaims.Where(c => c.ClaimType == Claims.Branch && db.Users.Any(a => a.Id == c.UserId && a.NormalizedUserName == key))
            .OrderBy(c => c.ClaimValue).Select(c => c.ClaimValue!).ToListAsync(cancellationToken);
    }
}

/// <summary>Somebody work can be handed to.</summary>
/// <param name="Name">User name.</param>
/// <param name="Branches">Keys of the branches the person works for; none when for all.</param>
sealed record Colleague(string Name, string DisplayName, IReadOnlyList<string> Groups, IReadOnlyList<string> Branches);
