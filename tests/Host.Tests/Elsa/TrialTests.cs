using System.Net.Http.Json;
using System.Text.Json;

namespace Lendflow.Host.Tests.Elsa;

/// <summary>What somebody tries in Studio: an instance without a case number, a branch or an application.</summary>
[Collection(nameof(OneHost))]
public sealed class TrialTests(TestHost host)
{
    const string Flow = """
        {"model":{"definitionId":"tried-task","name":"Tried task","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
          {"id":"look","type":"Lendflow.HumanTask","version":1,
           "title":{"typeName":"String","expression":{"type":"Literal","value":"Tried by hand"}},
           "candidateGroups":{"typeName":null,"expression":{"type":"Object","value":"[\"officers\"]"}},
           "slaStep":{"typeName":null,"expression":{"type":"Literal","value":"document-review"}}}]}},"publish":false}
        """;

    [Fact]
    public async Task A_task_of_a_trial_is_offered_with_a_time_limit_and_the_trial_goes_on_after_it()
    {
        using var owner = await host.AsAsync("owner");
        using var officer = await host.AsAsync("officer");
        await (await owner.PostAsync("/elsa/api/workflow-definitions", Answers.Json(Flow))).OkAsync();

        var run = await owner.PostAsync("/elsa/api/workflow-definitions/tried-task/execute", Answers.Json("""{"versionOptions":"Latest"}"""));
        var instance = run.Headers.GetValues("x-elsa-workflow-instance-id").Single();
        var offered = await officer.GetFromJsonAsync<JsonElement>("/api/tasks?scope=available&flow=tried-task");

        offered.GetProperty("totalCount").GetInt32().Should().Be(1, "the run is {0}", await owner.GetStringAsync($"/elsa/api/workflow-instances/{instance}"));
        var task = offered.GetProperty("items")[0];
        task.GetProperty("dueAt").ValueKind.Should().Be(JsonValueKind.String, "the head office's calendar holds where there is no branch");
        await task.CompleteAsync(host, "officer", "Done");
        await TestHost.UntilAsync(owner, $"/elsa/api/workflow-instances/{instance}", i => i.Text("status") == "Finished");
    }
}
