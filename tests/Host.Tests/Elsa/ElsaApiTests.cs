using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Lendflow.Host.Tests.Elsa;

[Collection(nameof(OneHost))]
public sealed class ElsaApiTests(TestHost host)
{
    const string Api = "/elsa/api";

    [Theory]
    [InlineData("auditor", false, false)]
    [InlineData("owner", true, true)]
    [InlineData("admin", true, true)]
    public async Task Links_say_what_the_user_may_do(string user, bool mayEdit, bool mayChangeList)
    {
        using var client = await host.AsAsync(user);

        var list = await (await client.GetAsync($"{Api}/workflow-definitions?versionOptions=Latest&page=0&PAGESIZE=10&SearchTerm=loan-orig")).OkAsync();

        Rels(list.GetProperty("items")[0]).Contains("publish").Should().Be(mayEdit);
        Rels(list).Contains("bulk-publish").Should().Be(mayChangeList);
    }

    [Fact]
    public async Task Who_may_only_look_is_told_so_in_the_way_Studio_shows()
    {
        using var auditor = await host.AsAsync("auditor");

        var answer = await auditor.PostAsync($"{Api}/workflow-definitions", Answers.Json("""{"model":{"name":"Mine","root":{"type":"Elsa.Flowchart"}},"publish":false}"""));

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        Messages(await answer.JsonAsync()).Should().ContainSingle().Which.Should().Be("Expected one of the roles admin, owner, but you have auditor.");
    }

