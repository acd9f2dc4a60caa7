using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Lendflow.Host.Tests;

/// <summary>The whole program on a port of its own, with its data in a folder of its own.</summary>
public sealed class TestHost : WebApplicationFactory<Settings>
{
    public const string Password = "lendflow";

    readonly string _data = Directory.CreateTempSubdirectory("lendflow-host-").FullName;

    public TestHost()
    {
        UseKestrel(0);
        StartServer();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseEnvironment("Development")
        .UseSetting("LENDFLOW_DATA", _data)
        .UseSetting("Logging:LogLevel:Default", "Warning");

    /// <summary>A caller that is not signed in, keeps no cookies and follows no redirects.</summary>
    public HttpClient Anonymous() => new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = ClientOptions.BaseAddress };

    /// <summary>A program that is signed in with a token.</summary>
    public async Task<HttpClient> AsAsync(string user)
    {
        var client = Anonymous();
        var answer = await client.PostAsJsonAsync("/elsa/api/identity/login", new { username = user, password = Password });
        var token = (await answer.JsonAsync()).GetProperty("accessToken").GetString();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>A browser without a page: it keeps cookies.</summary>
    public HttpClient Browser() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = ClientOptions.BaseAddress };

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(_data)) Directory.Delete(_data, recursive: true);
    }
}

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

    public static IEnumerable<string> Paths(this JsonElement problem) => problem.GetProperty("errors").EnumerateObject().Select(e => e.Name);

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
