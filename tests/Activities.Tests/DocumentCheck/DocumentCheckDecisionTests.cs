using Lendflow.Activities.DocumentCheck;
using Lendflow.Activities.Tests.Tables;

namespace Lendflow.Activities.Tests.DocumentCheck;

public sealed class DocumentCheckDecisionTests
{
    static readonly CaseDocument Licence = A.Document("business-licence");
    static readonly CaseDocument Id = A.Document("resident-id");
    static readonly CaseDocument Statement = A.Document("bank-statement");

    [Fact]
    public void Documents_that_meet_the_checklist_are_complete()
    {
        var result = Check(Licence, Id, Statement);

        result.Outcome.Should().Be(DocumentCheckOutcome.Complete);
        result.Findings.Should().BeEmpty();
    }

    [Fact]
    public void A_missing_licence_is_reported_as_incomplete()
    {
        var result = Check(Id, Statement);

        result.Outcome.Should().Be(DocumentCheckOutcome.Incomplete);
        result.Findings.Should().ContainSingle().Which.Should().BeEquivalentTo(new DocumentFinding(
            "business-licence", null, "document-missing", false, "Expected the document, but it is missing",
            "Business licence: Please send the document.", "营业执照：请补交该材料。"));
    }

    [Fact]
    public void A_missing_optional_document_is_no_finding_but_a_wrong_one_is()
    {
        Check(Licence, Id, Statement, A.Document("tax-return") with { ContentType = "image/png" })
            .Findings.Should().ContainSingle().Which.Code.Should().Be("document-wrong-type");
    }

    [Fact]
    public void A_document_that_is_wrong_makes_the_case_invalid_even_when_others_are_missing()
    {
        var result = Check(Licence with { Bytes = 0 });

        result.Outcome.Should().Be(DocumentCheckOutcome.Invalid);
        result.Findings.Select(finding => finding.Code).Should().Equal("document-empty", "document-missing", "document-missing");
    }

    [Theory]
    [InlineData("2026-01-16", null)]
    [InlineData("2026-01-15", "Expected a date of issue at most 45 days ago, but 2026-01-15 is 46 days ago")]
    [InlineData("2026-03-03", "Expected a date of issue not after 2026-03-02, but found 2026-03-03")]
    [InlineData(null, "Expected a date of issue at most 45 days ago, but the document carries none")]
    public void The_age_of_a_document_is_judged_to_the_day(string? issued, string? message)
    {
        var document = Statement with { IssuedOn = issued is null ? null : DateOnly.ParseExact(issued, "yyyy-MM-dd") };

        Check(Licence, Id, document).Findings.Select(finding => finding.Message).Should().Equal(message is null ? [] : [message]);
    }

    [Theory]
    [InlineData("2026-03-02", null)]
    [InlineData("2026-03-01", "Expected a document valid on 2026-03-02, but it expired on 2026-03-01")]
    [InlineData(null, "Expected a last day of validity, but the document carries none")]
    public void A_document_that_must_not_expire_is_valid_through_its_last_day(string? expires, string? message)
    {
        var document = Licence with { ExpiresOn = expires is null ? null : DateOnly.ParseExact(expires, "yyyy-MM-dd") };

        Check(document, Id, Statement).Findings.Select(finding => finding.Message).Should().Equal(message is null ? [] : [message]);
    }

    [Fact]
    public void A_field_that_differs_from_the_application_is_a_finding()
    {
        var result = Check(Licence with { Fields = Fields(A.SocialCreditCode, "Fuzhou Coffee Trading") }, Id, Statement);

        result.Outcome.Should().Be(DocumentCheckOutcome.Invalid);
        result.Findings.Should().ContainSingle().Which.Message
            .Should().Be("Expected name to be Fuzhou Tea Trading as in borrower.name, but found Fuzhou Coffee Trading");
    }

    [Fact]
    public void Blanks_case_and_full_width_characters_make_no_difference()
    {
        Check(Licence with { Fields = Fields("９１３５０１００ m000100y43", "FUZHOU TEA Trading") }, Id, Statement)
            .Outcome.Should().Be(DocumentCheckOutcome.Complete);
    }

    [Fact]
    public void A_field_that_was_not_read_is_a_finding()
    {
        Check(Licence with { Fields = new Dictionary<string, string>() }, Id, Statement)
            .Findings.Select(finding => finding.Code).Should().Equal("document-field-missing", "document-field-missing");
    }

    [Fact]
    public void A_code_that_differs_and_fails_its_check_is_told_both()
    {
        Check(Licence with { Fields = Fields("91350100M000100Y4Z", "Fuzhou Tea Trading") }, Id, Statement)
            .Findings.Select(finding => finding.Code).Should().BeEquivalentTo("document-field-mismatch", "document-field-invalid");
    }

    [Fact]
    public void A_wrong_organisation_code_inside_a_right_credit_code_is_only_a_warning()
    {
        const string code = "91350100M000100Y56"; // organisation code M000100Y has the check character 4
        var borrower = A.LoanApplication.Borrower with { SocialCreditCode = code };
        var checklist = Shipped.Tables.FindChecklist("micro-instant", "micro")!;

        var result = DocumentCheckDecision.Check(A.LoanApplication with { Borrower = borrower },
            [Licence with { Fields = Fields(code, "Fuzhou Tea Trading") }, Id], checklist, Shipped.Tables.ReasonCodes, Shipped.Today);

        result.Outcome.Should().Be(DocumentCheckOutcome.Complete);
        result.Findings.Should().ContainSingle().Which.IsWarning.Should().BeTrue();
    }

    [Fact]
    public void Of_several_documents_of_a_kind_the_latest_counts()
    {
        var bad = Licence with { Bytes = 0 };
        var later = Licence with { UploadedAt = Licence.UploadedAt.AddMinutes(1) };

        Check(later, bad, Id, Statement).Outcome.Should().Be(DocumentCheckOutcome.Complete);
        Check(Licence, bad with { UploadedAt = later.UploadedAt }, Id, Statement).Outcome.Should().Be(DocumentCheckOutcome.Invalid);
    }

    static DocumentCheckResult Check(params CaseDocument[] documents) => DocumentCheckDecision.Check(
        A.LoanApplication, documents, Shipped.Tables.FindChecklist("working-capital", "micro")!, Shipped.Tables.ReasonCodes, Shipped.Today);

    static Dictionary<string, string> Fields(string code, string name) => new() { ["socialCreditCode"] = code, ["name"] = name };
}
