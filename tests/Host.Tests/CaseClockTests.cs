using System.Net.Http.Json;
using System.Text.Json;
using Lendflow.Host.Cases;
using Lendflow.Host.Cli.Bench;
using Lendflow.Host.Notices;
using Microsoft.Extensions.DependencyInjection;

namespace Lendflow.Host.Tests;

[Collection(nameof(OneHost))]
public sealed class CaseClockTests(TestHost host)
{
    [Fact]
    public async Task A_case_that_takes_too_long_is_warned_of_and_escalated_each_once()
    {
        var (number, task) = await A.TaskForManagersAsync(host);
        var later = ActivatorUtilities.CreateInstance<CaseClockWork>(host.Services, new ShiftedClock { Shift = TimeSpan.FromDays(14) });

        for (var look = 0; look < 3; look++) await later.TakeDueAsync(1000, CancellationToken.None);

        var manager = await host.AsAsync("manager");
        var told = (await manager.GetFromJsonAsync<JsonElement>($"/api/applications/{number}/timeline")).EnumerateArray().Select(e => e.Text("title")).Where(title => title!.EndsWith("the case", StringComparison.Ordinal));
        told.Should().Equal("50 % of the time limit is used: the case", "75 % of the time limit is used: the case", "100 % of the time limit is used: the case");
        var late = await manager.GetFromJsonAsync<JsonElement>($"/api/tasks/{task.Text("id")}");
        late.GetProperty("history").EnumerateArray().Where(h => h.Text("action") == "EscalateCase").Select(h => h.Text("comment")!.Split(':')[0]).Should().BeEquivalentTo("Approval, all levels", "Fast case, submitted to disbursed");
        late.GetProperty("priority").GetInt32().Should().BeGreaterThan(task.GetProperty("priority").GetInt32());
        await TestHost.UntilAsync(manager, "/api/notices?pageSize=200", page => page.GetProperty("items").EnumerateArray().Any(n => n.Text("caseNumber") == number && n.Text("kind") == "caseEscalated"));
    }

    [Fact]
    public void A_calendar_is_announced_to_end_sixty_days_before_it_does()
    {
        var policy = host.Services.GetRequiredService<Lendflow.Activities.Policy>();
        var end = new DateTimeOffset(2026, 12, 31, 12, 0, 0, TimeSpan.Zero);

        CalendarWatch.Ending(policy, end.AddDays(-61)).Should().BeEmpty();
        CalendarWatch.Ending(policy, end.AddDays(-59)).Select(n => n.Reason).Should().BeEquivalentTo("calendar/cn/2026-12-31", "calendar/us/2026-12-31");
    }
}
