using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Lendflow.Activities.ESign.Pdf;

/// <summary>The numbered objects of a PDF file as they are written out, with a classic cross-reference table (ISO 32000-1, 7.5).</summary>
internal sealed class PdfObjects
{
    /// <summary>Compression for what one document alone uses: of the pages of a contract the usual level (6) saves 2 of 19 KiB for twice the time.</summary>
    public const int Fast = 2;

    /// <summary>Compression for what is made once and embedded in many documents.</summary>
    public const int Smallest = 9;

    // Room for a contract, and little enough not to be a large object, which only the collector's dearest round takes back.
    private readonly ArrayBufferWriter<byte> file = new(80 * 1024);
    private readonly List<int> offsets = [];

    public PdfObjects()
    {
        // The second line marks the file as binary.
        Append("%PDF-1.7\n%âãÏÓ\n");
    }

    /// <summary>A number for an object that is written later.</summary>
    public int Reserve()
    {
        offsets.Add(0);
        return offsets.Count;
    }

    public int Add(string body)
    {
        var number = Reserve();
        Write(number, body);
        return number;
    }

    public void Write(int number, string body)
    {
        offsets[number - 1] = file.WrittenCount;
        Append($"{number} 0 obj\n{body}\nendobj\n");
    }

    /// <param name="entries">Further entries of the stream's dictionary.</param>
    public int AddStream(ReadOnlySpan<byte> content, string entries = "") => AddCompressed(Compress(content, Fast), entries);

    /// <summary>As <see cref="AddStream"/>, for content that <see cref="Compress"/> has compressed.</summary>
    public int AddCompressed(byte[] compressed, string entries = "")
    {
        var number = Reserve();
        offsets[number - 1] = file.WrittenCount;
        Append($"{number} 0 obj\n<< /Length {compressed.Length} /Filter /FlateDecode {entries}>>\nstream\n");
        file.Write(compressed);
        Append("\nendstream\nendobj\n");
        return number;
    }

    /// <summary>Writes the table and trailer. The file's id is a hash of its content, so equal content gives equal bytes.</summary>
    public byte[] Finish(int root, int info)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(file.WrittenSpan).AsSpan(0, 16));
        var table = file.WrittenCount;
        Append($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
            Append($"{offset:D10} 00000 n \n");
        Append($"trailer\n<< /Size {offsets.Count + 1} /Root {root} 0 R /Info {info} 0 R /ID [<{id}> <{id}>] >>\nstartxref\n{table}\n%%EOF\n");
        return file.WrittenSpan.ToArray();
    }

    /// <summary>A text string in UTF-16, as ISO 32000-1, 7.9.2.2 has it.</summary>
    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    /// <summary>A date as ISO 32000-1, 7.9.4 has it, in universal time.</summary>
    public static string Date(DateTimeOffset at) =>
        $"(D:{at.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}Z)";

    /// <summary>Room for any number within a page, in characters.</summary>
    public const int LongestNumber = 32;

    /// <summary>A number with three decimals at most.</summary>
    public static string Number(double value)
    {
        Span<byte> digits = stackalloc byte[LongestNumber];
        return Encoding.ASCII.GetString(digits[..Write(value, digits)]);
    }

    /// <summary>As <see cref="Number"/>, as ASCII into a buffer.</summary>
    /// <returns>How many characters were written.</returns>
    public static int Write(double value, Span<byte> digits)
    {
        // As whole thousandths: to format a double takes ten times as long.
        var thousandths = (long)Math.Round(Math.Round(value, 3) * 1000);
        var (whole, rest, written) = (Math.Abs(thousandths) / 1000, (int)(Math.Abs(thousandths) % 1000), 0);
        if (thousandths < 0)
            digits[written++] = (byte)'-';
        whole.TryFormat(digits[written..], out var length, default, CultureInfo.InvariantCulture);
        written += length;
        if (rest == 0)
            return written;
        digits[written++] = (byte)'.';
        for (var unit = 100; rest > 0; rest %= unit, unit /= 10)
            digits[written++] = (byte)('0' + rest / unit);
        return written;
    }

    public static byte[] Compress(ReadOnlySpan<byte> content, int level)
    {
        var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, new ZLibCompressionOptions { CompressionLevel = level }))
            zlib.Write(content);
        return compressed.ToArray();
    }

    private void Append(string text) => file.Advance(Encoding.Latin1.GetBytes(text, file.GetSpan(text.Length)));
}
