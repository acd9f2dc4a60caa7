using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.Activities;
using Lendflow.Activities.CreditPull;
using Lendflow.Activities.Outside;
using Lendflow.Activities.Scoring;
using Lendflow.Engine.Expressions;
using Lendflow.Samples;
using Microsoft.Extensions.DependencyInjection;

namespace Lendflow.Host.Tests;

/// <summary>Requests that are right in every respect; a test changes what it is about.</summary>
static class A
{
    /// <summary>An application of a good borrower with every document: small ones are paid out at once, at 600 000 a manager decides.</summary>
    public static async Task<JsonObject> LoanApplicationAsync(TestHost host, decimal amount = 60_000m)
    {
        var policy = host.Services.GetRequiredService<Policy>();
        var bureau = host.Services.GetRequiredService<ICreditBureau>();
        var now = TimeProvider.System.GetUtcNow();
        var today = policy.Today(now, "shanghai");
        var generator = new ApplicationGenerator(ApplicationParameters.Shipped, seed: 1);
        for (var number = 1; ; number++)
        {
            var drawn = generator.Application(number, today);
            var application = drawn with
            {
                Product = "working-capital", Amount = amount, TermMonths = 12, Branch = "shanghai", Consent = new Consent(true, now.AddDays(-1)),
                Borrower = drawn.Borrower with { Industry = "4244", EstablishedOn = new DateOnly(2015, 1, 1), Segment = "micro" },
            };
            var pulled = await bureau.PullAsync(new CreditInquiry(application.Borrower.SocialCreditCode, application.Borrower.Representative.ResidentId, "test"), CancellationToken.None);
            if (pulled is not Answered<CreditReport>({ Score: > 640, IsBlacklisted: false, Defaults: 0, Delinquencies12m: 0, Inquiries6m: <= 10 } report)) continue;
            if (policy.ScorecardOn(today).Score(application, new BureauFacts(report.Score, 0), today, "CNY").Grade != "A") continue;
            return Submission(application, new DocumentGenerator(DocumentFaults.None, 1).Documents(application, policy.At(now).FindChecklist("working-capital", "micro")!, today));
        }
    }

    static JsonObject Submission(LoanApplication application, IReadOnlyList<SampleDocument> documents)
    {
        var request = JsonObject.Create(Values.From(application))!;
        request["documents"] = new JsonArray([.. documents.Select(d => JsonSerializer.SerializeToNode(Values.From(new
        {
            d.Kind, d.FileName, ContentBase64 = Convert.ToBase64String(d.Content.Span), d.IssuedOn, d.ExpiresOn, d.Fields,
        })))]);
        return request;
    }

    public static HttpRequestMessage Submit(JsonObject application, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/applications") { Content = Answers.Json(application.ToJsonString()) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return request;
    }

    /// <summary>A task of a case that a manager has to decide.</summary>
    public static async Task<(string Number, JsonElement Task)> TaskForManagersAsync(TestHost host)
    {
        var officer = await host.AsAsync("officer");
        var receipt = await (await officer.SendAsync(Submit(await LoanApplicationAsync(host, 600_000m)))).OkAsync();
        var number = receipt.Text("number")!;
        var of = await TestHost.UntilAsync(officer, $"/api/applications/{number}", c => c.GetProperty("openTasks").GetArrayLength() > 0);
        return (number, of.GetProperty("openTasks")[0]);
    }
}
