using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Lendflow.Host.Tests;

static class Answers
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>();

    /// <summary>Asserts that the answer is a problem of this status, and gives it.</summary>
    public static async Task<JsonElement> ProblemAsync(this HttpResponseMessage answer, int status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).Should().Be(status, "the answer was {0}", text);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        problem.GetProperty("status").GetInt32().Should().Be(status);
        problem.GetProperty("detail").GetString().Should().StartWith("Expected ");
        problem.GetProperty("traceId").GetString().Should().NotBeNullOrEmpty();
        return problem;
    }

    /// <summary>Asserts success, and gives what was answered.</summary>
    public static async Task<JsonElement> OkAsync(this HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.Should().BeTrue("the answer was {0} {1}", (int)answer.StatusCode, text);
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    public static IEnumerable<string> Paths(this JsonElement problem) => problem.GetProperty("errors").EnumerateObject().Select(e => e.Name);

    public static string? Text(this JsonElement json, string name) => json.GetProperty(name).GetString();

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
