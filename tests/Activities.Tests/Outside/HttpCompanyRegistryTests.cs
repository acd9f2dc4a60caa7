using Lendflow.Activities.DocumentCheck;
using Lendflow.Activities.Outside;

namespace Lendflow.Activities.Tests.Outside;

public sealed class HttpCompanyRegistryTests
{
    [Fact]
    public async Task A_registered_business_is_found_and_another_is_refused()
    {
        await using var sandbox = await OutsideSandbox.StartAsync();
        using var line = Line.To(sandbox.Address);
        var registry = new HttpCompanyRegistry(line);

        var found = await registry.LookUpAsync("91350100M000100Y43", CancellationToken.None);
        var missing = await registry.LookUpAsync("91350100M000100Y4Z", CancellationToken.None);

        found.Should().BeOfType<Answered<RegisteredCompany>>().Which.Value.EstablishedOn.Year.Should().BeInRange(2000, 2024);
        missing.Should().BeOfType<Refused<RegisteredCompany>>().Which.Code.Should().Be("not-registered");
    }

    [Fact]
    public async Task An_unheard_of_status_is_not_accepted()
    {
        await using var counterparty = await Counterparty.ThatAnswersAsync(
            (200, """{"name":"N","status":"dormant","establishedOn":"2011-05-03","legalRepresentative":"R"}"""));
        using var line = Line.To(counterparty.Address);

        var result = await new HttpCompanyRegistry(line).LookUpAsync("91350100M000100Y43", CancellationToken.None);

        result.Should().BeOfType<Unavailable<RegisteredCompany>>();
    }
}
