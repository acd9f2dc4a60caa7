using System.Net.Http.Json;
using System.Text.Json;
using Lendflow.Sandbox.Registry;

namespace Lendflow.Sandbox.Tests.Registry;

public sealed class RegistryTests
{
    [Fact]
    public async Task A_business_with_a_valid_code_is_registered()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var company = await sandbox.Http.GetFromJsonAsync<JsonElement>("registry/companies/91350100M000100Y43");

        company.Text("name").Should().EndWith("有限公司");
        company.Text("status").Should().BeOneOf("active", "revoked", "unknown");
        company.GetProperty("establishedOn").GetDateTime().Year.Should().BeInRange(2000, 2024);
        company.Text("legalRepresentative").Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_code_that_cannot_exist_is_not_registered()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        (await sandbox.Http.GetAsync("registry/companies/91350100M000100Y4Z").StatusAsync()).Should().Be(404);
    }

    [Fact]
    public async Task A_business_put_on_the_register_stands_there_as_put()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var company = new { name = "Hengxin Trading", status = "revoked", establishedOn = "2011-05-03", legalRepresentative = "Wang Fang" };

        await sandbox.Http.PutAsJsonAsync("registry/companies/TEST", company);

        (await sandbox.Http.GetFromJsonAsync<JsonElement>("registry/companies/TEST"))
            .GetRawText().Should().Be(JsonSerializer.Serialize(company));
    }

    [Theory]
    [InlineData("91350100M000100Y43", true)]
    [InlineData("91350100M000100Y44", false)]
    [InlineData("91350100M000100Y4Z", false)]
    [InlineData("91350100M000100Y4", false)]
    [InlineData("9135O100M000100Y43", false)]
    public void The_check_character_of_a_code_must_fit(string code, bool fits)
    {
        SocialCreditCode.IsValid(code).Should().Be(fits);
    }
}
