using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Lendflow.Activities.ESign.Pdf;

/// <summary>A detached CMS signature (RFC 5652) that signs its time and its certificate too.</summary>
internal static class CmsSeal
{
    // RFC 5035: the hash of the certificate inside what is signed; without it the name in the certificate could be exchanged.
    private const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";
    private const string Data = "1.2.840.113549.1.7.1";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";

    public static byte[] Create(byte[] content, X509Certificate2 certificate, DateTimeOffset at)
    {
        var cms = new SignedCms(new ContentInfo(content), detached: true);
        var signer = new CmsSigner(certificate)
        {
            DigestAlgorithm = new Oid(Sha256),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        signer.SignedAttributes.Add(new Pkcs9SigningTime(at.UtcDateTime));
        signer.SignedAttributes.Add(new AsnEncodedData(new Oid(SigningCertificateV2), CertificateReference(certificate)));
        cms.ComputeSignature(signer, silent: true);
        return cms.Encode();
    }

    /// <exception cref="CryptographicException">The signature is broken or does not fit the content.</exception>
    public static SignatureCheck Check(byte[] content, byte[] signature, bool coversWholeDocument)
    {
        var cms = new SignedCms(new ContentInfo(content), detached: true);
        cms.Decode(signature);
        if (cms.SignerInfos is not [{ Certificate: { } certificate } signer])
            return new SignatureCheck.Invalid("Expected one signer with a certificate, but the signature has another number or none.");

        cms.CheckSignature(verifySignatureOnly: true);
        if (!IsHeaderOf(signer, signature))
            return new SignatureCheck.Invalid("Expected a signature whose header fits its signer, but it does not.");
        if (Attribute(signer, SigningCertificateV2) is not { } reference || !reference.RawData.AsSpan().SequenceEqual(CertificateReference(certificate)))
            return new SignatureCheck.Invalid("Expected the signature to name the certificate it comes with, but it names none or another.");
        if (Attribute(signer, "1.2.840.113549.1.9.5") is not Pkcs9SigningTime time)
            return new SignatureCheck.Invalid("Expected the signature to state its time, but it does not.");

        return new SignatureCheck.Valid(
            certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false),
            Convert.ToHexStringLower(SHA256.HashData(certificate.RawData)),
            new DateTimeOffset(DateTime.SpecifyKind(time.SigningTime, DateTimeKind.Utc)),
            coversWholeDocument);
    }

    /// <summary>Holds what the signature leaves unsigned, and the library unread, against what it signs: versions, digest and type
    /// of content (RFC 5652, 5.1 and 5.3).</summary>
    private static bool IsHeaderOf(SignerInfo signer, byte[] signature)
    {
        var signerVersion = signer.SignerIdentifier.Type == SubjectIdentifierType.SubjectKeyIdentifier ? 3 : 1;
        var message = new AsnReader(signature, AsnEncodingRules.BER).ReadSequence();
        message.ReadObjectIdentifier();
        var data = message.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence();
        var (version, digests, content) = (data.ReadInteger(), data.ReadSetOf(skipSortOrderValidation: true), data.ReadSequence());
        var digest = digests.ReadSequence();

        var isDigest = digest.ReadObjectIdentifier() == signer.DigestAlgorithm.Value && !digests.HasData;
        if (digest.HasData)
            digest.ReadNull();
        return isDigest && content.ReadObjectIdentifier() == Data && version == signerVersion && signer.Version == signerVersion;
    }

    private static AsnEncodedData? Attribute(SignerInfo signer, string oid) =>
        signer.SignedAttributes.Cast<CryptographicAttributeObject>().FirstOrDefault(attribute => attribute.Oid.Value == oid)?.Values[0];

    // SigningCertificateV2 ::= SEQUENCE { certs SEQUENCE OF ESSCertIDv2 }, whose default hash is SHA-256.
    private static byte[] CertificateReference(X509Certificate2 certificate)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
            writer.WriteOctetString(SHA256.HashData(certificate.RawData));
        return writer.Encode();
    }
}
