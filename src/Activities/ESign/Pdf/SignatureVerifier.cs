using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Lendflow.Activities.ESign.Pdf;

/// <summary>Finds the signatures of a file through its form fields and holds each against the bytes it covers. Everything a
/// signature leaves uncovered is fixed otherwise: the gap for the signature itself may hold nothing but it.</summary>
internal static partial class SignatureVerifier
{
    public static SignatureCheck Verify(byte[] pdf)
    {
        try
        {
            var file = new PdfStructure(pdf);
            var signatures = Signatures(file);
            if (signatures.Count == 0)
                return file.Text.Contains("/ByteRange", StringComparison.Ordinal)
                    ? new SignatureCheck.Invalid("Expected a form field to hold the signature, but none does.")
                    : new SignatureCheck.Unsigned();

            var checks = signatures.Select(signature => Verify(pdf, signature)).OrderBy(check => check.End).ToList();
            return checks.Select(check => check.Result).FirstOrDefault(result => result is SignatureCheck.Invalid) ?? checks[^1].Result;
        }
        catch (Exception unreadable) when (unreadable is FormatException or ArgumentException or InvalidOperationException)
        {
            return new SignatureCheck.Invalid($"Expected a PDF that can be read, but: {unreadable.Message}");
        }
    }

    private static List<PdfDictionary> Signatures(PdfStructure file) =>
        [.. file.FieldNumbers().Select(file.Object)
            .Where(field => field["FT"]?.Raw == "/Sig" && field["V"] is not null)
            .Select(field => file.Resolve(field["V"]!.Value))];

    private static (SignatureCheck Result, long End) Verify(byte[] pdf, PdfDictionary signature)
    {
        if (signature["Contents"] is not { } contents || signature["ByteRange"] is not { } range || Range().Match(range.Raw) is not { Success: true } numbers)
            return (new SignatureCheck.Invalid("Expected a signature with its contents and byte range, but one is missing or broken."), 0);

        // The range must leave out exactly the contents of this very signature, or bytes could hide in the gap.
        var (first, second, length) = (Number(numbers, 1), Number(numbers, 2), Number(numbers, 3));
        var gapEnd = contents.Start + contents.Raw.Length;
        if (first != contents.Start || second != gapEnd || second + length > pdf.Length)
            return (new SignatureCheck.Invalid("Expected the signature to cover all bytes but its own, but its byte range says otherwise."), 0);

        byte[] covered = [.. pdf.AsSpan(0, (int)first), .. pdf.AsSpan((int)second, (int)length)];
        var end = second + length;
        return (Verify(covered, contents.Raw, coversWholeDocument: end == pdf.Length), end);
    }

    private static SignatureCheck Verify(byte[] covered, string contents, bool coversWholeDocument)
    {
        try
        {
            return Unpacked(contents) is { } signature
                ? CmsSeal.Check(covered, signature, coversWholeDocument)
                : new SignatureCheck.Invalid("Expected nothing but the signature in its place, but there is more.");
        }
        catch (Exception broken) when (broken is CryptographicException or FormatException or AsnContentException)
        {
            return new SignatureCheck.Invalid("Expected the document as it was signed, but it was changed or the signature is broken.");
        }
    }

    /// <summary>The signature out of its hex string; null unless only zeros follow it and its hex is of one case.</summary>
    private static byte[]? Unpacked(string contents)
    {
        if (contents is not ['<', .., '>'] || (contents.Any(char.IsAsciiLetterUpper) && contents.Any(char.IsAsciiLetterLower)))
            return null;
        var bytes = Convert.FromHexString(contents.AsSpan(1, contents.Length - 2));
        AsnDecoder.ReadEncodedValue(bytes, AsnEncodingRules.DER, out _, out _, out var length);
        return bytes.AsSpan(length).ContainsAnyExcept((byte)0) ? null : bytes[..length];
    }

    private static long Number(Match match, int group) => long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\[\s*0\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]$")]
    private static partial Regex Range();
}
