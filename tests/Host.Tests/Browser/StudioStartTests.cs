using System.Diagnostics;
using Lendflow.Host.Tests.Elsa;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Lendflow.Host.Tests.Browser;

/// <summary>How long it takes until a flow is drawn: for whoever comes for the first time, and for whoever worked on another page before.</summary>
[Collection(nameof(OneHost)), Trait("Category", "Browser")]
public sealed class StudioStartTests(TestHost host, Chromium chromium, ITestOutputHelper output) : IClassFixture<Chromium>
{
    [BrowserFact]
    public async Task Files_are_fetched_before_they_are_needed_and_something_is_shown_meanwhile()
    {
        var cold = await chromium.VisitAsync(host, "auditor"); // Does not design: nothing is fetched beforehand.
        var traffic = new Traffic(cold.Page, host.ClientOptions.BaseAddress);
        var (coldTime, coldBytes) = await OpenAsync(cold.Page);
        var warmed = await chromium.VisitAsync(host, "owner");
        var warmedTraffic = new Traffic(warmed.Page, host.ClientOptions.BaseAddress);
        await WarmedAsync(warmed.Page);
        var (warmTime, warmBytes) = await OpenAsync(warmed.Page);

        output.WriteLine($"canvas drawn: cold {coldTime.TotalSeconds:f1} s ({coldBytes / 1e6:f2} MB fetched), warmed {warmTime.TotalSeconds:f1} s ({warmBytes / 1e6:f2} MB fetched); load {EditorOpeningTests.Load()}");
        warmBytes.Should().BeLessThan(coldBytes / 2);
        traffic.Troubles.Concat(warmedTraffic.Troubles).Should().BeEmpty();
        cold.Complaints.Concat(warmed.Complaints).Should().BeEmpty();
    }

    /// <summary>Asked from here: the page's own policy lets no text become a condition that it looks at itself.</summary>
    static async Task WarmedAsync(IPage page)
    {
        var began = Stopwatch.GetTimestamp();
        while (await page.EvaluateAsync<string?>("localStorage.getItem('lendflow.studio-warmed')") is null)
        {
            Stopwatch.GetElapsedTime(began).Should().BeLessThan(TimeSpan.FromMinutes(4), "the files should have been fetched by then");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }

    static async Task<(TimeSpan Took, long Bytes)> OpenAsync(IPage page)
    {
        var began = Stopwatch.GetTimestamp();
        await page.GotoAsync("/studio/workflows/definitions/loan-origination/edit", new() { WaitUntil = WaitUntilState.Commit });
        await Expect(page.Locator("#loading")).ToBeVisibleAsync();
        await Expect(page.Locator("elsa-activity-wrapper").First).ToBeVisibleAsync();
        var took = Stopwatch.GetElapsedTime(began);
        return (took, await page.EvaluateAsync<long>("performance.getEntriesByType('resource').reduce((sum, file) => sum + file.transferSize, 0)"));
    }
}
