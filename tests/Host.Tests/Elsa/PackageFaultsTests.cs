using System.Text.Json;

namespace Lendflow.Host.Tests.Elsa;

/// <summary>Faults of Studio's package that our answers make harmless: the list is in docs/decisions/0014.</summary>
[Collection(nameof(OneHost))]
public sealed class PackageFaultsTests(TestHost host)
{
    const string Api = "/elsa/api";

    [Fact]
    public async Task A_run_that_cannot_start_says_why_in_a_success()
    {
        using var owner = await host.AsAsync("owner");

        var answer = await owner.PostAsync($"{Api}/workflow-definitions/nowhere/execute", Answers.Json("{}"));

        (await answer.OkAsync()).GetProperty("workflowState").ValueKind.Should().Be(JsonValueKind.Null);
        answer.Headers.GetValues("x-elsa-workflow-cannot-start").Should().Equal("True");
        Uri.UnescapeDataString(answer.Headers.GetValues("Lendflow-Notice").Single()).Should().Contain("there is none");
    }

    /// <summary>It saves days in the browser's format.</summary>
    [Fact]
    public async Task No_activity_uses_the_editor_whose_dates_are_ambiguous()
    {
        using var owner = await host.AsAsync("owner");

        var activities = (await (await owner.GetAsync($"{Api}/descriptors/activities")).OkAsync()).GetProperty("items");

        activities.EnumerateArray().SelectMany(a => a.GetProperty("inputs").EnumerateArray()).Select(i => i.Text("uiHint")).Should().NotContain("datetime-picker").And.Contain("singleline");
    }

    [Theory, InlineData("", "/studio/workflows/instances"), InlineData("?workflowInstanceId=some%2Fcase", "/studio/workflows/instances/some%2Fcase/view")]
    public async Task A_link_to_logs_that_the_package_has_not_leads_to_what_there_is(string query, string expected)
    {
        using var visitor = host.Anonymous();

        var answer = await visitor.GetAsync($"/diagnostics/structured-logs{query}");

        answer.Headers.Location!.OriginalString.Should().Be(expected);
    }

    [Fact]
    public async Task A_save_that_is_sent_twice_saves_once()
    {
        using var owner = await host.AsAsync("owner");
        var body = FlowRightsTests.Drawn("saved-twice", publish: false);

        for (var i = 0; i < 3; i++) await (await owner.PostAsync($"{Api}/workflow-definitions", Answers.Json(body))).OkAsync();

        (await (await owner.GetAsync("/api/flows/saved-twice/history")).OkAsync()).GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task Instances_come_in_the_direction_asked_for_where_Studio_names_no_column()
    {
        using var owner = await host.AsAsync("owner");
        await (await owner.PostAsync($"{Api}/workflow-definitions", Answers.Json(FlowRightsTests.Drawn("in-order", publish: false)))).OkAsync();
        for (var i = 0; i < 2; i++) await owner.PostAsync($"{Api}/workflow-definitions/in-order/execute", Answers.Json("{}"));

        var up = await TimesAsync("Ascending");
        var down = await TimesAsync("Descending");

        up.Should().BeInAscendingOrder();
        down.Should().Equal(up.AsEnumerable().Reverse());

        async Task<List<DateTimeOffset>> TimesAsync(string direction) =>
            [.. (await (await owner.PostAsync($"{Api}/workflow-instances", Answers.Json($$"""{"page":0,"pageSize":50,"definitionIds":["in-order"],"orderBy":null,"orderDirection":"{{direction}}"}"""))).OkAsync())
                .GetProperty("items").EnumerateArray().Select(i => i.GetProperty("createdAt").GetDateTimeOffset())];
    }

    [Fact]
    public async Task A_version_that_is_gone_is_answered_by_a_stand_in_so_that_its_instances_are_shown()
    {
        using var owner = await host.AsAsync("owner");

        var list = await (await owner.GetAsync($"{Api}/workflow-definitions?versionOptions=&Ids=gone-version")).OkAsync();

        list.GetProperty("items").EnumerateArray().Select(i => (i.Text("id"), i.Text("name"))).Should().Equal(("gone-version", "(deleted)"));
    }

    [Fact]
    public async Task What_is_left_of_another_kind_of_expression_is_found_before_it_is_published()
    {
        using var owner = await host.AsAsync("owner");
        const string Left = """{\"id\":\"v1\",\"name\":\"Answer\",\"typeName\":\"String\"}""";
        var body = FlowRightsTests.Drawn("left-over", publish: false).Replace("\"Literal\",\"value\":\"hello\"", $"\"JavaScript\",\"value\":\"{Left} oops\"");

        await (await owner.PostAsync($"{Api}/workflow-definitions", Answers.Json(body))).OkAsync();
        var findings = await (await owner.GetAsync("/api/flows/left-over/findings")).OkAsync();

        findings.GetProperty("mayPublish").GetBoolean().Should().BeFalse();
    }
}
