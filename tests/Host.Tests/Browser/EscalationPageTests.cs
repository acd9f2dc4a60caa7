using Lendflow.Timers;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace Lendflow.Host.Tests.Browser;

/// <summary>Time passes only when a test says so, on a host of its own.</summary>
[Trait("Category", "Browser")]
public sealed class EscalationPageTests(LaterHost host, Chromium chromium) : IClassFixture<LaterHost>, IClassFixture<Chromium>
{
    [BrowserFact]
    public async Task What_is_late_is_escalated_before_the_eyes_of_a_manager()
    {
        await AFlow.UrgentAsync(host, "LATE-1");
        var desk = new InboxDesk(await chromium.VisitAsync(host, "manager"));
        await desk.ListAsync("scope=all&search=LATE-");
        await Expect(desk.Page.Locator("[data-sla=ok]")).ToBeVisibleAsync();

        await PassAsync(TimeSpan.FromMinutes(24));
        await Expect(desk.Page.Locator("[data-sla=warning]")).ToBeVisibleAsync();
        await PassAsync(TimeSpan.FromMinutes(7));

        await desk.SeesAsync("Escalated ×1");
        await Expect(desk.Page.Locator("[data-sla=breached]")).ToBeVisibleAsync();
    }

    async Task PassAsync(TimeSpan time)
    {
        host.Clock.Shift += time;
        await host.Services.GetRequiredService<TimerClock>().LookAsync(CancellationToken.None);
    }
}
