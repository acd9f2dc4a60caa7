using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Lendflow.Host.Tests;

[Collection(nameof(OneHost))]
public sealed class OwnApplicationsTests(TestHost host)
{
    [Fact]
    public async Task A_draft_is_kept_for_the_next_visit_and_not_over_a_newer_one()
    {
        var applicant = await AnApplicant.NewAsync(host);
        var number = await applicant.BeginAsync(new { step = 1, entries = new { purpose = "Stock" } });

        var saved = await (await applicant.Client.PutAsJsonAsync($"/api/my/applications/{number}", new { revision = 1, draft = new { step = 2 } })).OkAsync();
        await (await applicant.Client.PutAsJsonAsync($"/api/my/applications/{number}", new { revision = 1, draft = new { step = 3 } })).ProblemAsync(409);
        var again = await (await host.AsAsync("applicant")).GetFromJsonAsync<JsonElement>($"/api/my/applications/{number}");

        saved.GetProperty("revision").GetInt32().Should().Be(2);
        again.GetProperty("draft").GetProperty("step").GetInt32().Should().Be(2);
    }

    [Fact]
    public async Task An_application_goes_its_way_to_the_money_and_its_applicant_sees_it()
    {
        var applicant = await AnApplicant.NewAsync(host);

        var number = await applicant.ApplyAsync(await A.LoanApplicationAsync(host));
        var seen = await applicant.UntilAsync(number, p => p.Text("status") == "disbursed");

        seen.Text("applicant").Should().Be("applicant");
        seen.GetProperty("steps").EnumerateArray().Select(s => s.Text("state")).Should().OnlyContain(s => s == "done");
        seen.GetProperty("clock").GetProperty("ourMinutes").GetDouble().Should().BeGreaterThanOrEqualTo(0);
        seen.GetProperty("documents").EnumerateArray().Select(d => d.Text("kind")).Should().Contain(["business-licence", "signed-contract"]);
        (await (await host.AsAsync("officer")).GetFromJsonAsync<JsonElement>($"/api/applications/{number}")).GetProperty("application").Text("channel").Should().Be("online");
        (await applicant.Client.GetFromJsonAsync<JsonElement>("/api/my/applications")).EnumerateArray().Single(a => a.Text("number") == number).Text("status").Should().Be("disbursed");
    }

    [Fact]
    public async Task Sending_twice_is_sending_once()
    {
        var applicant = await AnApplicant.NewAsync(host);
        var application = await A.LoanApplicationAsync(host);
        var number = await applicant.ApplyAsync(application);

        var again = application.DeepClone().AsObject();
        again.Remove("documents");
        again.Remove("channel");
        var receipt = await (await applicant.Client.PostAsync($"/api/my/applications/{number}/send", Answers.Json(again.ToJsonString()))).OkAsync();

        receipt.Text("number").Should().Be(number);
        await (await applicant.Client.PutAsJsonAsync($"/api/my/applications/{number}", new { revision = 1, draft = new { } })).ProblemAsync(409);
        await (await applicant.Client.DeleteAsync($"/api/my/applications/{number}")).ProblemAsync(409);
    }

    [Fact]
    public async Task Documents_that_are_asked_for_are_handed_in_and_the_case_goes_on()
    {
        var applicant = await AnApplicant.NewAsync(host);
        var application = await A.LoanApplicationAsync(host);
        var missing = application["documents"]!.AsArray().First(d => $"{d!["kind"]}" == "business-licence")!;

        var number = await applicant.ApplyAsync(application, without: "business-licence");
        var asked = await applicant.UntilAsync(number, p => p.GetProperty("askedFor").GetArrayLength() > 0);
        await (await applicant.UploadAsync(number, missing)).OkAsync();
        await (await applicant.Client.PostAsync($"/api/my/applications/{number}/documents/submit", null)).OkAsync();
        var after = await applicant.UntilAsync(number, p => p.Text("status") == "disbursed");

        asked.GetProperty("askedFor")[0].Text("kind").Should().Be("business-licence");
        asked.Text("waitingFor").Should().Be("applicant");
        after.GetProperty("askedFor").GetArrayLength().Should().Be(0);
        await (await applicant.Client.PostAsync($"/api/my/applications/{number}/documents/submit", null)).ProblemAsync(409);
    }

