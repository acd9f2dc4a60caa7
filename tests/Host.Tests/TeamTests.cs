using System.Net.Http.Json;
using System.Text.Json;

namespace Lendflow.Host.Tests;

[Collection(nameof(OneHost))]
public sealed class TeamTests(TestHost host)
{
    [Fact]
    public async Task A_manager_sees_what_lies_with_groups_and_people_and_how_old_it_is()
    {
        await A.TaskForManagersAsync(host);
        var manager = await host.AsAsync("manager");

        var groups = await manager.GetFromJsonAsync<JsonElement>("/api/team/groups");
        var people = await manager.GetFromJsonAsync<JsonElement>("/api/team/people");
        var ages = await manager.GetFromJsonAsync<JsonElement>("/api/team/ages");
        var done = await manager.GetFromJsonAsync<JsonElement>("/api/team/done?days=3&offset=480");

        groups.EnumerateArray().Single(g => g.GetProperty("group").GetString() == "managers").GetProperty("ready").GetInt32().Should().BePositive();
        people.EnumerateArray().Select(p => p.GetProperty("name").GetString()).Should().Contain(["officer", "manager"]);
        ages.EnumerateArray().First().GetProperty("ready").GetInt32().Should().BePositive();
        done.EnumerateArray().Select(d => d.GetProperty("day").GetInt32()).Should().Equal(2, 1, 0);
    }

    [Fact]
    public async Task Whoever_leads_nobody_sees_no_team()
    {
        var officer = await host.AsAsync("officer");

        (await (await officer.GetAsync("/api/team/groups")).ProblemAsync(403)).GetProperty("detail").GetString().Should().Contain("manager");
    }
}
