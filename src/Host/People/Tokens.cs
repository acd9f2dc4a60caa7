using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Lendflow.Host.People;

/// <summary>JSON Web Tokens for programs and for Elsa Studio, valid on every node of the installation.</summary>
sealed class Tokens(Keys keys, TimeProvider clock)
{
    const string Issuer = "lendflow";
    const string ForCalls = "lendflow";
    const string ForRefresh = "lendflow-refresh";

    static readonly TimeSpan AccessLifetime = TimeSpan.FromHours(1);
    /// <summary>The clocks of two nodes may be this far apart: a token is not refused because another node made it.</summary>
    static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    static readonly TimeSpan RefreshLifetime = TimeSpan.FromHours(12);

    readonly JsonWebTokenHandler _handler = new();
    readonly Lazy<SymmetricSecurityKey> _key = new(() => new SymmetricSecurityKey(keys.ReadOrCreate("tokens")));

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
            LifetimeValidator = (from, until, _, _) => from - ClockSkew <= clock.GetUtcNow().UtcDateTime && clock.GetUtcNow().UtcDateTime < until + ClockSkew,
        });
        return result.IsValid ? result.ClaimsIdentity : null;
    }
}
