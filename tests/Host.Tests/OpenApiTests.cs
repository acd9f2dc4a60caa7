using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lendflow.Host.Tests;

[Collection(nameof(OneHost))]
public sealed class OpenApiTests(TestHost host)
{
    /// <summary>The approved copy is what clients are built on. A wanted change: copy <c>openapi.received.json</c> over it.</summary>
    [Fact]
    public async Task The_api_describes_itself_as_approved()
    {
        var received = JsonNode.Parse(await host.Anonymous().GetStringAsync("/openapi/v1.json"))!.ToString() + "\n";
        var approved = Path.Combine(Folder(), "openapi.json");

        var isApproved = File.Exists(approved) && await File.ReadAllTextAsync(approved) == received;
        var receivedFile = Path.Combine(Folder(), "openapi.received.json");
        if (isApproved) File.Delete(receivedFile);
        else await File.WriteAllTextAsync(receivedFile, received);

        isApproved.Should().BeTrue("the API changed: compare approved/openapi.received.json with approved/openapi.json");
    }

    [Fact]
    public async Task Every_operation_has_an_id_a_summary_and_a_problem()
    {
        var document = JsonSerializer.Deserialize<JsonElement>(await host.Anonymous().GetStringAsync("/openapi/v1.json"));

        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => o.Value)).ToList();

        operations.Should().NotBeEmpty();
        operations.Select(o => o.GetProperty("operationId").GetString()).Should().OnlyHaveUniqueItems();
        operations.Should().OnlyContain(o => o.GetProperty("summary").GetString() != "" && o.GetProperty("responses").GetProperty("default").ValueKind == JsonValueKind.Object);
    }

    static string Folder() => Structure.Repository.Path("tests/Host.Tests/approved");
}
