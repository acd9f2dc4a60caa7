using System.Net.Http.Json;

namespace Lendflow.Host.Tests;

[Collection(nameof(OneHost))]
public sealed class SessionTests(TestHost host)
{
    [Fact]
    public async Task Signing_in_opens_a_session_that_a_script_cannot_read_and_other_sites_cannot_send()
    {
        var browser = host.Browser();

        var answer = await browser.PostAsJsonAsync("/api/session", new { username = "officer", password = TestHost.Password });

        var user = (await answer.JsonAsync()).GetProperty("user");
        user.GetProperty("name").GetString().Should().Be("officer");
        user.GetProperty("roles")[0].GetString().Should().Be("officer");
        user.GetProperty("groups")[0].GetString().Should().Be("officers");
        answer.Headers.GetValues("Set-Cookie").Should().ContainSingle().Which.Should().Contain("httponly").And.Contain("samesite=lax");
        (await browser.GetAsync("/api/products")).IsSuccessStatusCode.Should().BeTrue();
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        var browser = host.Browser();
        browser.DefaultRequestHeaders.Add("X-Requested-With", "test");
        await browser.PostAsJsonAsync("/api/session", new { username = "officer", password = TestHost.Password });

        (await browser.DeleteAsync("/api/session")).IsSuccessStatusCode.Should().BeTrue();

        await (await browser.GetAsync("/api/session")).ProblemAsync(401);
    }

    [Theory]
    [InlineData("officer", "wrong")]
    [InlineData("nobody", TestHost.Password)]
    public async Task An_unknown_name_and_a_wrong_password_get_the_same_answer(string username, string password)
    {
        var answer = await host.Anonymous().PostAsJsonAsync("/api/session", new { username, password });

        var problem = await answer.ProblemAsync(401);
        problem.GetProperty("detail").GetString().Should().Contain("do not belong together");
    }

    [Fact]
    public async Task A_demo_installation_offers_its_users_to_whoever_is_not_signed_in()
    {
        var problem = await (await host.Anonymous().GetAsync("/api/session")).ProblemAsync(401);

        problem.GetProperty("demoUsers").EnumerateArray().Select(n => n.GetString()).Should().Contain(["admin", "owner", "publisher", "officer", "auditor"]);
    }

    [Fact]
    public async Task A_body_without_name_and_password_gets_both_problems_at_once()
    {
        var answer = await host.Anonymous().PostAsync("/api/session", Answers.Json("""{"username": 5}"""));

        (await answer.ProblemAsync(422)).Paths().Should().Equal("$.username", "$.password");
    }

    [Fact]
    public async Task Another_site_cannot_make_a_browser_act_with_our_cookie()
    {
        var browser = host.Browser();
        await browser.PostAsJsonAsync("/api/session", new { username = "admin", password = TestHost.Password });

        var forged = new HttpRequestMessage(HttpMethod.Post, "/api/flows/any/publish");
        forged.Headers.Add("Origin", "https://evil.example");
        await (await browser.SendAsync(forged)).ProblemAsync(403);

        var fromOurPage = new HttpRequestMessage(HttpMethod.Post, "/api/flows/any/publish");
        fromOurPage.Headers.Add("Origin", browser.BaseAddress!.GetLeftPart(UriPartial.Authority));
        await (await browser.SendAsync(fromOurPage)).ProblemAsync(404);
    }

    [Fact]
    public async Task A_forged_token_is_refused()
    {
        var client = await host.AsAsync("owner");
        var token = client.DefaultRequestHeaders.Authorization!.Parameter!;
        client.DefaultRequestHeaders.Authorization = new("Bearer", token[..^3] + "xyz");

        await (await client.GetAsync("/api/flows")).ProblemAsync(401);
    }

    [Fact]
    public async Task A_missing_role_is_named()
    {
        var officer = await host.AsAsync("officer");

        var problem = await (await officer.GetAsync("/api/flows")).ProblemAsync(403);

        problem.GetProperty("detail").GetString().Should().Be("Expected one of the roles admin, owner, publisher, auditor, but you have officer.");
    }

    [Fact]
    public async Task A_refresh_token_gives_a_new_access_token_and_nothing_else()
    {
        var client = host.Anonymous();
        var tokens = await (await client.PostAsJsonAsync("/elsa/api/identity/login", new { username = "owner", password = TestHost.Password })).JsonAsync();
        client.DefaultRequestHeaders.Authorization = new("Bearer", tokens.GetProperty("refreshToken").GetString());

        await (await client.GetAsync("/api/flows")).ProblemAsync(401);
        var refreshed = await (await client.PostAsync("/elsa/api/identity/refresh-token", null)).JsonAsync();

        client.DefaultRequestHeaders.Authorization = new("Bearer", refreshed.GetProperty("accessToken").GetString());
        (await client.GetAsync("/api/flows")).IsSuccessStatusCode.Should().BeTrue();
    }
}
