using System.Globalization;
using System.Text;

namespace Lendflow.Samples;

/// <summary>A one-page PDF 1.4 with lines of text. The font is Adobe's predefined STSong-Light, which viewers bring along, so that
/// Chinese shows without embedding anything.</summary>
static class SamplePdf
{
    public static byte[] Write(IEnumerable<string> lines)
    {
        var page = "BT /F1 14 Tf 60 780 Td 22 TL " + string.Concat(lines.Select(line => $"<{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(line))}> Tj T* ")) + "ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {page.Length} >>\nstream\n{page}\nendstream",
            "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-UniGB-UCS2-H /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R /DW 1000 /W [1 95 500] >>",
            "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
        ];
        return Encoding.ASCII.GetBytes(Assemble(objects));
    }

    static string Assemble(string[] objects)
    {
        var text = new StringBuilder("%PDF-1.4\n");
        var table = new StringBuilder();
        for (var i = 0; i < objects.Length; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{text.Length:0000000000} 00000 n \n");
            text.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var count = objects.Length + 1;
        return string.Create(CultureInfo.InvariantCulture,
            $"{text}xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{text.Length}\n%%EOF\n");
    }
}
