using System.Text.RegularExpressions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>A key, token or password in a form that is known, written into a flow: everybody who can read or export the flow has it.</summary>
static partial class SecretLiteral
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from place in lint.Variables.Expressions
        let kind = KindIn(Expressions.Conversion.Text(place.Expression.Value))
        where kind is not null
        group (place, kind) by (place.Step, place.Input) into same
        let found = same.First()
        select new Observation(new Place(found.place.Step.Id, found.place.Step.Path, found.place.Path),
            $"Expected no secret in a flow, but {found.place.Step.Called()} contains {found.kind.En}. Take it out, withdraw it where it was issued, and let the server's settings hold the new one.",
            $"流程中不应包含密钥，但{found.place.Step.CalledZh()}包含{found.kind.Zh}。请将其移除并到签发方作废，新密钥放入服务器配置。");

    sealed record Kind(string En, string Zh);

    static Kind? KindIn(string text) => text switch
    {
        _ when PrivateKey().IsMatch(text) => new Kind("a private key", "私钥"),
        _ when ProviderKey().IsMatch(text) => new Kind("an access key of a provider", "第三方访问密钥"),
        _ when JsonWebToken().IsMatch(text) => new Kind("a signed token", "签名令牌"),
        _ when Connection().IsMatch(text) => new Kind("a connection string with its password", "带密码的连接字符串"),
        _ when Address().IsMatch(text) => new Kind("an address with a password in it", "带密码的地址"),
        _ => null,
    };

    [GeneratedRegex(@"-----BEGIN [A-Z ]*PRIVATE KEY-----")]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"\b(AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,}|sk_live_[A-Za-z0-9]{16,}|sk-[A-Za-z0-9_-]{32,}|xox[abprs]-[A-Za-z0-9-]{10,}|AIza[0-9A-Za-z_-]{35}|LTAI[A-Za-z0-9]{12,20})\b")]
    private static partial Regex ProviderKey();

    [GeneratedRegex(@"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}")]
    private static partial Regex JsonWebToken();

    [GeneratedRegex(@"(?i)\b(server|host|data source|endpoint|accountname)\s*=[^;]+;.*\b(password|pwd|accountkey|sharedaccesskey)\s*=\s*[^;{}$\s'""<]{4,}")]
    private static partial Regex Connection();

    [GeneratedRegex(@"\b[a-z][a-z0-9+]*://[^\s/:@{}$'""]+:[^\s/@{}$'""<]{4,}@[^\s/]+")]
    private static partial Regex Address();
}
