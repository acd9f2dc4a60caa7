using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Lendflow.Sandbox;

/// <summary>Chance without a generator: the same words always give the same number, in any order and on any machine.</summary>
internal static class Draw
{
    /// <summary>Uniform in [0, 1): the first 53 bits of the SHA-256 of the words.</summary>
    public static double Uniform(params ReadOnlySpan<string> words)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('/', words)));
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Standard normal, by Box and Muller.</summary>
    public static double Normal(string name, string what)
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - Uniform(name, what, "radius")));
        return radius * Math.Cos(2 * Math.PI * Uniform(name, what, "angle"));
    }

    /// <summary>Poisson with the given mean, by inversion, at most 20.</summary>
    public static int Poisson(double mean, string name, string what)
    {
        var remaining = Uniform(name, what);
        var probability = Math.Exp(-mean);
        var count = 0;
        while (remaining >= probability && count < 20)
        {
            remaining -= probability;
            count++;
            probability *= mean / count;
        }

        return count;
    }
}
