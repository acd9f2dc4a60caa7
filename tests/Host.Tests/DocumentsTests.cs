using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Lendflow.Host.Tests;

[Collection(nameof(OneHost))]
public sealed class DocumentsTests(TestHost host)
{
    static readonly byte[] Pdf = [.. "%PDF-1.4\n"u8, .. new byte[100]];

    [Fact]
    public async Task A_case_that_lacks_a_document_goes_on_when_the_applicant_has_handed_it_in()
    {
        var officer = await host.AsAsync("officer");
        var application = await A.LoanApplicationAsync(host);
        var missing = application["documents"]![0]!.DeepClone();
        application["documents"]!.AsArray().RemoveAt(0);
        var number = (await (await officer.SendAsync(A.Submit(application))).OkAsync()).Text("number");
        await TestHost.UntilAsync(officer, $"/api/applications/{number}", c => c.Text("waitingFor") == "applicant");

        var uploaded = await officer.PostAsync($"/api/applications/{number}/documents", Form(
            Convert.FromBase64String(missing["contentBase64"]!.GetValue<string>()), (string)missing["kind"]!, ("issuedOn", (string)missing["issuedOn"]!),
            ("expiresOn", (string?)missing["expiresOn"] ?? ""), ("fields", missing["fields"]!.ToJsonString())));
        await uploaded.OkAsync();
        await (await officer.PostAsync($"/api/applications/{number}/documents/submit", null)).OkAsync();

        await TestHost.UntilAsync(officer, $"/api/applications/{number}", c => c.Text("status") == "disbursed");
        await (await officer.PostAsync($"/api/applications/{number}/documents/submit", null)).ProblemAsync(409);
    }

    [Fact]
    public async Task What_is_uploaded_is_judged_by_its_content()
    {
        var (officer, number) = await CaseAsync();

        var disguised = await officer.PostAsync($"/api/applications/{number}/documents", Form("MZ this is a program"u8.ToArray(), "business-licence"));
        var cutOff = await officer.PostAsync($"/api/applications/{number}/documents", Form([0x89, .. "PNG\r\n"u8, 0x1A, 0x0A], "business-licence"));
        var hugePicture = await officer.PostAsync($"/api/applications/{number}/documents", Form(PngOf(1_000_000, 1_000_000), "business-licence"));

        await disguised.ProblemAsync(415);
        await cutOff.ProblemAsync(415);
        await hugePicture.ProblemAsync(415);
        await CountShouldBe(officer, number, 0);
    }

    [Fact]
    public async Task An_upload_over_the_limit_is_refused()
    {
        var (officer, number) = await CaseAsync();
        officer.DefaultRequestHeaders.ExpectContinue = true;

        var over = await officer.PostAsync($"/api/applications/{number}/documents", Form([.. Pdf, .. new byte[10 * 1024 * 1024]], "business-licence"));
        var farOver = await officer.PostAsync($"/api/applications/{number}/documents", Form([.. Pdf, .. new byte[20 * 1024 * 1024]], "business-licence"));

        await over.ProblemAsync(413);
        await farOver.ProblemAsync(413);
        await CountShouldBe(officer, number, 0);
    }

    [Fact]
    public async Task Everything_wrong_with_a_form_is_told_at_once()
    {
        var (officer, number) = await CaseAsync();

        var answer = await officer.PostAsync($"/api/applications/{number}/documents", Form(Pdf, "cat-picture", ("issuedOn", "yesterday"), ("fields", "[1]")));

        (await answer.ProblemAsync(422)).Paths().Should().BeEquivalentTo("$.kind", "$.issuedOn", "$.fields");
        await (await officer.PostAsync($"/api/applications/{number}/documents", Answers.Json("{}"))).ProblemAsync(415);
    }

    async Task<(HttpClient, string)> CaseAsync()
    {
        var officer = await host.AsAsync("officer");
        var application = await A.LoanApplicationAsync(host);
        application["documents"] = new JsonArray();
        return (officer, (await (await officer.SendAsync(A.Submit(application))).OkAsync()).Text("number")!);
    }

    static async Task CountShouldBe(HttpClient client, string number, int count) =>
        (await client.GetFromJsonAsync<JsonArray>($"/api/applications/{number}/documents"))!.Count.Should().Be(count);

    static MultipartFormDataContent Form(byte[] content, string kind, params (string Name, string Value)[] more)
    {
        var file = new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } };
        var form = new MultipartFormDataContent { { file, "file", "../../etc/licence.pdf" }, { new StringContent(kind), "kind" } };
        foreach (var (name, value) in more) form.Add(new StringContent(value), name);
        return form;
    }

    static byte[] PngOf(int width, int height)
    {
        var png = new byte[33];
        ((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R']).CopyTo(png);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        return png;
    }
}
