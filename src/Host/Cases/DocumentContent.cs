using System.Buffers.Binary;

namespace Lendflow.Host.Cases;

/// <summary>What a file is, judged by its content: names and declared types prove nothing.</summary>
static class DocumentContent
{
    public const int Largest = 10 * 1024 * 1024;

    const int LongestSide = 20_000;

    static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The media type; null and a sentence when the file is none that is accepted.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> content, out string problem)
    {
        problem = "";
        if (content.StartsWith("%PDF-"u8)) return "application/pdf";
        if (content.StartsWith(Png)) return Image("image/png", PngSize(content), out problem);
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return Image("image/jpeg", JpegSize(content), out problem);
        problem = content.IsEmpty ? "Expected a PDF, PNG or JPEG file, but it is empty." : "Expected a PDF, PNG or JPEG file, but its content is none of them.";
        return null;
    }

    static string? Image(string type, (int Width, int Height)? size, out string problem)
    {
        problem = size switch
        {
            null => $"Expected a complete {type}, but it is cut off or damaged.",
            ( <= 0 or > LongestSide, _) or (_, <= 0 or > LongestSide) => $"Expected a picture of 1 to {LongestSide} pixels a side, but it has {size.Value.Width} by {size.Value.Height}.",
            _ => "",
        };
        return problem.Length == 0 ? type : null;
    }

    /// <summary>The header chunk follows the signature: length, <c>IHDR</c>, width, height.</summary>
    static (int, int)? PngSize(ReadOnlySpan<byte> png) => png.Length < 24 || !png[12..16].SequenceEqual("IHDR"u8)
        ? null
        : (BinaryPrimitives.ReadInt32BigEndian(png[16..]), BinaryPrimitives.ReadInt32BigEndian(png[20..]));

    /// <summary>Walks the segments to the frame header (SOF0 to SOF15 without DHT, JPG and DAC).</summary>
    static (int, int)? JpegSize(ReadOnlySpan<byte> jpeg)
    {
        for (var at = 2; at + 9 < jpeg.Length && jpeg[at] == 0xFF;)
        {
            var marker = jpeg[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return (BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 5)..]));
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
        }
        return null;
    }
}
