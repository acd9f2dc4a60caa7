using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Lendflow.Host.Tests;

[Collection(nameof(OneHost))]
public sealed class ApplicationsTests(TestHost host)
{
    [Fact]
    public async Task An_application_becomes_a_case_that_is_paid_out_and_tells_its_story()
    {
        var officer = await host.AsAsync("officer");

        var answer = await officer.SendAsync(A.Submit(await A.LoanApplicationAsync(host)));
        var number = (await answer.OkAsync()).Text("number");
        var paid = await TestHost.UntilAsync(officer, $"/api/applications/{number}", c => c.Text("status") == "disbursed");
        var timeline = await officer.GetFromJsonAsync<JsonArray>($"/api/applications/{number}/timeline");

        ((int)answer.StatusCode).Should().Be(201);
        answer.Headers.Location!.OriginalString.Should().Be($"/api/applications/{number}");
        number.Should().MatchRegex("^LA-[0-9]{6}-[0-9A-HJKMNP-TV-Z]{6}$");
        paid.Text("track").Should().Be("instant");
        paid.GetProperty("disbursement").GetProperty("amount").GetDecimal().Should().Be(60_000m);
        paid.GetProperty("score").Text("grade").Should().Be("A");
        paid.GetProperty("contract").Text("status").Should().Be("signed");
        timeline!.Select(e => (string?)e!["kind"]).Should().ContainInOrder("submitted", "check", "credit", "score", "track", "contract", "disbursement", "disbursed");
        timeline![0]!["actor"]!.GetValue<string>().Should().Be("officer");
        timeline!.Select(e => (string?)e!["titleZh"]).Should().OnlyContain(t => !string.IsNullOrEmpty(t));
    }

