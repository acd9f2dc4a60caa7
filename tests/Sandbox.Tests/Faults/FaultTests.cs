using System.Net.Http.Json;
using System.Text.Json;

namespace Lendflow.Sandbox.Tests.Faults;

public sealed class FaultTests
{
    [Fact]
    public async Task Latency_delays_every_answer()
    {
        var clock = new ManualTimeProvider();
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { Time = clock });
        await sandbox.SwitchOnAsync(new { core = new { latencyMs = 700 } });

        var booking = sandbox.BookAsync("k").StatusAsync();
        await clock.TimerSetAsync(TimeSpan.FromMilliseconds(700));
        var waiting = !booking.IsCompleted;
        clock.Advance(TimeSpan.FromMilliseconds(700));

        waiting.Should().BeTrue();
        (await booking).Should().Be(201);
    }

    [Fact]
    public async Task An_error_answers_503_and_does_nothing()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.SwitchOnAsync(new { core = new { errorRate = 1 } });

        (await sandbox.BookAsync("k").StatusAsync()).Should().Be(503);
        (await sandbox.EntriesAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_lost_answer_was_acted_on_and_a_repetition_finds_it()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.SwitchOnAsync(new { core = new { loseAnswerRate = 1 } });

        var lost = () => sandbox.BookAsync("k");

        await lost.Should().ThrowAsync<HttpRequestException>();
        (await sandbox.EntriesAsync()).Should().Be(1);
        await sandbox.Http.DeleteAsync("faults");
        (await sandbox.BookAsync("k").StatusAsync()).Should().Be(200);
        (await sandbox.EntriesAsync()).Should().Be(1);
    }

    [Fact]
    public async Task A_timeout_acts_and_answers_later_than_anybody_waits()
    {
        var clock = new ManualTimeProvider();
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { Time = clock });
        await sandbox.SwitchOnAsync(new { core = new { timeoutRate = 1 } });

        var booking = sandbox.BookAsync("k").StatusAsync();
        await clock.TimerSetAsync(TimeSpan.FromMinutes(2));
        var entries = await sandbox.EntriesAsync();
        clock.Advance(TimeSpan.FromMinutes(2));

        entries.Should().Be(1);
        (await booking).Should().Be(201);
    }

    [Fact]
    public async Task Garbage_is_answered_after_acting()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.SwitchOnAsync(new { core = new { garbageRate = 1 } });

        var bodies = new List<string>();
        foreach (var key in Enumerable.Range(0, 30))
        {
            using var answer = await sandbox.BookAsync($"{key}");
            bodies.Add(await answer.Content.ReadAsStringAsync());
        }

        bodies.Distinct().Count().Should().BeGreaterThan(3);
        bodies.Should().NotContain(body => body.Contains("bookedAt"));
        (await sandbox.EntriesAsync()).Should().Be(30);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_faults()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var first = await StatusesAsync(sandbox, seed: 1);
        var again = await StatusesAsync(sandbox, seed: 1);
        var other = await StatusesAsync(sandbox, seed: 2);

        again.Should().Equal(first);
        other.Should().NotEqual(first);
        first.Count(status => status == 503).Should().BeInRange(25, 55);
    }

    [Fact]
    public async Task A_fault_stays_with_its_counterparty()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.SwitchOnAsync(new { bureau = new { errorRate = 1 }, registry = new { errorRate = 1 }, sms = new { errorRate = 1 } });

        (await sandbox.PostAsync("bureau/reports", A.Inquiry()).StatusAsync()).Should().Be(503);
        (await sandbox.Http.GetAsync("registry/companies/91350100M000100Y43").StatusAsync()).Should().Be(503);
        (await sandbox.PostAsync("sms/messages", new { to = "1", text = "hi" }).StatusAsync()).Should().Be(503);
        (await sandbox.BookAsync("k").StatusAsync()).Should().Be(201);
    }

    [Fact]
    public async Task The_sheet_is_shown_and_replaced_as_a_whole()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.SwitchOnAsync(new { core = new { errorRate = 0.5 }, seed = 7 });
        await sandbox.SwitchOnAsync(new { bureau = new { errorRate = 0.25 } });

        var sheet = await sandbox.Http.GetFromJsonAsync<JsonElement>("faults");

        sheet.GetProperty("bureau").GetProperty("errorRate").GetDouble().Should().Be(0.25);
        sheet.GetProperty("core").GetProperty("errorRate").GetDouble().Should().Be(0);
        sheet.GetProperty("seed").GetInt64().Should().Be(0);
    }

    [Fact]
    public async Task A_sheet_with_mistakes_is_refused_with_all_of_them()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var answer = await sandbox.Http.PutAsJsonAsync(
            "faults", new { core = new { errorRate = 2, latencyMs = -1 }, bureau = new { garbageRate = -0.1 } }).JsonAsync();
        var misspelt = await sandbox.Http.PutAsJsonAsync("faults", new { core = new { errorRat = 1 } }).StatusAsync();

        answer.GetProperty("errors").EnumerateObject().Select(error => error.Name)
            .Should().BeEquivalentTo("core.errorRate", "core.latencyMs", "bureau.garbageRate");
        misspelt.Should().Be(400);
    }

    private static async Task<List<int>> StatusesAsync(TestSandbox sandbox, int seed)
    {
        await sandbox.SwitchOnAsync(new { core = new { errorRate = 0.4 }, seed });
        var statuses = new List<int>();
        foreach (var key in Enumerable.Range(0, 100))
            statuses.Add(await sandbox.BookAsync($"{seed}/{key}").StatusAsync() == 503 ? 503 : 0);
        return statuses;
    }
}
