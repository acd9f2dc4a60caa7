using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Lendflow.Samples;

/// <summary>A reproducible stream of random numbers: SplitMix64 (Steele, Lea and Flood 2014), started from a text. The same text
/// gives the same stream on every machine and version of .NET, which <see cref="Random"/> does not promise.</summary>
public sealed class Dice(string seed)
{
    ulong _state = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(seed)));

    /// <summary>Uniform from 0 up to but without 1.</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public int Whole(int from, int to) => from + (int)(Uniform() * (to - from + 1));

    public bool Chance(double probability) => Uniform() < probability;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Whole(0, choices.Count - 1)];

    /// <summary>A key drawn in proportion to its share; the shares need not add up to 1.</summary>
    public string Pick(IReadOnlyDictionary<string, double> shares)
    {
        var rest = Uniform() * shares.Values.Sum();
        foreach (var (key, share) in shares)
            if ((rest -= share) < 0)
                return key;
        return shares.Keys.Last();
    }

    /// <summary>Standard normal, by Box and Muller.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
