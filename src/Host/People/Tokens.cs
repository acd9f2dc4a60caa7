using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Lendflow.Host.People;

/// <summary>JSON Web Tokens for programs and for Elsa Studio. The key is made at the first start and kept in the data folder;
/// nodes of one installation share the folder's <c>keys</c>.</summary>
sealed class Tokens(Settings settings, TimeProvider clock)
{
    const string Issuer = "lendflow";
    const string ForCalls = "lendflow";
    const string ForRefresh = "lendflow-refresh";

    static readonly TimeSpan AccessLifetime = TimeSpan.FromHours(1);
    static readonly TimeSpan RefreshLifetime = TimeSpan.FromHours(12);

    readonly JsonWebTokenHandler _handler = new();
    readonly Lazy<SymmetricSecurityKey> _key = new(() => new SymmetricSecurityKey(KeyFile.ReadOrCreate(Path.Combine(settings.DataFolder, "keys", "tokens.key"))));

    public string ForAccess(string id, string name, IEnumerable<string> roles) => Create(id, name, roles, ForCalls, AccessLifetime);

    public string ToRefresh(string id, string name) => Create(id, name, [], ForRefresh, RefreshLifetime);

    /// <returns>Null when the token is not one of ours, is over, or is meant for something else.</returns>
    public Task<ClaimsIdentity?> ReadAccessAsync(string token) => ReadAsync(token, ForCalls);

    /// <inheritdoc cref="ReadAccessAsync"/>
    public Task<ClaimsIdentity?> ReadRefreshAsync(string token) => ReadAsync(token, ForRefresh);

    string Create(string id, string name, IEnumerable<string> roles, string audience, TimeSpan lifetime)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        Claim[] claims = [new(Claims.Id, id), new(Claims.Name, name), .. roles.Select(r => new Claim(Claims.Role, r))];
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = audience,
            Subject = new ClaimsIdentity(claims),
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            SigningCredentials = new SigningCredentials(_key.Value, SecurityAlgorithms.HmacSha256),
        });
    }

    async Task<ClaimsIdentity?> ReadAsync(string token, string audience)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = audience,
            IssuerSigningKey = _key.Value,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            NameClaimType = Claims.Name,
            RoleClaimType = Claims.Role,
            LifetimeValidator = (from, until, _, _) => from <= clock.GetUtcNow().UtcDateTime && clock.GetUtcNow().UtcDateTime < until,
        });
        return result.IsValid ? result.ClaimsIdentity : null;
    }
}

/// <summary>A file with a random key that only its owner may read.</summary>
static class KeyFile
{
    const int Bytes = 32;

    public static byte[] ReadOrCreate(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            using var file = new FileStream(path, Private());
            file.Write(RandomNumberGenerator.GetBytes(Bytes));
        }
        catch (IOException) when (File.Exists(path))
        {
            // Made by an earlier start, or just now by another node.
        }
        var key = File.ReadAllBytes(path);
        return key.Length == Bytes ? key : throw new InvalidDataException($"Expected a key of {Bytes} bytes in {path}, but it has {key.Length}; delete the file to get a new one.");
    }

    static FileStreamOptions Private()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
