using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.Engine.Virtual;
using Lendflow.Host.Flows;

namespace Lendflow.Host.Tests;

[Collection(nameof(OneHost))]
public sealed class BundlesTests(TestHost host)
{
    [Fact]
    public async Task A_preview_tells_in_the_terms_of_the_flow_what_would_change_and_writes_nothing()
    {
        var admin = await host.AsAsync("admin");
        var flow = await CopyOfLoanFlowAsync(admin, "bundle-changed");
        var changed = flow.DeepClone().AsObject();
        Step(changed, "scoring")["metadata"]!["displayText"] = "Grade the application";
        Step(changed, "bureauDown")["candidateGroups"]!["expression"]!["value"] = "[\"managers\"]";
        Step(changed, "dueDiligence")["slaStep"]!["expression"]!["value"] = "approval";
        Step(changed, "closeDeclined")["metadata"]!["designer"]!["position"]!["x"] = 1;
        Remove(changed, "contractExpired");
        changed["variables"]!.AsArray().Add(JsonNode.Parse("""{"id":"v","name":"remark","typeName":"String"}"""));

        var preview = await PreviewAsync(admin, changed, Renamed(flow, "bundle-new"));

        var (first, second) = (preview.GetProperty("flows")[0], preview.GetProperty("flows")[1]);
        Changes(first).Should().BeEquivalentTo(
            "step removed contractExpired", "step renamed scoring", "owner changed bureauDown", "timeLimit changed dueDiligence", "variable added remark",
            "arrow removed eSign", "arrow removed contractExpired", "arrow removed contractExpired");
        first.GetProperty("changes").EnumerateArray().Single(c => c.Text("thing") == "owner").Text("after").Should().Be("managers");
        first.GetProperty("comparedWith").GetInt32().Should().Be(1);
        first.GetProperty("findings").EnumerateArray().Select(f => f.Text("code")).Should().Contain("unused-variable");
        second.GetProperty("comparedWith").ValueKind.Should().Be(JsonValueKind.Null);
        preview.GetProperty("mayImport").GetBoolean().Should().BeTrue();
        await (await admin.GetAsync("/api/flows/bundle-new/export")).ProblemAsync(404);
    }

    [Fact]
    public async Task What_does_the_same_is_said_to_be_the_same_and_cases_that_run_are_counted()
    {
        var admin = await host.AsAsync("admin");
        await A.TaskForManagersAsync(host);
        var shipped = JsonNode.Parse(await admin.GetStringAsync("/api/flows/loan-origination/export"))!.AsObject();

        var flow = (await PreviewAsync(admin, shipped)).GetProperty("flows")[0];

        flow.GetProperty("isSame").GetBoolean().Should().BeTrue();
        flow.GetProperty("openCases").GetInt32().Should().BePositive();
    }

