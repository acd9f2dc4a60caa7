using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Lendflow.Activities.ESign.Pdf;

namespace Lendflow.Activities.Tests.ESign;

public class PdfSignatureTests
{
    [ToolFact(ToolFactAttribute.ChineseFont)]
    public void A_signed_contract_names_its_signer_and_time_and_is_covered_whole()
    {
        using var certificate = SomeContract.Certificate();

        var signed = PdfSignature.Sign(SomeContract.Pdf(), certificate, "同意借款", SomeContract.At);

        PdfSignature.Verify(signed).Should().Be(new SignatureCheck.Valid(
            "Lendflow Test Signer", certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant(), SomeContract.At, true));
    }

    [ToolFact(ToolFactAttribute.ChineseFont)]
    public void Signing_appends_and_leaves_the_document_as_it_was()
    {
        using var certificate = SomeContract.Certificate();
        var pdf = SomeContract.Pdf();

        var signed = PdfSignature.Sign(pdf, certificate, "", SomeContract.At);

        signed.Take(pdf.Length).Should().Equal(pdf);
        PdfSignature.Sign(pdf, certificate, "", SomeContract.At).Should().Equal(signed);
    }

    [ToolFact(ToolFactAttribute.ChineseFont)]
    public void One_byte_changed_anywhere_makes_it_invalid()
    {
        using var certificate = SomeContract.Certificate();
        var signed = PdfSignature.Sign(SomeContract.Pdf(), certificate, "", SomeContract.At);
        var places = Gen.Choose(0, signed.Length - 1).Zip(Gen.Choose(1, 255)).ToArbitrary();

        Prop.ForAll(places, place => IsInvalidAfterFlipping(signed, place.Item1, place.Item2)).QuickCheckThrowOnFailure();
    }

    [ToolFact(ToolFactAttribute.ChineseFont)]
    public void One_byte_changed_anywhere_in_the_signature_itself_makes_it_invalid()
    {
        using var certificate = SomeContract.Certificate();
        var pdf = SomeContract.Pdf();
        var signed = PdfSignature.Sign(pdf, certificate, "", SomeContract.At);
        var contents = Encoding.Latin1.GetString(signed).IndexOf("/Contents <", pdf.Length, StringComparison.Ordinal) + "/Contents ".Length;

        var unnoticed = Enumerable.Range(contents, 4500)
            .Where(place => !IsInvalidAfterFlipping(signed, place, signed[place] == '3' ? '3' ^ '1' : signed[place] ^ '3'));

        unnoticed.Should().BeEmpty();
    }

    [ToolFact(ToolFactAttribute.ChineseFont)]
    public void Something_appended_is_no_longer_covered()
    {
        using var certificate = SomeContract.Certificate();
        var signed = PdfSignature.Sign(SomeContract.Pdf(), certificate, "", SomeContract.At);

        PdfSignature.Verify([.. signed, .. "% more\n"u8]).Should().BeOfType<SignatureCheck.Valid>().Which.CoversWholeDocument.Should().BeFalse();
    }

    [ToolFact(ToolFactAttribute.ChineseFont)]
    public void Both_parties_can_sign_and_a_change_under_the_first_signature_shows()
    {
        using var lender = SomeContract.Certificate("Lender");
        using var borrower = SomeContract.Certificate("Borrower");
        var once = PdfSignature.Sign(SomeContract.Pdf(), lender, "", SomeContract.At);

        var twice = PdfSignature.Sign(once, borrower, "", SomeContract.At.AddHours(1));

        var check = PdfSignature.Verify(twice).Should().BeOfType<SignatureCheck.Valid>().Subject;
        check.Signer.Should().Be("Borrower");
        check.At.Should().Be(SomeContract.At.AddHours(1));
        check.CoversWholeDocument.Should().BeTrue();
        IsInvalidAfterFlipping(twice, 1000, 1).Should().BeTrue();
    }

    [ToolFact(ToolFactAttribute.ChineseFont)]
    public void An_elliptic_curve_key_signs_too()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=Curve", key, HashAlgorithmName.SHA256).CreateSelfSigned(SomeContract.At, SomeContract.At.AddYears(1));

        var signed = PdfSignature.Sign(SomeContract.Pdf(), certificate, "", SomeContract.At);

        PdfSignature.Verify(signed).Should().BeOfType<SignatureCheck.Valid>().Which.Signer.Should().Be("Curve");
    }

    [ToolFact(ToolFactAttribute.ChineseFont)]
    public void A_contract_nobody_signed_is_unsigned() =>
        PdfSignature.Verify(SomeContract.Pdf()).Should().BeOfType<SignatureCheck.Unsigned>();

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("%PDF-1.7\nstartxref\n9\n%%EOF")]
    [InlineData("%PDF-1.7\nstartxref\n99999999999\n%%EOF")]
    [InlineData("%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root [[[[ >>\nstartxref\n9\n%%EOF")]
    public void What_is_no_pdf_is_invalid(string file) =>
        PdfSignature.Verify(Encoding.Latin1.GetBytes(file)).Should().BeOfType<SignatureCheck.Invalid>();

    [Fact]
    public void A_file_nested_without_end_is_invalid()
    {
        var file = $"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root {new string('[', 1_000_000)} >>\nstartxref\n9\n%%EOF";

        PdfSignature.Verify(Encoding.Latin1.GetBytes(file)).Should().BeOfType<SignatureCheck.Invalid>();
    }

    [ToolFact(ToolFactAttribute.ChineseFont, "pdfsig")]
    public void Another_reader_finds_the_signature_valid_and_a_changed_byte_too()
    {
        using var certificate = SomeContract.Certificate();
        var signed = PdfSignature.Sign(SomeContract.Pdf(), certificate, "同意借款", SomeContract.At);

        Tool.Read("pdfsig", signed).Should().Contain("Signature is Valid").And.Contain("Total document signed").And.Contain("Lendflow Test Signer");

        signed[1000] ^= 1;
        Tool.Read("pdfsig", signed).Should().Contain("Digest Mismatch");
    }

    [ToolFact(ToolFactAttribute.ChineseFont, "pdfsig")]
    public void Another_reader_finds_both_signatures_valid()
    {
        using var certificate = SomeContract.Certificate();
        var once = PdfSignature.Sign(SomeContract.Pdf(), certificate, "", SomeContract.At);

        var report = Tool.Read("pdfsig", PdfSignature.Sign(once, certificate, "", SomeContract.At.AddHours(1)));

        report.Split("Signature is Valid").Should().HaveCount(3);
        report.Should().Contain("Signature Field Name: Signature2");
    }

    private static bool IsInvalidAfterFlipping(byte[] signed, int place, int bits)
    {
        byte[] changed = [.. signed];
        changed[place] ^= (byte)bits;
        return PdfSignature.Verify(changed) is SignatureCheck.Invalid;
    }
}
