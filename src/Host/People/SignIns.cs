using Microsoft.AspNetCore.Identity;

namespace Lendflow.Host.People;

/// <summary>Checks passwords. Whether a name is unknown or the password is wrong shows neither in the answer nor in its time.</summary>
sealed class SignIns(UserManager<Account> accounts, SignInManager<Account> signIn, ILogger<SignIns> log)
{
    static readonly PasswordHasher<Account> Hasher = new();
    static readonly string SomeHash = Hasher.HashPassword(new Account(), "somebody's password");

    public const string Refused = "Expected a user name and its password, but they do not belong together, or too many wrong ones were tried: then wait five minutes.";

    /// <returns>Null when they do not belong together or the account is locked.</returns>
    public async Task<Account?> CheckAsync(string name, string password)
    {
        if (await accounts.FindByNameAsync(name) is not { } account)
        {
            Hasher.VerifyHashedPassword(new Account(), SomeHash, password);
            log.SignInRefused("unknown");
            return null;
        }
        var result = await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        if (result.Succeeded) return account;
        log.SignInRefused(result.IsLockedOut ? "locked" : "wrong password");
        return null;
    }

    public Task OpenSessionAsync(Account account) => signIn.SignInAsync(account, isPersistent: true);

    public Task CloseSessionAsync() => signIn.SignOutAsync();

    public async Task<IReadOnlyList<string>> RolesOfAsync(Account account) => [.. (await accounts.GetRolesAsync(account)).Order(StringComparer.Ordinal)];

    public Task<Account?> FindAsync(string name) => accounts.FindByNameAsync(name);
}
