using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Lendflow.Samples;

/// <summary>A small grey PNG picture whose checks differ with the text it stands for, as a stand-in for a photographed document.</summary>
static class SamplePng
{
    const int Size = 64;

    public static byte[] Write(string text)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n']);
        WriteChunk(file, "IHDR", [0, 0, 0, Size, 0, 0, 0, Size, 8, 0, 0, 0, 0]);
        WriteChunk(file, "tEXt", [.. Encoding.Latin1.GetBytes("Comment\0"), .. Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash))]);
        WriteChunk(file, "IDAT", Compressed(Rows(hash)));
        WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>Each row starts with its filter, 0 for none; the bytes of the hash show as 8 by 4 grey checks.</summary>
    static byte[] Rows(byte[] hash)
    {
        var rows = new byte[Size * (Size + 1)];
        for (var y = 0; y < Size; y++)
            for (var x = 0; x < Size; x++)
                rows[y * (Size + 1) + 1 + x] = hash[(y / 16 * 8 + x / 8) % hash.Length];
        return rows;
    }

    static byte[] Compressed(byte[] rows)
    {
        using var target = new MemoryStream();
        using (var zlib = new ZLibStream(target, CompressionLevel.Optimal))
            zlib.Write(rows);
        return target.ToArray();
    }

    static void WriteChunk(MemoryStream file, string type, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. data];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(named);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum(named));
        file.Write(number);
    }

    /// <summary>CRC-32 as in ISO 3309, reflected polynomial EDB88320.</summary>
    static uint Checksum(byte[] data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
