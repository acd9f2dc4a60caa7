using System.Security.Cryptography;
using System.Text;

namespace Lendflow.Engine.Running;

/// <summary>Ids that the interpreter makes: the same key always gives the same id, so a repeated decision names the same thing.</summary>
static class DerivedId
{
    /// <returns>32 hexadecimal digits of the key's SHA-256.</returns>
    public static string From(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));
}
