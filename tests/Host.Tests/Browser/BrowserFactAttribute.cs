using Xunit.Sdk;

namespace Lendflow.Host.Tests.Browser;

/// <summary>A test that needs Chromium and the built web UI; where one is missing the test is skipped and says so. For its second try see
/// <see cref="BrowserTestCase"/>.</summary>
[AttributeUsage(AttributeTargets.Method), XunitTestCaseDiscoverer("Lendflow.Host.Tests.Browser.BrowserTestDiscoverer", "Lendflow.Host.Tests")]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium is null) Skip = "Needs chromium on PATH: apt-get install chromium.";
        else if (!File.Exists(Path.Combine(WebRoot(), "index.html"))) Skip = "Needs the web UI: dotnet build src/Host without -p:SkipWeb=true.";
    }

    /// <summary>The program; null when it is not installed.</summary>
    public static string? Chromium { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { Path.Combine(folder, "chromium"), Path.Combine(folder, "google-chrome") }).FirstOrDefault(File.Exists);

    static string WebRoot() => Structure.Repository.Path("src/Host/wwwroot");
}
