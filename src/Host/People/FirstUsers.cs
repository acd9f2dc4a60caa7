using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Host.People;

/// <summary>Makes the accounts of a new installation: the demo users when they have a password, else one admin.</summary>
sealed class FirstUsers(PeopleDb db, UserManager<Account> accounts, RoleManager<IdentityRole> roles, Settings settings)
{
    static readonly (string Name, string Role, string DisplayName)[] Demo =
    [
        Of(Roles.Admin, "Ada Admin"), Of(Roles.Owner, "Olive Owner"), Of(Roles.Publisher, "Pia Publisher"), Of(Roles.Officer, "Oscar Officer"), Of(Roles.Analyst, "Ana Analyst"),
        Of(Roles.Reviewer, "Rui Reviewer"), Of(Roles.Manager, "Mei Manager"), Of(Roles.Director, "Dara Director"), Of(Roles.Auditor, "Auden Auditor"),
        Of(Roles.Applicant, "Amy Applicant"), ("applicant2", Roles.Applicant, "Ben Applicant"),
    ];

    /// <summary>Names that the sign-in page may offer.</summary>
    public static IReadOnlyList<string> DemoNames(Settings settings) => settings.DemoPassword is null ? [] : [.. Demo.Select(d => d.Name)];

    /// <param name="print">Shows the one-time password; it is kept nowhere.</param>
    public async Task CreateAsync(Action<string> print, CancellationToken cancellationToken)
    {
        if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any()) await db.Database.MigrateAsync(cancellationToken);
        var known = await db.Roles.Select(r => r.Name).ToListAsync(cancellationToken);
        foreach (var role in Roles.All.Except(known)) await roles.CreateAsync(new IdentityRole(role!));
        if (await accounts.Users.AnyAsync(cancellationToken)) return;

        if (settings.DemoPassword is { } password)
        {
            await CreateDemoAsync(password);
            return;
        }
        var oneTime = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        await CreateAsync(new Account { UserName = Roles.Admin, DisplayName = "Administrator" }, Roles.Admin, oneTime);
        print($"The first user is '{Roles.Admin}' with the password {oneTime}; it is shown this once.");
    }

    /// <summary>They have one password, so they have one hash: to make ten takes half a second.</summary>
    async Task CreateDemoAsync(string password)
    {
        string? hash = null;
        foreach (var (name, role, displayName) in Demo)
        {
            var account = new Account { UserName = name, DisplayName = displayName, PasswordHash = hash };
            await CreateAsync(account, role, hash is null ? password : null);
            hash = account.PasswordHash;
        }
    }

    static (string Name, string Role, string DisplayName) Of(string role, string displayName) => (role, role, displayName);

    /// <param name="password">Null when the account has its hash already.</param>
    async Task CreateAsync(Account account, string role, string? password)
    {
        Expect(password is null ? await accounts.CreateAsync(account) : await accounts.CreateAsync(account, password));
        Expect(await accounts.AddToRoleAsync(account, role));
    }

    static void Expect(IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException($"Expected to create the first users, but: {string.Join(" ", result.Errors.Select(e => e.Description))}");
    }
}