    [Fact]
    public async Task The_documents_of_an_application_can_be_listed_and_read_again()
    {
        var officer = await host.AsAsync("officer");
        var application = await A.LoanApplicationAsync(host);
        var number = (await (await officer.SendAsync(A.Submit(application))).OkAsync()).Text("number");

        var documents = await officer.GetFromJsonAsync<JsonArray>($"/api/applications/{number}/documents");
        var first = documents![0]!;
        var content = await officer.GetByteArrayAsync($"/api/applications/{number}/documents/{first["id"]}");

        content.Should().Equal(Convert.FromBase64String(application["documents"]![0]!["contentBase64"]!.GetValue<string>()));
        first["sha256"]!.GetValue<string>().Should().Be(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)));
        await (await officer.GetAsync($"/api/applications/LA-000000-000000/documents/{first["id"]}")).ProblemAsync(404);
    }

    [Fact]
    public async Task The_same_key_starts_one_case_however_often_and_at_once_it_is_sent()
    {
        var officer = await host.AsAsync("officer");
        var application = await A.LoanApplicationAsync(host);
        var key = Guid.CreateVersion7().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => officer.SendAsync(A.Submit(application, key))));
        var receipts = await Task.WhenAll(answers.Select(a => a.OkAsync()));
        var later = await (await officer.SendAsync(A.Submit(application, key))).OkAsync();

        answers.Count(a => (int)a.StatusCode == 201).Should().Be(1);
        receipts.Append(later).Select(r => r.GetRawText()).Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused_and_changes_nothing()
    {
        var officer = await host.AsAsync("officer");
        var application = await A.LoanApplicationAsync(host);
        var key = Guid.CreateVersion7().ToString();
        await officer.SendAsync(A.Submit(application, key));
        var before = await CountAsync(officer);
        application["amount"] = 61_000;

        await (await officer.SendAsync(A.Submit(application, key))).ProblemAsync(422);

        (await CountAsync(officer)).Should().Be(before);
    }

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "product", "\"unheard-of\"", "$.product" },
        { "amount", "-5", "$.amount" },
        { "amount", "1e30", "$.amount" },
        { "amount", "1e400", "$.amount" },
        { "amount", "100.001", "$.amount" },
        { "amount", "\"100000\"", "$.amount" },
        { "termMonths", "0", "$.termMonths" },
        { "termMonths", "12.5", "$.termMonths" },
        { "branch", "null", "$.branch" },
        { "purpose", "\"\"", "$.purpose" },
        { "borrower", "7", "$.borrower" },
        { "borrower.socialCreditCode", "\"91350100M000100Y44\"", "$.borrower.socialCreditCode" },
        { "borrower.establishedOn", "\"2024-02-30\"", "$.borrower.establishedOn" },
        { "borrower.representative.residentId", "\"110105194912310021\"", "$.borrower.representative.residentId" },
        { "borrower.representative.phone", "\"123\"", "$.borrower.representative.phone" },
        { "documents", "[{\"kind\":\"business-licence\",\"fileName\":\"a.pdf\",\"contentBase64\":\"!!\"}]", "$.documents[0].contentBase64" },
        { "documents", "[{\"kind\":\"business-licence\",\"fileName\":\"a.pdf\",\"contentBase64\":\"TVqQAAMAAAAEAAAA\"}]", "$.documents[0].contentBase64" },
        { "documents", "[{\"kind\":\"cat-picture\",\"fileName\":\"a.pdf\",\"contentBase64\":\"JVBERi0xLjQK\"}]", "$.documents[0].kind" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_is_named_by_its_path_and_no_case_begins(string place, string value, string path)
    {
        var officer = await host.AsAsync("officer");
        var application = await A.LoanApplicationAsync(host);
        var before = await CountAsync(officer);
        var names = place.Split('.');
        names.SkipLast(1).Aggregate((JsonNode)application, (node, name) => node[name]!)[names[^1]] = JsonNode.Parse(value);

        var answer = await officer.SendAsync(A.Submit(application));

        (await answer.ProblemAsync(422)).Paths().Should().Contain(path);
        (await CountAsync(officer)).Should().Be(before);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        var officer = await host.AsAsync("officer");

        var answer = await officer.PostAsync("/api/applications", Answers.Json("""{"product":5,"amount":"much","termMonths":1.5,"borrower":{"name":null}}"""));

        (await answer.ProblemAsync(422)).Paths().Should().Contain(["$.product", "$.amount", "$.termMonths", "$.purpose", "$.branch", "$.borrower.name", "$.borrower.representative", "$.consent"]);
    }

    [Theory]
    [InlineData("{\"product\": ")]
    [InlineData("{\"amount\": 1, \"amount\": 2}")]
    [InlineData("")]
    public async Task Malformed_json_is_refused(string body)
    {
        var officer = await host.AsAsync("officer");

        await (await officer.PostAsync("/api/applications", Answers.Json(body))).ProblemAsync(400);
    }

    [Fact]
    public async Task An_auditor_reads_cases_and_submits_none()
    {
        var auditor = await host.AsAsync("auditor");

        (await auditor.GetAsync("/api/applications")).IsSuccessStatusCode.Should().BeTrue();
        await (await auditor.SendAsync(A.Submit(await A.LoanApplicationAsync(host)))).ProblemAsync(403);
    }

    [Fact]
    public async Task A_withdrawn_case_is_over_and_cannot_be_withdrawn_again()
    {
        var (number, task) = await A.TaskForManagersAsync(host);
        var officer = await host.AsAsync("officer");

        await (await officer.PostAsJsonAsync($"/api/applications/{number}/withdraw", new { reason = " " })).ProblemAsync(422);
        await (await officer.PostAsJsonAsync($"/api/applications/{number}/withdraw", new { reason = "Found another bank" })).OkAsync();

        (await officer.GetFromJsonAsync<JsonNode>($"/api/applications/{number}"))!["status"]!.GetValue<string>().Should().Be("withdrawn");
        await (await officer.PostAsJsonAsync($"/api/applications/{number}/withdraw", new { reason = "Again" })).ProblemAsync(409);
        var manager = await host.AsAsync("manager");
        await (await manager.PostAsJsonAsync($"/api/tasks/{task.Text("id")}/claim", new { revision = task.GetProperty("revision").GetInt32() + 1 })).ProblemAsync(409);
    }

    [Fact]
    public async Task A_paid_out_loan_cannot_be_withdrawn()
    {
        var officer = await host.AsAsync("officer");
        var number = (await (await officer.SendAsync(A.Submit(await A.LoanApplicationAsync(host)))).OkAsync()).Text("number");
        await TestHost.UntilAsync(officer, $"/api/applications/{number}", c => c.Text("status") == "disbursed");

        var answer = await officer.PostAsJsonAsync($"/api/applications/{number}/withdraw", new { reason = "Too late" });

        (await answer.ProblemAsync(409)).Text("detail").Should().Contain("reversal");
    }

    [Fact]
    public async Task What_is_unknown_is_not_found()
    {
        var admin = await host.AsAsync("admin");

        await (await admin.GetAsync("/api/applications/LA-000000-000000")).ProblemAsync(404);
        await (await admin.PostAsJsonAsync("/api/applications/LA-000000-000000/incidents/1/retry", new { reason = "Try" })).ProblemAsync(404);
        await (await admin.GetAsync("/api/applications?status=unheard-of")).ProblemAsync(400);
        await (await admin.GetAsync("/api/applications?page=x")).ProblemAsync(400);
    }

    static async Task<int> CountAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonNode>("/api/applications"))!["totalCount"]!.GetValue<int>();
}