    [Fact]
    public async Task Staff_without_any_part_in_flows_see_none()
    {
        using var officer = await host.AsAsync("officer");

        (await officer.GetAsync($"{Api}/workflow-definitions")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await host.Anonymous().GetAsync($"{Api}/workflow-definitions")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_refused_publication_names_every_problem_and_leaves_the_draft_saved()
    {
        using var owner = await host.AsAsync("owner");
        const string Wrong = """
            {"model":{"definitionId":"wrong-cron","name":"Wrong cron","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
              {"id":"c","type":"Elsa.Cron","version":1,"cronExpression":{"typeName":"String","expression":{"type":"Literal","value":"every now and then"}}}]}},"publish":true}
            """;

        var answer = await owner.PostAsync($"{Api}/workflow-definitions", Answers.Json(Wrong));

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        Messages(await answer.JsonAsync()).Should().Contain(m => m.StartsWith("Expected ", StringComparison.Ordinal));
        var draft = await (await owner.GetAsync($"{Api}/workflow-definitions/by-definition-id/wrong-cron?versionOptions=Latest")).OkAsync();
        draft.GetProperty("isPublished").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task A_save_over_what_somebody_else_saved_since_is_refused()
    {
        using var owner = await host.AsAsync("owner");
        using var admin = await host.AsAsync("admin");
        var opened = await SaveAsync(owner, """{"definitionId":"two-authors","name":"One","root":{"id":"f","type":"Elsa.Flowchart","version":1}}""");
        var changed = opened.Replace("\"One\"", "\"Two\"");
        await SaveAsync(admin, changed);

        var late = await owner.PostAsync($"{Api}/workflow-definitions", Answers.Json($$"""{"model":{{opened.Replace("\"One\"", "\"Three\"")}},"publish":false}"""));
        var again = await SaveAsync(admin, changed.Replace("\"Two\"", "\"Four\""));

        late.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        again.Should().Contain("\"Four\"", "an author does not get into his own way");
    }

    [Fact]
    public async Task A_flow_that_begins_in_Studio_runs_with_tokens_and_a_copy_keeps_its_mode()
    {
        using var owner = await host.AsAsync("owner");

        var made = await (await owner.PostAsJsonAsync("/elsa/api/workflow-definitions", new { model = new { name = "Begun here", root = new { type = "Elsa.Flowchart" } } })).JsonAsync();
        var copied = await (await owner.PostAsJsonAsync("/elsa/api/workflow-definitions", new { model = new { name = "A copy", root = new { type = "Elsa.Flowchart" }, customProperties = new { } } })).JsonAsync();

        made.GetProperty("workflowDefinition").GetProperty("customProperties").GetProperty("flowMode").GetString().Should().Be("Token");
        copied.GetProperty("workflowDefinition").GetProperty("customProperties").TryGetProperty("flowMode", out _).Should().BeFalse();
    }

    [Fact]
    public async Task A_draft_that_ran_is_not_changed_by_the_next_save()
    {
        using var owner = await host.AsAsync("owner");
        var opened = await SaveAsync(owner, """{"definitionId":"tried-draft","name":"Tried","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[{"id":"e","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"go"}}}]}}""");
        var run = await owner.PostAsync($"{Api}/workflow-definitions/tried-draft/execute", Answers.Json("""{"versionOptions":"Latest"}"""));

        var saved = JsonSerializer.Deserialize<JsonElement>(await SaveAsync(owner, opened.Replace("\"Tried\"", "\"Changed\"")));
        var instance = await (await owner.GetAsync($"{Api}/workflow-instances/{run.Headers.GetValues("x-elsa-workflow-instance-id").Single()}")).OkAsync();

        run.Headers.GetValues("x-elsa-workflow-cannot-start").Should().Equal("False");
        saved.GetProperty("version").GetInt32().Should().Be(2);
        instance.GetProperty("version").GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task Descriptors_are_sent_again_only_when_they_changed()
    {
        using var owner = await host.AsAsync("owner");
        var first = await owner.GetAsync($"{Api}/descriptors/activities?Refresh=True");
        owner.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);

        var second = await owner.GetAsync($"{Api}/descriptors/activities?Refresh=True");

        second.StatusCode.Should().Be(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task What_names_something_of_the_tables_is_chosen_from_them()
    {
        using var owner = await host.AsAsync("owner");

        var all = await (await owner.GetAsync($"{Api}/descriptors/activities")).OkAsync();

        var task = all.GetProperty("items").EnumerateArray().Single(a => a.Text("typeName") == "Lendflow.HumanTask");
        var inputs = task.GetProperty("inputs").EnumerateArray().ToDictionary(i => i.Text("name")!);
        inputs["SlaStep"].GetProperty("uiSpecifications").GetProperty("dropdown").GetProperty("selectList").GetProperty("items").EnumerateArray().Select(i => i.Text("value")).Should().Contain("approval");
        inputs["CandidateGroups"].GetProperty("uiSpecifications").GetProperty("checklist").GetProperty("checkList").GetProperty("items").EnumerateArray().Select(i => i.Text("value")).Should().Contain("officers");
        inputs["Outcomes"].Text("uiHint").Should().Be("dynamic-outcomes");
    }

    [Fact]
    public async Task Scripts_are_completed_with_what_the_flow_declares()
    {
        using var owner = await host.AsAsync("owner");

        var types = await (await owner.PostAsync($"{Api}/scripting/javascript/type-definitions/loan-origination", Answers.Json("{}"))).Content.ReadAsStringAsync();

        types.Should().Contain("declare function getApplication(): any;").And.Contain("documentCheck: any;").And.Contain("declare function getOutputFrom(");
    }

    static async Task<string> SaveAsync(HttpClient client, string model) =>
        (await (await client.PostAsync($"{Api}/workflow-definitions", Answers.Json($$"""{"model":{{model}},"publish":false}"""))).OkAsync()).GetProperty("workflowDefinition").GetRawText();

    static IEnumerable<string?> Rels(JsonElement answer) => answer.GetProperty("links").EnumerateArray().Select(l => l.Text("rel"));

    static IEnumerable<string> Messages(JsonElement answer) => answer.GetProperty("errors").GetProperty("generalErrors").EnumerateArray().Select(m => m.GetString()!);
}
