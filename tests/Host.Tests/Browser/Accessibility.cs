using System.Text.Json;
using Microsoft.Playwright;

namespace Lendflow.Host.Tests.Browser;

/// <summary>What axe finds on a page. Violations it calls serious or critical keep somebody from working; lesser ones are advice.</summary>
static class Accessibility
{
    static readonly Lazy<string> Axe = new(() => File.ReadAllText(Structure.Repository.Path("src/Web/node_modules/axe-core/axe.min.js")));

    /// <summary>Fails with every serious or critical violation: which rule, where, and what to do about it.</summary>
    /// <param name="what">What is looked at, for the message.</param>
    /// <param name="parts">Selectors of the parts that are ours, where the page is not; none for all of it.</param>
    public static async Task ShouldBeAccessibleAsync(this IPage page, string what, params string[] parts)
    {
        // Colours are measured as they are drawn: what is half faded in would seem to lack contrast.
        await page.EvaluateAsync("() => document.getAnimations().filter(a => a.effect?.getComputedTiming().endTime !== Infinity).forEach(a => a.finish())");
        // Not by a script tag: the page's own policy allows no script but its own.
        await page.EvaluateAsync($"() => {{ {Axe.Value} }}");
        var violations = await page.EvaluateAsync<JsonElement>("parts => axe.run(parts.length ? { include: parts } : document, { resultTypes: ['violations'] }).then(found => found.violations)", parts);
        var grave = violations.EnumerateArray().Where(v => v.Text("impact") is "serious" or "critical").SelectMany(Sentences);

        grave.Should().BeEmpty("{0} must be usable by everybody", what);
    }

    static IEnumerable<string> Sentences(JsonElement violation) => violation.GetProperty("nodes").EnumerateArray().Select(node =>
        $"{violation.Text("id")} ({violation.Text("impact")}): {node.GetProperty("target")} {node.Text("failureSummary")?.ReplaceLineEndings(" ")} {node.Text("html")}");
}
