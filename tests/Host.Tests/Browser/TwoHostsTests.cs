using Lendflow.Host.Tests.Faults;
using Lendflow.Tests;
using Microsoft.AspNetCore.Hosting;
using static Microsoft.Playwright.Assertions;

namespace Lendflow.Host.Tests.Browser;

/// <summary>Two hosts on one database: who looks at one sees what happens on the other.</summary>
[Collection(nameof(Processes)), Trait("Category", "Browser"), Trait("Category", "PostgreSQL")]
public sealed class TwoHostsTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    PostgresProcess _postgres = null!;
    readonly List<TestHost> _hosts = [];

    public async Task InitializeAsync()
    {
        if (TwoHostsFactAttribute.WhyNot is not null) return;
        _postgres = await PostgresProcess.StartAsync();
        foreach (var _ in new[] { "one", "two" })
        {
            var host = new HostOn(_postgres.Connection("postgres"));
            _hosts.Add(host);
            await host.InitializeAsync();
        }
    }

    [TwoHostsFact]
    public async Task What_happens_on_one_host_appears_on_the_other_without_a_reload()
    {
        var (one, two) = (_hosts[0], _hosts[1]);
        var desk = new InboxDesk(await chromium.VisitAsync(two, "manager"));
        await desk.ListAsync("scope=available&search=ELSEWHERE-");
        await desk.SeesAsync("No task matches");

        var task = await AFlow.RoutineAsync(one, "ELSEWHERE-1");

        await Expect(desk.Page.GetByText("ELSEWHERE-1")).ToBeVisibleAsync(new() { Timeout = 4_000 });
        await desk.OpenAsync(task);
        await (await task.ActAsync(await one.AsAsync("admin"), "assign", new { to = "manager" })).OkAsync();
        await Expect(desk.Page.GetByText("Choose an outcome")).ToBeVisibleAsync(new() { Timeout = 4_000 });
        desk.Page.Url.Should().StartWith(two.ClientOptions.BaseAddress.AbsoluteUri);
    }

    public async Task DisposeAsync()
    {
        foreach (var host in _hosts) await ((IAsyncLifetime)host).DisposeAsync();
        if (_postgres is not null) await _postgres.DisposeAsync();
    }

    sealed class HostOn(string database) : TestHost
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("LENDFLOW_DB", database);
        }
    }
}

/// <summary>Needs a browser and PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class TwoHostsFactAttribute : FactAttribute
{
    public static readonly string? WhyNot = new BrowserFactAttribute().Skip ?? PostgresProcess.WhyNot;

    public TwoHostsFactAttribute() => Skip = WhyNot!;
}
