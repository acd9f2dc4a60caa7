using System.Diagnostics;
using System.Text;

namespace Lendflow.Activities.Tests.ESign;

/// <summary>Programs that read PDF files, run on a temporary file.</summary>
internal static class Tool
{
    /// <summary>What a program prints about a file.</summary>
    /// <param name="after">Arguments after the file's name.</param>
    public static string Read(string tool, byte[] pdf, params string[] after)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, pdf);
            var start = new ProcessStartInfo(tool, [path, .. after]) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 };
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return output;
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The text of a PDF, in reading order, without blanks: line breaks are a matter of layout.</summary>
    public static string Text(byte[] pdf) =>
        string.Concat(Read("pdftotext", pdf, "-").Where(character => !char.IsWhiteSpace(character)));
}
