using System.Net;
using System.Net.Http.Json;

namespace Lendflow.Host.Tests.Elsa;

/// <summary>A run of any flow that a failure keeps from going on.</summary>
[Collection(nameof(OneHost))]
public sealed class InstanceIncidentsTests(TestHost host)
{
    [Fact]
    public async Task A_failed_step_of_any_run_is_skipped_with_a_reason_and_the_run_goes_on()
    {
        using var owner = await host.AsAsync("owner");
        using var auditor = await host.AsAsync("auditor");
        var run = await FailedAsync(owner);

        var open = (await (await auditor.GetAsync($"/api/instances/{run}/incidents")).OkAsync())[0];
        var (path, incidentId) = ($"/api/operations/instances/{run}/incidents/skip", open.Text("id"));
        await (await owner.PostAsJsonAsync(path, new { incidentId, reason = " " })).ProblemAsync(422);
        await (await auditor.PostAsJsonAsync(path, new { incidentId, reason = "I would" })).ProblemAsync(403);
        (await owner.PostAsJsonAsync(path, new { incidentId, reason = "Known" })).StatusCode.Should().Be(HttpStatusCode.Accepted);
        var after = await (await owner.GetAsync($"/api/instances/{run}")).OkAsync();

        open.Text("message").Should().Contain("Out of order");
        (after.Text("status"), after.GetProperty("lines")[0].GetString()).Should().Be(("Finished", "hello"));
        (await (await owner.GetAsync($"/api/instances/{run}/incidents")).OkAsync()).GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task A_step_that_is_tried_again_fails_again_while_its_cause_is_there()
    {
        using var owner = await host.AsAsync("owner");
        var run = await FailedAsync(owner);
        var first = await OpenAsync();

        await (await owner.PostAsJsonAsync($"/api/operations/instances/{run}/incidents/retry", new { incidentId = first, reason = "Perhaps now" })).OkAsync();

        (await OpenAsync()).Should().NotBe(first);

        async Task<string?> OpenAsync() => (await (await owner.GetAsync($"/api/instances/{run}/incidents")).OkAsync())[0].Text("id");
    }

    static async Task<string> FailedAsync(HttpClient owner)
    {
        const string Flow = """
            {"model":{"definitionId":"out-of-order","name":"Out of order","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
              {"id":"x","type":"Elsa.Fault","version":1,"message":{"typeName":"String","expression":{"type":"Literal","value":"Out of order"}}},
              {"id":"w","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"hello"}}}],
              "connections":[{"source":{"activity":"x","port":"Done"},"target":{"activity":"w","port":"In"}}]}},"publish":false}
            """;
        await (await owner.PostAsync("/elsa/api/workflow-definitions", Answers.Json(Flow))).OkAsync();
        var run = await owner.PostAsync("/elsa/api/workflow-definitions/out-of-order/execute", Answers.Json("{}"));
        return run.Headers.GetValues("x-elsa-workflow-instance-id").Single();
    }
}
