using System.Security.Cryptography;

namespace Lendflow.Host.Cases;

/// <summary>Application numbers: <c>LA-yymmdd-XXXXXX</c>, the last part random, so that nobody can guess his neighbour's.</summary>
static class CaseNumber
{
    /// <summary>Crockford's base 32: no letters that are read as digits.</summary>
    const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string New(DateTimeOffset now) => $"LA-{now:yyMMdd}-{RandomNumberGenerator.GetString(Alphabet, 6)}";

    /// <summary>Id of the instance of a case.</summary>
    public static string InstanceId(string number) => number.ToLowerInvariant();
}
