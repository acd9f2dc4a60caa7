using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Lendflow.Engine;

namespace Lendflow.Host.Tests;

/// <summary>What is made to hurt comes in over HTTP: it is refused or becomes an incident, and the server goes on answering.</summary>
[Collection(nameof(OneHost))]
public sealed class HostileFlowsTests(TestHost host)
{
    public static TheoryData<string, string> Refused => new()
    {
        { "nesting", "{\"name\":\"deep\",\"root\":" + string.Concat(Enumerable.Repeat("{\"type\":\"Elsa.FlowNode\",\"body\":", 10_000)) + "null" + new string('}', 10_001) },
        { "nested lists", "{\"name\":\"laughs\",\"customProperties\":" + new string('[', 100_000) },
        { "half a character", "{\"name\":\"half\",\"root\":{\"type\":\"Elsa.WriteLine\",\"id\":\"\\ud800\"}}" },
        { "too many steps", "{\"name\":\"many\",\"root\":{\"type\":\"Elsa.Sequence\",\"activities\":[" + string.Join(',', Enumerable.Repeat("{\"type\":\"Elsa.End\"}", Limits.Steps + 1)) + "]}}" },
        { "too many arrows", "{\"name\":\"mesh\",\"root\":{\"type\":\"Elsa.Flowchart\",\"activities\":[],\"connections\":[" + string.Join(',', Enumerable.Repeat("{}", 100_000)) + "]}}" },
        { "thousands of problems", "{\"name\":\"wrong\",\"root\":{\"type\":\"Elsa.Sequence\",\"activities\":[" + string.Join(',', Enumerable.Repeat("{}", 5_000)) + "]}}" },
        { "the same id twice", "{\"name\":\"twice\",\"root\":{\"type\":\"Elsa.Sequence\",\"activities\":[{\"id\":\"a\",\"type\":\"Elsa.End\"},{\"id\":\"a\",\"type\":\"Elsa.End\"}]}}" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_hostile_definition_is_refused_with_a_reason(string what, string definition)
    {
        using var admin = await host.AsAsync("admin");

        var answer = await admin.PostAsync("/api/flows/import", Answers.Json(definition));

        ((int)answer.StatusCode).Should().BeInRange(400, 422, what);
        var text = await answer.Content.ReadAsStringAsync();
        text.Should().Contain("Expected");
        text.Length.Should().BeLessThan(100_000);
        (await admin.GetAsync("/health/ready")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_before_it_is_read()
    {
        using var admin = await host.AsAsync("admin");

        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/flows/import") { Content = new ByteArrayContent(new byte[100 * 1024 * 1024]) };
        request.Headers.ExpectContinue = true;

        var answer = await admin.SendAsync(request);

        ((int)answer.StatusCode).Should().BeInRange(400, 422);
    }

    [Theory]
    [InlineData("for (;;) {}")]
    [InlineData("const f = () => f(); f()")]
    [InlineData("'x'.repeat(1e9)")]
    [InlineData("/(a+)+$/.test('a'.repeat(60) + '!')")]
    [InlineData("let a = ['ha']; for (let i = 0; i < 50; i++) a = [a, a]; a")]
    public async Task A_hostile_script_is_an_incident_of_its_case_and_the_server_goes_on(string script)
    {
        using var admin = await host.AsAsync("admin");
        var name = $"hostile-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(script)))[..12]}";
        await admin.PostAsJsonAsync("/api/flows/import", new
        {
            definitionId = name,
            name,
            root = new { type = "Elsa.RunJavaScript", id = "S", script = new { typeName = "String", expression = new { type = "Literal", value = script } } },
        });
        (await admin.PostAsync($"/api/flows/{name}/publish", null)).StatusCode.Should().Be(HttpStatusCode.OK);

        var started = await (await admin.PostAsJsonAsync($"/api/flows/{name}/start", new { })).OkAsync();

        started.GetProperty("subStatus").GetString().Should().Be("Faulted");
        started.GetProperty("incidents").GetInt32().Should().Be(1);
        (await admin.GetAsync("/health/ready")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("{\"input\":{\"a\":\"\\ud800\"}}")]
    [InlineData("{\"input\":{\"\\udc00\":1}}")]
    [InlineData("{\"input\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    public async Task A_hostile_input_is_refused(string body)
    {
        using var admin = await host.AsAsync("admin");

        var answer = await admin.PostAsync("/api/flows/loan-origination/start", Answers.Json(body));

        ((int)answer.StatusCode).Should().Be(400);
    }
}
