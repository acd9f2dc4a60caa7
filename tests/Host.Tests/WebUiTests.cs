using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Lendflow.Host.Tests;

public sealed class WebUiTests : IAsyncLifetime, IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lendflow-web-");
    WebApplication _app = null!;
    HttpClient _browser = null!;

    public async Task InitializeAsync()
    {
        var assets = _folder.CreateSubdirectory("wwwroot/assets");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "wwwroot", "index.html"), "the page");
        await File.WriteAllTextAsync(Path.Combine(assets.FullName, "main-1a2b3c.js"), "the script");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = _folder.FullName });
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.UseWebUi();
        _app.UseRouting();
        _app.MapWebUi();
        await _app.StartAsync();
        _browser = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/inbox")]
    [InlineData("/cases/LA-260101-ABCDEF")]
    public async Task Every_address_of_the_router_gets_the_first_page_afresh(string path)
    {
        var answer = await _browser.GetAsync(path);

        (await answer.Content.ReadAsStringAsync()).Should().Be("the page");
        answer.Headers.CacheControl!.NoCache.Should().BeTrue();
    }

    [Fact]
    public async Task Assets_are_kept_for_a_year_because_their_names_change_with_them()
    {
        var answer = await _browser.GetAsync("/assets/main-1a2b3c.js");

        answer.Headers.CacheControl!.MaxAge.Should().Be(TimeSpan.FromDays(365));
        answer.Headers.CacheControl.ToString().Should().Contain("immutable");
    }

    [Theory]
    [InlineData("/api/nothing")]
    [InlineData("/assets/old-1.js")]
    [InlineData("/elsa/api/nothing")]
    public async Task What_is_no_page_stays_unknown(string path)
    {
        (await _browser.GetAsync(path)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    public void Dispose() => _browser.Dispose();

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