    [Fact]
    public async Task A_question_of_staff_is_answered_by_the_applicant()
    {
        var applicant = await AnApplicant.NewAsync(host);
        var number = await applicant.ApplyAsync(await A.LoanApplicationAsync(host, 600_000m));
        var manager = await host.AsAsync("manager");
        var open = await TestHost.UntilAsync(manager, $"/api/applications/{number}", c => c.GetProperty("openTasks").GetArrayLength() > 0);
        var task = open.GetProperty("openTasks")[0].Text("id");

        await (await manager.PostAsJsonAsync($"/api/tasks/{task}/ask", new { to = "applicant", text = "How many shops have you got?" })).OkAsync();
        var asked = await applicant.UntilAsync(number, p => p.GetProperty("questions").GetArrayLength() == 1);
        var question = asked.GetProperty("questions")[0];
        await (await applicant.Client.PostAsJsonAsync($"/api/my/applications/{number}/answers", new { taskId = task, questionId = question.Text("id"), text = "Two." })).OkAsync();

        (await manager.GetFromJsonAsync<JsonElement>($"/api/tasks/{task}")).GetProperty("questions")[0].Text("reply").Should().Be("Two.");
        (await applicant.UntilAsync(number, _ => true)).GetProperty("questions").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task An_applicant_withdraws()
    {
        var applicant = await AnApplicant.NewAsync(host);
        var number = await applicant.ApplyAsync(await A.LoanApplicationAsync(host, 600_000m));

        await (await applicant.Client.PostAsJsonAsync($"/api/my/applications/{number}/withdraw", new { reason = "" })).ProblemAsync(422);
        await (await applicant.Client.PostAsJsonAsync($"/api/my/applications/{number}/withdraw", new { reason = "Found another lender" })).OkAsync();

        (await applicant.UntilAsync(number, p => p.Text("status") == "withdrawn")).GetProperty("mayWithdraw").GetBoolean().Should().BeFalse();
    }

    /// <summary>Reports and scores come in by themselves right after an application was sent.</summary>
    [Fact]
    public async Task An_application_is_withdrawn_while_its_case_goes_on()
    {
        var applicant = await AnApplicant.NewAsync(host);
        var application = await A.LoanApplicationAsync(host, 600_000m);

        await Task.WhenAll(Enumerable.Range(0, 24).Select(async _ =>
        {
            var number = await applicant.ApplyAsync(application);
            await (await applicant.Client.PostAsJsonAsync($"/api/my/applications/{number}/withdraw", new { reason = "Found another lender" })).OkAsync();
            await applicant.UntilAsync(number, p => p.Text("status") == "withdrawn");
        }));
    }

    [Fact]
    public async Task Nobody_sees_the_application_of_another_applicant()
    {
        var amy = await AnApplicant.NewAsync(host);
        var ben = await AnApplicant.NewAsync(host, "applicant2");
        var draft = await amy.BeginAsync();
        var sent = await amy.ApplyAsync(await A.LoanApplicationAsync(host, 600_000m));
        var document = (await amy.Client.GetFromJsonAsync<JsonElement>($"/api/my/applications/{sent}/documents"))[0].Text("id");

        foreach (var path in new[] { draft, sent, $"{sent}/progress", $"{sent}/documents", $"{sent}/documents/{document}" })
            await (await ben.Client.GetAsync($"/api/my/applications/{path}")).ProblemAsync(404);
        await (await ben.Client.PutAsJsonAsync($"/api/my/applications/{draft}", new { revision = 1, draft = new { } })).ProblemAsync(404);
        await (await ben.Client.DeleteAsync($"/api/my/applications/{draft}")).ProblemAsync(404);
        await (await ben.Client.PostAsJsonAsync($"/api/my/applications/{sent}/withdraw", new { reason = "Mischief" })).ProblemAsync(404);
        await (await ben.Client.PostAsJsonAsync($"/api/my/applications/{sent}/signature", new { agrees = true })).ProblemAsync(404);
        (await ben.Client.GetFromJsonAsync<JsonElement>("/api/my/applications")).EnumerateArray().Select(a => a.Text("number")).Should().NotContain([draft, sent]);
    }

    /// <summary>Asked of every route there is, so that one which is added later cannot forget them.</summary>
    [Fact]
    public async Task An_applicant_gets_at_nothing_of_the_staffs()
    {
        var applicant = await host.AsAsync("applicant");
        var api = await applicant.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        string[] open = ["/api/session", "/api/notices", "/api/notices/read", "/elsa/api/identity/login", "/elsa/api/identity/refresh-token", "/api/products", "/api/branches", "/api/webhooks/esign", "/health/live", "/health/ready", "/metrics"];

        foreach (var path in api.GetProperty("paths").EnumerateObject().Where(p => !open.Contains(p.Name) && !p.Name.StartsWith("/api/my/", StringComparison.Ordinal)))
            foreach (var method in path.Value.EnumerateObject().Where(m => m.Name is "get" or "post" or "put" or "delete"))
            {
                using var request = new HttpRequestMessage(new HttpMethod(method.Name.ToUpperInvariant()), Regex.Replace(path.Name, @"\{[^}]+\}", "1")) { Content = Some(method.Value) };
                using var answer = await applicant.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                ((int)answer.StatusCode).Should().Be(403, "{0} {1} is not for applicants", method.Name, path.Name);
            }
        await (await applicant.GetAsync("/elsa/api/workflow-definitions")).ProblemAsync(403);
        (await host.Anonymous().GetAsync("/api/my/applications")).StatusCode.Should().Be(System.Net.HttpStatusCode.Unauthorized);
        await (await (await host.AsAsync("officer")).GetAsync("/api/my/applications")).ProblemAsync(403);
    }

    /// <summary>A body of the type the operation takes: one of another type is refused before anybody asks who sent it.</summary>
    static HttpContent? Some(JsonElement operation) => !operation.TryGetProperty("requestBody", out var body) ? null
        : body.GetProperty("content").EnumerateObject().First().Name.StartsWith("multipart/", StringComparison.Ordinal) ? new MultipartFormDataContent { { new StringContent("x"), "kind" } } : Answers.Json("{}");
}
