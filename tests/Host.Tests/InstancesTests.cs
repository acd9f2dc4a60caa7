using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Lendflow.Host.Tests;

[Collection(nameof(OneHost))]
public sealed class InstancesTests(TestHost host)
{
    const string Flow = """
        {"definitionId":"greeting","name":"Greeting","root":{"type":"Elsa.Sequence","activities":[
          {"id":"greet","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"JavaScript","value":"`Hello ${getInput('name')}`"}}}]}}
        """;

    [Fact]
    public async Task An_administrator_imports_publishes_and_runs_a_flow()
    {
        using var admin = await host.AsAsync("admin");
        (await admin.PostAsync("/api/flows/import", new StringContent(Flow, new MediaTypeHeaderValue("application/json")))).StatusCode.Should().Be(HttpStatusCode.Created);
        (await admin.PostAsync("/api/flows/greeting/publish", null)).StatusCode.Should().Be(HttpStatusCode.OK);

        var started = await admin.PostAsJsonAsync("/api/flows/greeting/start", new { input = new { name = "陈梅" } });
        var instance = await (await admin.GetAsync(started.Headers.Location)).JsonAsync();

        started.StatusCode.Should().Be(HttpStatusCode.Created);
        instance.GetProperty("status").GetString().Should().Be("Finished");
        instance.GetProperty("lines")[0].GetString().Should().Be("Hello 陈梅");
    }

    [Fact]
    public async Task A_flow_that_is_not_published_does_not_start()
    {
        using var admin = await host.AsAsync("admin");

        var answer = await admin.PostAsJsonAsync("/api/flows/no-such-flow/start", new { });

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Staff_who_do_not_operate_flows_may_not_start_one()
    {
        using var officer = await host.AsAsync("officer");

        var answer = await officer.PostAsJsonAsync("/api/flows/loan-origination/start", new { });

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }
}
