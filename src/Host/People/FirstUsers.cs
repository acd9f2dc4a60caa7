using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Host.People;

/// <summary>Makes the accounts of a new installation: the demo users when they have a password, else one admin.</summary>
sealed class FirstUsers(PeopleDb db, UserManager<Account> accounts, RoleManager<IdentityRole> roles, Settings settings)
{
    static readonly (string Role, string DisplayName)[] Demo =
    [
        (Roles.Admin, "Ada Admin"), (Roles.Owner, "Olive Owner"), (Roles.Officer, "Oscar Officer"), (Roles.Analyst, "Ana Analyst"),
        (Roles.Reviewer, "Rui Reviewer"), (Roles.Manager, "Mei Manager"), (Roles.Director, "Dara Director"), (Roles.Auditor, "Auden Auditor"),
    ];

    /// <summary>Names that the sign-in page may offer.</summary>
    public static IReadOnlyList<string> DemoNames(Settings settings) => settings.DemoPassword is null ? [] : [.. Demo.Select(d => d.Role)];

    /// <param name="print">Shows the one-time password; it is kept nowhere.</param>
    public async Task CreateAsync(Action<string> print, CancellationToken cancellationToken)
    {
        await db.Database.MigrateAsync(cancellationToken);
        foreach (var role in Roles.All)
            if (!await roles.RoleExistsAsync(role)) await roles.CreateAsync(new IdentityRole(role));
        if (await accounts.Users.AnyAsync(cancellationToken)) return;

        if (settings.DemoPassword is { } password)
        {
            foreach (var (role, displayName) in Demo) await CreateAsync(role, displayName, role, password);
            return;
        }
        var oneTime = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        await CreateAsync(Roles.Admin, "Administrator", Roles.Admin, oneTime);
        print($"The first user is '{Roles.Admin}' with the password {oneTime}; it is shown this once.");
    }

    async Task CreateAsync(string name, string displayName, string role, string password)
    {
        var account = new Account { UserName = name, DisplayName = displayName };
        Expect(await accounts.CreateAsync(account, password));
        Expect(await accounts.AddToRoleAsync(account, role));
    }

    static void Expect(IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException($"Expected to create the first users, but: {string.Join(" ", result.Errors.Select(e => e.Description))}");
    }
}
