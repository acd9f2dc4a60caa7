using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;

namespace Lendflow.Host.Tests;

[Collection(nameof(OneHost))]
public sealed class WebhooksTests(TestHost host)
{
    const string Report = """{"envelopeId":"none","status":"signed","signedDocumentSha256":"00","eventId":"event-of-nobody"}""";

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not hex")]
    [InlineData("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff")]
    public async Task A_report_that_is_not_the_providers_is_refused(string? signature)
    {
        await (await SendAsync(Report, signature)).ProblemAsync(401);
    }

    [Fact]
    public async Task A_report_nobody_waits_for_is_not_accepted_so_that_the_provider_repeats_it()
    {
        await (await SendAsync(Report, Sign(Report))).ProblemAsync(404);
    }

    [Fact]
    public async Task A_report_about_a_case_that_was_withdrawn_meanwhile_is_acknowledged_so_that_the_provider_does_not_repeat_it_for_ever()
    {
        var (number, _) = await A.TaskForManagersAsync(host);
        await (await SendAsync(Report, Sign(Report), number)).ProblemAsync(404);
        var officer = await host.AsAsync("officer");
        await (await officer.PostAsJsonAsync($"/api/applications/{number}/withdraw", new { reason = "Found another bank" })).OkAsync();

        var answer = await SendAsync(Report, Sign(Report), number);

        answer.StatusCode.Should().Be(System.Net.HttpStatusCode.Accepted);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"envelopeId":"none","status":"vanished","eventId":"1"}""")]
    public async Task A_report_that_says_nothing_known_is_refused(string body)
    {
        await (await SendAsync(body, Sign(body))).ProblemAsync(422);
    }

    Task<HttpResponseMessage> SendAsync(string body, string? signature, string? number = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/webhooks/esign{(number is null ? "" : $"?case={number}")}") { Content = Answers.Json(body) };
        if (signature is not null) request.Headers.TryAddWithoutValidation("X-Signature", signature);
        return host.Anonymous().SendAsync(request);
    }

    static string Sign(string body) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(TestHost.ESignSecret), Encoding.UTF8.GetBytes(body)));
}
