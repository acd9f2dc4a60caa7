using System.Collections.Concurrent;
using System.Net.Http.Json;
using Lendflow.Host.Outside;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lendflow.Host.Tests;

/// <summary>What the program logs, with everything it can say turned on.</summary>
public sealed class LogsTests(LogsTests.LoggingHost host) : IClassFixture<LogsTests.LoggingHost>
{
    [Fact]
    public async Task What_goes_wrong_for_an_application_is_logged_with_its_number_and_no_line_names_a_person()
    {
        var application = await A.LoanApplicationAsync(host);
        var officer = await host.AsAsync("officer");
        using var outside = new HttpClient { BaseAddress = host.Services.GetRequiredService<OutsideWorld>().Address };
        (await outside.PutAsJsonAsync("/faults", new { seed = 1, core = new { errorRate = 1.0 } })).EnsureSuccessStatusCode();

        var number = (await (await officer.SendAsync(A.Submit(application))).OkAsync()).Text("number")!;
        await UntilAsync(() => host.Lines.Any(l => l.Text.Contains("core banking") && l.Application == number));
        (await outside.DeleteAsync(new Uri("/faults", UriKind.Relative))).EnsureSuccessStatusCode();
        await TestHost.UntilAsync(officer, $"/api/applications/{number}", c => c.Text("status") == "disbursed");

        host.Lines.Should().Contain(l => l.Text.StartsWith($"Application {number} started on loan-origination", StringComparison.Ordinal));
        var representative = application["borrower"]!["representative"]!;
        foreach (var personal in (string[])[(string)representative["name"]!, (string)representative["residentId"]!, (string)representative["phone"]!, (string)application["borrower"]!["name"]!])
            host.Lines.Should().NotContain(l => l.Text.Contains(personal) || l.Scopes.Contains(personal));
    }

    static async Task UntilAsync(Func<bool> isSo)
    {
        var patience = TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(1);
        while (!isSo())
        {
            (TimeProvider.System.GetUtcNow() < patience).Should().BeTrue("it should be logged in time");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    public sealed record Line(string Text, string? Application, string Scopes);

    public sealed class LoggingHost : TestHost, ILoggerProvider, ISupportExternalScope
    {
        IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

        public ConcurrentQueue<Line> Lines { get; } = [];

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Logging:LogLevel:Lendflow", "Debug").ConfigureLogging(l => l.AddProvider(this));
        }

        public ILogger CreateLogger(string categoryName) => new Listening(this);

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

        sealed class Listening(LoggingHost host) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => host._scopes.Push(state);

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                var scopes = new List<string>();
                string? application = null;
                host._scopes.ForEachScope((scope, _) =>
                {
                    scopes.Add(scope?.ToString() ?? "");
                    if (scope is IEnumerable<KeyValuePair<string, object?>> fields && fields.FirstOrDefault(f => f.Key == "Application").Value is string number) application = number;
                }, 0);
                host.Lines.Enqueue(new Line(formatter(state, exception) + exception, application, string.Join('\n', scopes)));
            }
        }
    }
}
