using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Lendflow.Activities.DocumentCheck;
using Lendflow.Activities.Tables;
using Lendflow.Activities.Tests.Tables;
using Lendflow.Samples;

namespace Lendflow.Activities.Tests.Samples;

public class DocumentGeneratorTests
{
    static readonly LoanApplication[] Applications =
        [.. Enumerable.Range(0, 1500).Select(number => new ApplicationGenerator(ApplicationParameters.Shipped, 5).Application(number, Shipped.Today))];

    [Fact]
    public void Faultless_documents_pass_the_document_check() =>
        Applications.Take(200).Select(application => Check(application, new DocumentGenerator(DocumentFaults.None, 1)).Findings)
            .Should().OnlyContain(findings => findings.Count == 0);

    [Fact]
    public void Faults_occur_as_often_as_asked()
    {
        var generator = new DocumentGenerator(new DocumentFaults(), 1);
        var brought = Applications.SelectMany(application => generator.Documents(application, ChecklistOf(application), Shipped.Today)).ToArray();
        var codes = Applications.SelectMany(application => Check(application, generator).Findings).GroupBy(finding => finding.Code)
            .ToDictionary(group => group.Key, group => group.Count());
        var required = Applications.Sum(application => ChecklistOf(application).Documents.Count(document => document.Required));

        (codes[ReasonCodes.DocumentMissing] / (double)required).Should().BeApproximately(0.08, 0.015);
        ((codes[ReasonCodes.DocumentExpired] + codes[ReasonCodes.DocumentTooOld]) / (double)brought.Length).Should().BeApproximately(0.03, 0.01);
        (codes[ReasonCodes.DocumentFieldMismatch] / (double)brought.Count(document => document.Fields.Count > 0)).Should().BeApproximately(0.01, 0.007);
        codes.Keys.Should().BeSubsetOf([ReasonCodes.DocumentMissing, ReasonCodes.DocumentExpired, ReasonCodes.DocumentTooOld, ReasonCodes.DocumentFieldMismatch]);
    }

    [Fact]
    public void The_same_seed_gives_the_same_files()
    {
        var first = Files(seed: 1);
        var again = Files(seed: 1);
        var other = Files(seed: 2);

        again.Should().Equal(first);
        other.Should().NotEqual(first);
    }

    [Fact]
    public void A_PDF_holds_the_offsets_of_its_objects()
    {
        var text = Encoding.ASCII.GetString(FirstOf("application/pdf"));
        var table = int.Parse(text.Split("startxref\n")[1].Split('\n')[0]);

        var offsets = text[table..].Split('\n').Where(line => line.EndsWith(" n ")).Select(line => int.Parse(line[..10])).ToArray();

        text[table..].Should().StartWith("xref\n");
        offsets.Should().HaveCount(7);
        offsets.Select((offset, index) => text[offset..].StartsWith($"{index + 1} 0 obj\n")).Should().OnlyContain(isRight => isRight);
    }

    [Fact]
    public void A_PNG_unpacks_to_its_rows()
    {
        var png = FirstOf("image/png");
        var start = png.AsSpan().IndexOf("IDAT"u8) + 4;

        using var zlib = new ZLibStream(new MemoryStream(png[start..]), CompressionMode.Decompress);
        using var rows = new MemoryStream();
        zlib.CopyTo(rows);

        png[..4].Should().Equal(0x89, (byte)'P', (byte)'N', (byte)'G');
        rows.Length.Should().Be(64 * 65);
    }

    static DocumentCheckResult Check(LoanApplication application, DocumentGenerator generator)
    {
        var checklist = ChecklistOf(application);
        var documents = generator.Documents(application, checklist, Shipped.Today).Select(document => document.AsUploaded(document.Kind, DateTimeOffset.UnixEpoch));
        return DocumentCheckDecision.Check(application, documents, checklist, Shipped.Tables.ReasonCodes, Shipped.Today);
    }

    static string[] Files(int seed)
    {
        var generator = new DocumentGenerator(new DocumentFaults(), seed);
        return [.. Applications.Take(50).SelectMany(application => generator.Documents(application, ChecklistOf(application), Shipped.Today))
            .Select(document => $"{document.Kind} {Convert.ToHexString(SHA256.HashData(document.Content.Span))}")];
    }

    static byte[] FirstOf(string contentType) => Applications
        .SelectMany(application => new DocumentGenerator(DocumentFaults.None, 1).Documents(application, ChecklistOf(application), Shipped.Today))
        .First(document => document.ContentType == contentType).Content.ToArray();

    static Checklist ChecklistOf(LoanApplication application) => Shipped.Tables.FindChecklist(application.Product, application.Borrower.Segment)!;
}