    [Fact]
    public async Task An_import_takes_all_flows_or_none()
    {
        var admin = await host.AsAsync("admin");
        var good = Renamed(await CopyOfLoanFlowAsync(admin, "bundle-whole"), "bundle-good");
        var bad = Renamed(good, "bundle-bad");
        Step(bad, "scoring").Remove("application");

        var refused = await admin.PostAsync("/api/bundles/import", Zip(good, bad));
        await (await admin.GetAsync("/api/flows/bundle-good/export")).ProblemAsync(404);
        var taken = await (await admin.PostAsync("/api/bundles/import", Zip(good))).OkAsync();

        (await refused.ProblemAsync(422)).GetProperty("findings").EnumerateArray().Select(f => f.Text("code")).Should().Contain("missing-input");
        (await PreviewAsync(admin, good, bad)).GetProperty("mayImport").GetBoolean().Should().BeFalse();
        taken[0].GetProperty("isPublished").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public async Task Nothing_is_imported_that_is_not_what_was_previewed()
    {
        var admin = await host.AsAsync("admin");
        var flow = await CopyOfLoanFlowAsync(admin, "bundle-moved");
        var token = (await PreviewAsync(admin, flow)).Text("token")!;
        var meanwhile = flow.DeepClone().AsObject();
        meanwhile["description"] = "Saved by somebody else";
        await (await admin.PutAsync("/api/flows/bundle-moved/draft", Answers.Json(meanwhile.ToJsonString()))).OkAsync();

        var refused = await ImportAsync(admin, token, flow);
        var again = await PreviewAsync(admin, flow);
        var taken = await ImportAsync(admin, again.Text("token")!, flow);

        (await refused.ProblemAsync(409)).Text("detail").Should().Contain("changed since");
        again.GetProperty("flows")[0].Text("replacesDraftOf").Should().Be("admin");
        await taken.OkAsync();
    }

    [Fact]
    public async Task What_is_exported_can_be_previewed_elsewhere_and_only_administrators_import()
    {
        var (admin, owner) = (await host.AsAsync("admin"), await host.AsAsync("owner"));
        await CopyOfLoanFlowAsync(admin, "bundle-out");

        var archive = await owner.GetByteArrayAsync("/api/bundles/export?definitionId=bundle-out&definitionId=loan-origination&tables=false");
        var preview = await (await owner.PostAsync("/api/bundles/preview", new ByteArrayContent(archive) { Headers = { ContentType = new("application/zip") } })).OkAsync();

        using var zip = new ZipArchive(new MemoryStream(archive));
        zip.Entries.Select(e => e.FullName).Should().Equal("flows/bundle-out.json", "flows/loan-origination.json");
        preview.GetProperty("flows").EnumerateArray().Should().OnlyContain(f => f.GetProperty("isSame").GetBoolean());
        await (await owner.PostAsync("/api/bundles/import", Zip())).ProblemAsync(403);
        await (await owner.GetAsync("/api/bundles/export?definitionId=nobody")).ProblemAsync(404);
    }

    [Fact]
    public async Task A_flow_that_is_in_an_archive_twice_and_one_that_is_none_are_refused_together()
    {
        var admin = await host.AsAsync("admin");
        var flow = await CopyOfLoanFlowAsync(admin, "bundle-twice");

        var refused = await (await admin.PostAsync("/api/bundles/preview", Zip(flow, flow, new JsonObject()))).ProblemAsync(422);

        refused.GetProperty("errors").ToString().Should().Contain("each flow once").And.Contain("(In 2.json.)");
    }

    [Fact]
    public async Task Tables_come_with_the_flows_and_the_preview_tells_which_rows_change()
    {
        var admin = await host.AsAsync("admin");
        var flow = Renamed(await CopyOfLoanFlowAsync(admin, "bundle-tables"), "bundle-with-table");
        var here = (await (await admin.GetAsync("/api/tables/reason-codes")).OkAsync()).EnumerateArray().Last().GetProperty("content");
        var table = JsonObject.Create(here)!;
        table["codes"]![0]!["customer"] = "Please send it.";
        table["codes"]!.AsArray().Add(JsonNode.Parse("""{"code":"bundle-made","kind":"decline","internal":"Made up","internalZh":"虚构","customer":"Made up","customerZh":"虚构"}"""));
        var archive = Archive(("flows/a.json", flow), ("tables/reason-codes.json", table), ("tables/calendars/cn.json", JsonObject.Create((await (await admin.GetAsync("/api/tables/calendars/cn")).OkAsync()).EnumerateArray().Last().GetProperty("content"))!));

        var preview = await (await admin.PostAsync("/api/bundles/preview", archive)).OkAsync();
        await (await admin.PostAsync("/api/bundles/import", archive)).OkAsync();
        var editions = (await (await admin.GetAsync("/api/tables/reason-codes")).OkAsync()).EnumerateArray().ToList();

        var (codes, calendar) = (preview.GetProperty("tables")[0], preview.GetProperty("tables")[1]);
        codes.GetProperty("changes").EnumerateArray().Select(c => $"{c.Text("kind")} {c.Text("where")}").Should().BeEquivalentTo("changed codes[document-missing rework].customer", "added codes[bundle-made decline]");
        calendar.GetProperty("isSame").GetBoolean().Should().BeTrue();
        editions[^1].GetProperty("version").GetInt32().Should().Be(here.GetProperty("version").GetInt32() + 1);
        editions[^1].GetProperty("content").GetProperty("codes").EnumerateArray().Select(c => c.Text("code")).Should().Contain("bundle-made");
        (await (await admin.GetAsync("/api/flows/bundle-with-table/versions")).OkAsync())[0].GetProperty("isPublished").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public async Task A_form_that_is_not_here_yet_comes_with_the_flows()
    {
        var admin = await host.AsAsync("admin");
        var form = JsonObject.Create((await (await admin.GetAsync("/api/tables/forms/due-diligence")).OkAsync()).EnumerateArray().Last().GetProperty("content"))!;
        if (form.ContainsKey("key")) form["key"] = "bundle-visit";
        var archive = Archive(("tables/forms/bundle-visit.json", form));

        var preview = await (await admin.PostAsync("/api/bundles/preview", archive)).OkAsync();
        await (await admin.PostAsync("/api/bundles/import", archive)).OkAsync();

        preview.GetProperty("tables")[0].GetProperty("comparedWith").ValueKind.Should().Be(JsonValueKind.Null);
        (await (await admin.GetAsync("/api/tables/forms/bundle-visit")).OkAsync()).GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task With_a_table_or_a_flow_that_is_wrong_nothing_of_an_archive_is_taken()
    {
        var admin = await host.AsAsync("admin");
        var good = Renamed(await CopyOfLoanFlowAsync(admin, "bundle-half"), "bundle-half-flow");
        var bad = Renamed(good, "bundle-half-bad");
        Step(bad, "scoring").Remove("application");
        var branches = JsonObject.Create((await (await admin.GetAsync("/api/tables/branches")).OkAsync()).EnumerateArray().Last().GetProperty("content"))!;
        var before = await CountAsync();
        branches["branches"]![0]!["name"] = "Renamed office";
        var withBadFlow = Archive(("tables/branches.json", branches), ("flows/good.json", good), ("flows/bad.json", bad));
        var wrong = branches.DeepClone().AsObject();
        wrong["branches"]![0]!["calendar"] = "mars";

        (await (await admin.PostAsync("/api/bundles/import", withBadFlow)).ProblemAsync(422)).GetProperty("findings").GetArrayLength().Should().BePositive();
        var refused = await (await admin.PostAsync("/api/bundles/import", Archive(("tables/branches.json", wrong), ("flows/good.json", good)))).ProblemAsync(422);

        refused.Text("detail").Should().Contain("mars");
        (await CountAsync()).Should().Be(before);
        await (await admin.GetAsync("/api/flows/bundle-half-flow/export")).ProblemAsync(404);

        async Task<int> CountAsync() => (await (await admin.GetAsync("/api/tables/branches")).OkAsync()).GetArrayLength();
    }

    [Fact]
    public async Task What_is_exported_whole_changes_nothing_where_it_comes_from()
    {
        var admin = await host.AsAsync("admin");

        var archive = await admin.GetByteArrayAsync("/api/bundles/export?definitionId=loan-origination");
        var preview = await (await admin.PostAsync("/api/bundles/preview", new ByteArrayContent(archive) { Headers = { ContentType = new("application/zip") } })).OkAsync();

        preview.GetProperty("tables").EnumerateArray().Select(t => t.Text("name")).Should().Contain(["authority-matrix", "calendars/cn", "products"]);
        preview.GetProperty("tables").EnumerateArray().Should().OnlyContain(t => t.GetProperty("isSame").GetBoolean());
        preview.GetProperty("flows")[0].GetProperty("isSame").GetBoolean().Should().BeTrue();
    }

    static ByteArrayContent Archive(params (string Name, JsonObject Json)[] files) =>
        new(FlowArchive.Zip(files.Select(f => new FlowFile(f.Name, Encoding.UTF8.GetBytes(f.Json.ToJsonString()))))) { Headers = { ContentType = new("application/zip") } };

    static async Task<JsonObject> CopyOfLoanFlowAsync(HttpClient admin, string definitionId)
    {
        var flow = Renamed(JsonNode.Parse(await admin.GetStringAsync("/api/flows/loan-origination/export"))!.AsObject(), definitionId);
        await (await admin.PostAsync("/api/flows/import", Answers.Json(flow.ToJsonString()))).OkAsync();
        return flow;
    }

    static JsonObject Renamed(JsonObject flow, string definitionId)
    {
        var renamed = flow.DeepClone().AsObject();
        (renamed["id"], renamed["definitionId"], renamed["name"]) = (null, definitionId, definitionId);
        return renamed;
    }

    static JsonObject Step(JsonObject flow, string id) => flow["root"]!["activities"]!.AsArray().Single(a => (string?)a!["id"] == id)!.AsObject();

    static void Remove(JsonObject flow, string id)
    {
        flow["root"]!["activities"]!.AsArray().Remove(Step(flow, id));
        var arrows = flow["root"]!["connections"]!.AsArray();
        foreach (var arrow in arrows.Where(c => (string?)c!["source"]!["activity"] == id || (string?)c["target"]!["activity"] == id).ToList()) arrows.Remove(arrow);
    }

    static IEnumerable<string> Changes(JsonElement flow) => flow.GetProperty("changes").EnumerateArray().Select(c => $"{c.Text("thing")} {c.Text("kind")} {c.Text("id")}");

    static async Task<JsonElement> PreviewAsync(HttpClient client, params JsonObject[] flows) => await (await client.PostAsync("/api/bundles/preview", Zip(flows))).OkAsync();

    static Task<HttpResponseMessage> ImportAsync(HttpClient client, string token, JsonObject flow)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/bundles/import") { Content = Zip(flow) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{token}\"");
        return client.SendAsync(request);
    }

    static ByteArrayContent Zip(params JsonObject[] flows) =>
        new(FlowArchive.Zip(flows.Select((f, i) => new FlowFile($"{i}.json", Encoding.UTF8.GetBytes(f.ToJsonString()))))) { Headers = { ContentType = new("application/zip") } };
}
