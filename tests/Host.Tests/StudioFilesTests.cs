using System.Net;
using Lendflow.Host.Studio;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Lendflow.Host.Tests;

public sealed class StudioFilesTests : IAsyncLifetime, IDisposable
{
    const string Fingerprinted = "/studio/_framework/Elsa.Studio.7livu7nlxo.wasm";

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lendflow-studio-");
    WebApplication _app = null!;
    HttpClient _browser = null!;

    public async Task InitializeAsync()
    {
        var framework = _folder.CreateSubdirectory("wwwroot/studio/_framework").FullName;
        foreach (var (name, content) in new[] { ("Elsa.Studio.7livu7nlxo.wasm", "plain"), ("Elsa.Studio.7livu7nlxo.wasm.br", "brotli"), ("Elsa.Studio.7livu7nlxo.wasm.gz", "gzip"), ("dotnet.js", "script") })
            await File.WriteAllTextAsync(Path.Combine(framework, name), content);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = _folder.FullName });
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.UseStudioFiles();
        await _app.StartAsync();
        _browser = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
    }

    [Theory]
    [InlineData("gzip, deflate, br", "br", "brotli")]
    [InlineData("gzip", "gzip", "gzip")]
    [InlineData("identity", null, "plain")]
    public async Task A_file_comes_in_the_smallest_form_the_browser_takes(string accepted, string? coding, string content)
    {
        var answer = await AskAsync(Fingerprinted, ("Accept-Encoding", accepted));

        (await answer.Content.ReadAsStringAsync()).Should().Be(content);
        answer.Content.Headers.ContentEncoding.SingleOrDefault().Should().Be(coding);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/wasm");
        answer.Headers.Vary.Should().Equal("Accept-Encoding");
    }

    [Fact]
    public async Task A_file_with_a_fingerprint_is_kept_for_a_year_and_any_other_is_asked_for_again()
    {
        var kept = await AskAsync(Fingerprinted);
        var asked = await AskAsync("/studio/_framework/dotnet.js");
        var again = await AskAsync("/studio/_framework/dotnet.js", ("If-None-Match", asked.Headers.ETag!.ToString()));

        kept.Headers.CacheControl!.ToString().Should().Be("public, max-age=31536000, immutable");
        asked.Headers.CacheControl!.NoCache.Should().BeTrue();
        again.StatusCode.Should().Be(HttpStatusCode.NotModified);
    }

    Task<HttpResponseMessage> AskAsync(string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return _browser.SendAsync(request);
    }

    public void Dispose() => _browser.Dispose();

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
