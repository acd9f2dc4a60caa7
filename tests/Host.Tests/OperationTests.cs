namespace Lendflow.Host.Tests;

[Collection(nameof(OneHost))]
public sealed class OperationTests(TestHost host)
{
    [Fact]
    public async Task The_host_is_alive_and_ready()
    {
        (await host.Anonymous().GetAsync("/health/live")).IsSuccessStatusCode.Should().BeTrue();

        var ready = await (await host.Anonymous().GetAsync("/health/ready")).JsonAsync();

        ready.GetProperty("status").GetString().Should().Be("Healthy");
        ready.GetProperty("checks").EnumerateObject().Select(c => c.Name).Should().Equal("start", "store");
    }

    [Fact]
    public async Task Metrics_tell_requests_by_route_and_status()
    {
        await host.Anonymous().GetAsync("/api/products");

        var text = await host.Anonymous().GetStringAsync("/metrics");

        text.Should().Contain("# TYPE http_server_request_duration_seconds histogram");
        text.Should().MatchRegex("""http_server_request_duration_seconds_count\{[^}]*http_response_status_code="401",http_route="/api/products"[^}]*\} [1-9]""");
    }

    [Theory]
    [InlineData("GET", "/api/nothing", 404)]
    [InlineData("PUT", "/api/products", 405)]
    [InlineData("GET", "/api/products", 401)]
    public async Task Whatever_goes_wrong_is_a_problem(string method, string path, int status)
    {
        var answer = await host.Anonymous().SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        await answer.ProblemAsync(status);
    }

    [Fact]
    public async Task Pages_are_protected_by_headers()
    {
        var answer = await host.Anonymous().GetAsync("/api/session");

        answer.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("default-src 'self'");
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
    }

    [Fact]
    public async Task Products_come_with_their_checklists()
    {
        var officer = await host.AsAsync("officer");

        var product = (await (await officer.GetAsync("/api/products")).JsonAsync())[0];

        product.GetProperty("key").GetString().Should().Be("working-capital");
        product.GetProperty("checklist")[0].GetProperty("documents").GetArrayLength().Should().BePositive();
        (await (await officer.GetAsync("/api/branches")).JsonAsync()).GetArrayLength().Should().BePositive();
    }
}
