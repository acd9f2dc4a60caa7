using Lendflow.Engine.Http;

namespace Lendflow.Engine.Tests.Http;

public sealed class EndpointTermsTests
{
    static readonly EndpointTerms Terms = new("/files", "POST");

    static UploadedFile File(string name, long length = 3, string type = "application/pdf") => new("file", name, type, length, "");

    [Fact]
    public void Without_limits_everything_is_welcome()
    {
        Terms.ToSize(long.MaxValue).Should().BeNull();
        Terms.ToFiles([File("a.exe", long.MaxValue, "x/y")]).Should().BeNull();
    }

    [Fact]
    public void A_limit_is_the_largest_that_is_welcome()
    {
        var limited = Terms with { RequestSizeLimit = 10, FileSizeLimit = 5 };

        limited.ToSize(10).Should().BeNull();
        limited.ToSize(11).Should().Match<Objection>(o => o.Status == 413 && o.Outcome == "Request too large" && !o.IsExposed);
        limited.ToFiles([File("a", 5), File("b", 6)])!.Message.Should().Be("Expected files of at most 5 bytes, but 'b' has 6.");
    }

    [Theory]
    [InlineData("a.PDF", null)]
    [InlineData("a.png", null)]
    [InlineData("a.exe", "Invalid file extension")]
    [InlineData("noextension", "Invalid file extension")]
    public void Allowed_extensions_are_compared_regardless_of_case_and_dot(string name, string? outcome)
    {
        var allowing = Terms with { AllowedFileExtensions = [".pdf", "png"] };

        (allowing.ToFiles([File(name)])?.Outcome).Should().Be(outcome);
    }

    [Fact]
    public void Blocked_extensions_and_other_types_are_refused_with_415()
    {
        (Terms with { BlockedFileExtensions = [".exe"] }).ToFiles([File("a.Exe")])!.Status.Should().Be(415);
        (Terms with { AllowedMimeTypes = ["image/png"] }).ToFiles([File("a.pdf")])!.Outcome.Should().Be("Invalid file MIME type");
    }
}
