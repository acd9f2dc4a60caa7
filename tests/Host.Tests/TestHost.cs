using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Lendflow.Sandbox;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Lendflow.Host.Tests;

/// <summary>The whole program on a port of its own, with its data in a folder of its own and an outside world where everybody signs.</summary>
public class TestHost : WebApplicationFactory<Settings>, IAsyncLifetime
{
    public const string Password = "lendflow";
    public const string ESignSecret = "a secret of the tests";

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    readonly string _data = Directory.CreateTempSubdirectory("lendflow-host-").FullName;
    readonly ConcurrentDictionary<string, Task<string>> _tokens = new();
    SandboxServer _outside = null!;

    public async Task InitializeAsync()
    {
        _outside = await SandboxServer.StartAsync(new SandboxOptions { ForceESign = "signed", ESignSecret = ESignSecret }, CancellationToken.None);
        UseKestrel(0);
        StartServer();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseEnvironment("Development")
        .UseSetting("LENDFLOW_DATA", _data)
        .UseSetting("LENDFLOW_OUTSIDE", _outside.BaseAddress.AbsoluteUri)
        .UseSetting("LENDFLOW_ESIGN_SECRET", ESignSecret)
        .UseSetting("LENDFLOW_HTTP_HOSTS", "*;127.0.0.1")
        .UseSetting("Logging:LogLevel:Default", "Warning");

    /// <summary>A caller that is not signed in, keeps no cookies and follows no redirects.</summary>
    public HttpClient Anonymous() => new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = ClientOptions.BaseAddress };

    /// <summary>A browser without a page: it keeps cookies.</summary>
    public HttpClient Browser() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = ClientOptions.BaseAddress };

    /// <summary>A program that is signed in with a token. Each user signs in once, because sign-ins are limited.</summary>
    public async Task<HttpClient> AsAsync(string user)
    {
        var client = Anonymous();
        var token = await _tokens.GetOrAdd(user, SignInAsync);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    async Task<string> SignInAsync(string user)
    {
        var answer = await Anonymous().PostAsJsonAsync("/elsa/api/identity/login", new { username = user, password = Password });
        return (await answer.JsonAsync()).GetProperty("accessToken").GetString()!;
    }

    /// <summary>Asks again and again until the answer is as wanted: what happens behind an answer ends in its own time.</summary>
    public static async Task<JsonElement> UntilAsync(HttpClient client, string path, Func<JsonElement, bool> isWanted)
    {
        var end = TimeProvider.System.GetUtcNow() + Patience;
        while (true)
        {
            var json = await client.GetFromJsonAsync<JsonElement>(path);
            if (isWanted(json)) return json;
            (TimeProvider.System.GetUtcNow() < end).Should().BeTrue("{0} should change, but stays {1}", path, json);
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await base.DisposeAsync();
        await _outside.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }
}
