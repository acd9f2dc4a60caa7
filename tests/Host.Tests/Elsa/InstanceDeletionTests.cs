using System.IO.Compression;
using System.Net;
using System.Text.Json;

namespace Lendflow.Host.Tests.Elsa;

/// <summary>What deleting and exporting an instance means.</summary>
[Collection(nameof(OneHost))]
public sealed class InstanceDeletionTests(TestHost host)
{
    const string Api = "/elsa/api";

    [Fact]
    public async Task A_trial_that_ended_leaves_the_lists_and_its_record_stays_in_the_history_of_the_flow()
    {
        using var owner = await host.AsAsync("owner");
        var run = await RunAsync(owner, "trial-ended", "Elsa.WriteLine");

        (await owner.DeleteAsync($"{Api}/workflow-instances/{run}")).StatusCode.Should().Be(HttpStatusCode.NoContent);

        (await owner.GetAsync($"{Api}/workflow-instances/{run}")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        var line = (await (await owner.GetAsync("/api/flows/trial-ended/history")).OkAsync())[0];
        (line.Text("action"), line.Text("actor")).Should().Be(("instanceDeleted", "owner"));
        var record = await (await owner.GetAsync($"/api/flows/trial-ended/history/{line.GetProperty("number").GetInt64()}/content")).OkAsync();
        record.GetProperty("instance").Text("id").Should().Be(run);
        record.GetProperty("journal").GetArrayLength().Should().BePositive();
        (await owner.PostAsync($"/api/flows/trial-ended/history/{line.GetProperty("number").GetInt64()}/restore", null)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        await RunAsync(owner, "trial-ended", "Elsa.WriteLine");
    }

    [Fact]
    public async Task A_run_that_goes_on_is_kept_until_it_is_cancelled()
    {
        using var owner = await host.AsAsync("owner");
        var run = await RunAsync(owner, "trial-open", "Elsa.Event");

        var early = await DeleteAsync(owner, run);
        await (await owner.PostAsync($"{Api}/bulk-actions/cancel/workflow-instances", Answers.Json($$"""{"ids":["{{run}}"]}"""))).OkAsync();
        var late = await DeleteAsync(owner, run);

        (early.Deleted, late.Deleted).Should().Be((0, 1));
        early.Notice.Should().Contain("cancel it first");
    }

    [Fact]
    public async Task A_case_is_never_deleted()
    {
        using var admin = await host.AsAsync("admin");
        var officer = await host.AsAsync("officer");
        var receipt = await (await officer.SendAsync(A.Submit(await A.LoanApplicationAsync(host)))).OkAsync();
        var instance = (await (await admin.GetAsync($"{Api}/workflow-instances?searchTerm={receipt.Text("number")}")).OkAsync()).GetProperty("items")[0].Text("id")!;

        var (deleted, notice) = await DeleteAsync(admin, instance);

        deleted.Should().Be(0);
        notice.Should().Contain("what was decided about a case is kept");
    }

    [Fact]
    public async Task All_matches_of_a_filter_are_cancelled_at_once()
    {
        using var owner = await host.AsAsync("owner");
        var runs = new[] { await RunAsync(owner, "trial-many", "Elsa.Event"), await RunAsync(owner, "trial-many", "Elsa.Event") };
        var other = await RunAsync(owner, "trial-other", "Elsa.Event");

        var plan = await (await owner.PostAsync($"{Api}/alterations/submit", Answers.Json("""{"id":null,"alterations":[{"type":"Cancel"}],"filter":{"emptyFilterSelectsAll":true,"searchTerm":"","definitionIds":["trial-many"]}}"""))).OkAsync();

        plan.Text("planId").Should().NotBeNullOrEmpty();
        foreach (var run in runs) await TestHost.UntilAsync(owner, $"{Api}/workflow-instances/{run}", i => i.Text("subStatus") == "Cancelled");
        (await (await owner.GetAsync($"{Api}/workflow-instances/{other}")).OkAsync()).Text("status").Should().Be("Running");
    }

    [Fact]
    public async Task Who_may_only_look_deletes_nothing()
    {
        using var owner = await host.AsAsync("owner");
        using var auditor = await host.AsAsync("auditor");
        var run = await RunAsync(owner, "trial-kept", "Elsa.WriteLine");

        (await auditor.DeleteAsync($"{Api}/workflow-instances/{run}")).StatusCode.Should().Be(HttpStatusCode.BadRequest);

        await (await owner.GetAsync($"{Api}/workflow-instances/{run}")).OkAsync();
    }

    [Fact]
    public async Task Instances_are_exported_with_journal_and_executions_and_never_imported()
    {
        using var owner = await host.AsAsync("owner");
        var runs = new[] { await RunAsync(owner, "trial-exported", "Elsa.WriteLine"), await RunAsync(owner, "trial-exported", "Elsa.Event") };

        var answer = await owner.PostAsync($"{Api}/bulk-actions/export/workflow-instances", Answers.Json($$"""{"ids":["{{runs[0]}}","{{runs[1]}}"]}"""));
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        using var form = new MultipartFormDataContent { { new ByteArrayContent(await answer.Content.ReadAsByteArrayAsync()), "files", "instances.zip" } };

        zip.Entries.Select(e => e.Name).Should().Equal(runs.Select(id => $"trial-exported-{id}.json"));
        var first = JsonSerializer.Deserialize<JsonElement>(zip.Entries[0].Open());
        first.GetProperty("instance").Text("subStatus").Should().Be("Finished");
        first.GetProperty("executions").EnumerateArray().Select(e => e.Text("activityType")).Should().Contain("Elsa.WriteLine");
        (await owner.PostAsync($"{Api}/bulk-actions/import/workflow-instances", form)).StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    static async Task<string> RunAsync(HttpClient client, string flow, string type)
    {
        var drawn = FlowRightsTests.Drawn(flow, publish: false).Replace("Elsa.WriteLine", type).Replace("\"text\":", type == "Elsa.Event" ? "\"eventName\":" : "\"text\":");
        await (await client.PostAsync($"{Api}/workflow-definitions", Answers.Json(drawn))).OkAsync();
        var run = await client.PostAsync($"{Api}/workflow-definitions/{flow}/execute", Answers.Json("""{"versionOptions":"Latest"}"""));
        return run.Headers.GetValues("x-elsa-workflow-instance-id").Single();
    }

    static async Task<(int Deleted, string Notice)> DeleteAsync(HttpClient client, string run)
    {
        var answer = await client.PostAsync($"{Api}/bulk-actions/delete/workflow-instances/by-id", Answers.Json($$"""{"ids":["{{run}}"]}"""));
        var notice = answer.Headers.TryGetValues("Lendflow-Notice", out var values) ? Uri.UnescapeDataString(values.Single()) : "";
        return ((await answer.OkAsync()).GetProperty("deleted").GetInt32(), notice);
    }
}
