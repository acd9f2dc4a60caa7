using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Lendflow.Activities.ESign.Pdf;

/// <summary>Signs PDF files and checks their signatures (ISO 32000-1, 12.8; SubFilter adbe.pkcs7.detached).</summary>
public static class PdfSignature
{
    private const string RangePlaceholder = "[0 0000000000 0000000000 0000000000]";

    /// <summary>Appends a signature over the whole document; what was there, earlier signatures too, stays byte for byte.
    /// With an RSA key the same input gives the same bytes.</summary>
    /// <param name="certificate">With its private key (RSA or ECDSA).</param>
    /// <param name="reason">Why it is signed, shown by viewers.</param>
    /// <param name="at">When it is signed; part of what is signed.</param>
    /// <exception cref="FormatException">The file is not a PDF with a classic cross-reference table.</exception>
    public static byte[] Sign(byte[] pdf, X509Certificate2 certificate, string reason, DateTimeOffset at)
    {
        // Room for the certificate, the signature and the attributes, as hex.
        var room = 2 * (certificate.RawData.Length + 4096);
        var update = Update(new PdfStructure(pdf), pdf.Length, certificate, reason, at, room);
        byte[] signed = [.. pdf, .. Encoding.Latin1.GetBytes(update)];

        var contents = pdf.Length + update.IndexOf($"/Contents <{new string('0', room)}>", StringComparison.Ordinal) + "/Contents ".Length;
        var after = contents + room + 2;
        var range = string.Create(CultureInfo.InvariantCulture, $"[0 {contents:D10} {after:D10} {signed.Length - after:D10}]");
        Encoding.ASCII.GetBytes(range, signed.AsSpan(pdf.Length + update.IndexOf(RangePlaceholder, StringComparison.Ordinal)));

        var signature = CmsSeal.Create([.. signed.AsSpan(0, contents), .. signed.AsSpan(after)], certificate, at);
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(signature), signed.AsSpan(contents + 1));
        return signed;
    }

    /// <summary>Checks every signature of a file. It says whether the file is what was signed and with which certificate; whether
    /// that certificate is to be trusted is for the caller to decide. Files by other signers are read when they use classic
    /// cross-reference tables and name their certificate in the signature (RFC 5035), as ETSI EN 319 142 asks for.</summary>
    public static SignatureCheck Verify(byte[] pdf) => SignatureVerifier.Verify(pdf);

    /// <summary>What is appended: the signature, a form field that holds it, and new versions of the root and the first page
    /// that refer to the field.</summary>
    private static string Update(
        PdfStructure file, int length, X509Certificate2 certificate, string reason, DateTimeOffset at, int room)
    {
        var signature = PdfStructure.Integer((file.Trailer["Size"] ?? throw new FormatException("Expected the trailer to state its size, but it does not.")).Raw);
        var (field, page, root) = (signature + 1, file.FirstPageNumber(), file.RootNumber);
        var fields = file.FieldNumbers();
        var objects = new SortedDictionary<int, string>
        {
            [signature] =
                $"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange {RangePlaceholder} "
                + $"/Contents <{new string('0', room)}> /M {PdfObjects.Date(at)} /Reason {PdfObjects.Text(reason)} "
                + $"/Name {PdfObjects.Text(certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false))} >>",
            // F: 132 = print and locked. An empty rectangle: nothing is drawn on the page.
            [field] =
                $"<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature{fields.Count + 1}) /V {signature} 0 R /P {page} 0 R /Rect [0 0 0 0] /F 132 >>",
            [page] = WithAnnotation(file, page, field),
            [root] = file.Object(root).With("AcroForm", Form(file, [.. fields, field])),
        };
        return Appended(objects, file, length, signature + 2);
    }

    private static string Form(PdfStructure file, List<int> fields)
    {
        var present = file.Object(file.RootNumber)["AcroForm"] is { } form ? file.Resolve(form) : PdfDictionary.Parse("<< >>", 0);
        // SigFlags: 3 = there are signatures, and changes are to be appended only.
        var flagged = PdfDictionary.Parse(present.With("SigFlags", "3"), 0);
        return flagged.With("Fields", $"[{string.Join(' ', fields.Select(number => $"{number} 0 R"))}]");
    }

    private static string WithAnnotation(PdfStructure file, int page, int field)
    {
        var dictionary = file.Object(page);
        var present = dictionary["Annots"] is { } annotations ? file.ArrayText(annotations)[1..^1] : "";
        return dictionary.With("Annots", $"[{present} {field} 0 R]");
    }

    private static string Appended(SortedDictionary<int, string> objects, PdfStructure file, int length, int size)
    {
        var update = new StringBuilder("\n");
        var table = new StringBuilder("xref\n");
        foreach (var (number, body) in objects)
        {
            table.Append(CultureInfo.InvariantCulture, $"{number} 1\n{length + update.Length:D10} 00000 n \n");
            update.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{body}\nendobj\n");
        }
        var start = length + update.Length;
        var kept = string.Concat(file.Trailer.Where(entry => entry.Key is "Root" or "Info" or "ID").Select(entry => $"/{entry.Key} {entry.Value.Raw} "));
        return update.Append(table)
            .Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {size} /Prev {file.TableStart} {kept}>>\nstartxref\n{start}\n%%EOF\n")
            .ToString();
    }
}

/// <summary>What the signatures of a file are worth.</summary>
public abstract record SignatureCheck
{
    /// <summary>Every signature is intact.</summary>
    /// <param name="Signer">Name in the certificate of the last signature.</param>
    /// <param name="CertificateSha256">Hash of that certificate, lower-case hex: compare it with the signer you expect.</param>
    /// <param name="At">When it was signed, by the signer's clock.</param>
    /// <param name="CoversWholeDocument">False when something was appended after the last signature: what a viewer shows then
    /// need not be what was signed, so do not accept the document.</param>
    public sealed record Valid(string Signer, string CertificateSha256, DateTimeOffset At, bool CoversWholeDocument) : SignatureCheck;

    /// <summary>A signature does not fit the file, or the file cannot be read.</summary>
    /// <param name="Reason">In the form "Expected …, but …".</param>
    public sealed record Invalid(string Reason) : SignatureCheck;

    /// <summary>A readable file without signature.</summary>
    public sealed record Unsigned : SignatureCheck;
}
