using System.Text.Json;

namespace Lendflow.Host.Tests;

[Collection(nameof(OneHost))]
public sealed class FindingsTests(TestHost host)
{
    /// <summary>An error (the event has no name) and an info (the variable is unused).</summary>
    static string Flawed(string definitionId, bool isPublished) => $$$"""
        {"definitionId":"{{{definitionId}}}","name":"{{{definitionId}}}","isPublished":{{{(isPublished ? "true" : "false")}}},
         "variables":[{"id":"v","name":"idle","typeName":"String"}],
         "root":{"type":"Elsa.Sequence","id":"s","activities":[{"id":"e","type":"Elsa.Event","version":1}]}}
        """;

    [Fact]
    public async Task A_draft_is_imported_with_its_errors_and_told_them()
    {
        var admin = await host.AsAsync("admin");

        var imported = await (await admin.PostAsync("/api/flows/import", Answers.Json(Flawed("flawed-draft", false)))).JsonAsync();

        Codes(imported).Should().Equal("missing-input", "unused-variable");
        imported.GetProperty("isPublished").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task An_error_keeps_a_version_from_being_published_and_everything_found_is_told()
    {
        var admin = await host.AsAsync("admin");
        await admin.PostAsync("/api/flows/import", Answers.Json(Flawed("flawed", false)));

        var refused = await (await admin.PostAsync("/api/flows/flawed/publish", null)).ProblemAsync(422);

        Codes(refused).Should().Equal("missing-input", "unused-variable");
        refused.Paths().Should().Equal("$.root.activities[0].eventName");
        var versions = await (await admin.GetAsync("/api/flows/flawed/versions")).JsonAsync();
        versions[0].GetProperty("isPublished").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task An_import_that_would_publish_an_error_is_refused_whole()
    {
        var admin = await host.AsAsync("admin");

        var refused = await (await admin.PostAsync("/api/flows/import", Answers.Json(Flawed("flawed-import", true)))).ProblemAsync(422);

        Codes(refused).Should().Contain("missing-input");
        await (await admin.GetAsync("/api/flows/flawed-import/export")).ProblemAsync(404);
    }

    [Fact]
    public async Task A_stored_flow_can_be_asked_for_its_findings_and_the_shipped_one_has_none()
    {
        var admin = await host.AsAsync("admin");

        var shipped = await (await admin.GetAsync("/api/flows/loan-origination/findings")).JsonAsync();

        Codes(shipped).Should().BeEmpty();
        shipped.GetProperty("mayPublish").GetBoolean().Should().BeTrue();
        await (await admin.GetAsync("/api/flows/nobody/findings")).ProblemAsync(404);
    }

    [Fact]
    public async Task A_flow_that_is_sent_is_checked_and_not_stored()
    {
        var admin = await host.AsAsync("admin");

        var answer = await (await admin.PostAsync("/api/flows/lint", Answers.Json(Flawed("only-sent", true)))).JsonAsync();

        var finding = answer.GetProperty("findings")[0];
        finding.GetProperty("severity").GetString().Should().Be("error");
        finding.GetProperty("activityId").GetString().Should().Be("e");
        finding.GetProperty("messageZh").GetString().Should().Contain("输入");
        finding.GetProperty("help").GetString().Should().Be("docs/manual/lint.md#missing-input");
        answer.GetProperty("mayPublish").GetBoolean().Should().BeFalse();
        await (await admin.GetAsync("/api/flows/only-sent/export")).ProblemAsync(404);
    }

    [Fact]
    public async Task What_is_no_flow_has_that_as_its_finding()
    {
        var admin = await host.AsAsync("admin");

        var answer = await (await admin.PostAsync("/api/flows/lint", Answers.Json("[]"))).JsonAsync();

        Codes(answer).Should().Equal("not-a-definition");
    }

    static IEnumerable<string?> Codes(JsonElement answer) => answer.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("code").GetString());
}
