using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Lendflow.Storage.Copies;

/// <summary>What a table holds, in short: the number of its rows and the sum of their SHA-256, so that the order in which a
/// database gives them does not matter.</summary>
sealed class TableSum
{
    readonly ulong[] _sum = new ulong[SHA256.HashSizeInBytes / sizeof(ulong)];

    public long Rows { get; private set; }

    public string Hash => string.Concat(_sum.Select(part => part.ToString("x16", System.Globalization.CultureInfo.InvariantCulture)));

    public void Add(ReadOnlySpan<byte> row)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(row, hash);
        for (var i = 0; i < _sum.Length; i++) _sum[i] = unchecked(_sum[i] + BinaryPrimitives.ReadUInt64LittleEndian(hash[(i * sizeof(ulong))..]));
        Rows++;
    }
}
