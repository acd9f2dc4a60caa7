using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.Host.Api;
using Lendflow.Samples;

namespace Lendflow.Host.Cli.Demo;

/// <summary>The lender's people: each looks into the inbox, claims what is offered and decides it, by grade and a seeded dice.</summary>
sealed class Staff(IReadOnlyList<DemoUser> users, int seed)
{
    /// <summary>How often an approver says yes.</summary>
    static readonly Dictionary<string, double> ApprovalByGrade = new() { ["A"] = 0.97, ["B"] = 0.93, ["C"] = 0.85, ["D"] = 0.65, ["E"] = 0.4 };

    const double OtherWellDone = 0.85;
    const double ReturnRatherThanDecline = 0.4;

    /// <summary>Everybody does what lies in their inbox now.</summary>
    /// <param name="indexOf">The run's application by case number; null for cases that are not the run's.</param>
    /// <returns>How many tasks were completed.</returns>
    public async Task<int> WorkAsync(Func<string, int?> indexOf, CancellationToken cancellation)
    {
        var done = 0;
        await Task.WhenAll(users.Select(async user =>
        {
            foreach (var task in await InboxAsync(user, cancellation))
                if (indexOf(task.CaseNumber) is { } index && await DoAsync(user, task, index, cancellation)) Interlocked.Increment(ref done);
        }));
        return done;
    }

    /// <summary>Tasks claimed before come first: the server may have gone away between claim and completion.</summary>
    static async Task<IEnumerable<TaskSummaryView>> InboxAsync(DemoUser user, CancellationToken cancellation)
    {
        var mine = await user.GetAsync<TaskPage>("/api/tasks?scope=mine&sort=created&pageSize=100", cancellation);
        var available = await user.GetAsync<TaskPage>("/api/tasks?scope=available&sort=created&pageSize=100", cancellation);
        return mine.Items.Concat(available.Items);
    }

    /// <returns>False when somebody was faster, or may not after all.</returns>
    async Task<bool> DoAsync(DemoUser user, TaskSummaryView task, int index, CancellationToken cancellation)
    {
        var claimed = task.Status == "reserved"
            ? await user.SendAsync(HttpMethod.Get, $"/api/tasks/{task.Id}", () => null, null, cancellation)
            : await user.PostAsync($"/api/tasks/{task.Id}/claim", new TaskRevision(task.Revision), Once(task.Revision), cancellation);
        if (!claimed.IsSuccess) return false;
        var view = claimed.Read<TaskView>();
        return (await user.PostAsync($"/api/tasks/{task.Id}/complete", Decide(view, index), Once(view.Revision), cancellation)).IsSuccess;
    }

    static (string, string) Once(int revision) => ("Operation-Id", $"revision-{revision}");

    Completion Decide(TaskView task, int index)
    {
        var dice = new Dice($"staff/{seed}/{index}/{task.ActivityId}{task.Id[Math.Min(task.InstanceId.Length, task.Id.Length)..]}");
        var outcome = Choose(task, dice);
        var comment = outcome.Style == "primary" ? "Checked, nothing to object to." : $"{outcome.Label}: see the reasons given.";
        string[] reasons = outcome.ReasonCodes.Count == 0 ? [] : [dice.Pick(outcome.ReasonCodes).Code];
        return new Completion(task.Revision, outcome.Key, comment, reasons, task.Form is { ValueKind: JsonValueKind.Object } form ? Fill(form, outcome.RequiredFields) : null);
    }

    /// <summary>The outcome the case deserves, most of the time.</summary>
    static OutcomeView Choose(TaskView task, Dice dice)
    {
        var (yes, perhaps, no) = (OfStyle(task, "primary"), OfStyle(task, "default"), OfStyle(task, "danger"));
        var chance = perhaps is not null && no is not null ? ApprovalByGrade.GetValueOrDefault(task.Grade ?? "", OtherWellDone) : OtherWellDone;
        var (isYes, isReturn) = (dice.Chance(chance), dice.Chance(ReturnRatherThanDecline));
        return (isYes ? yes : isReturn ? perhaps ?? no : no ?? perhaps) ?? task.Outcomes[0];
    }

    static OutcomeView? OfStyle(TaskView task, string style) => task.Outcomes.FirstOrDefault(o => o.Style == style);

    /// <summary>Every required field with the first thing that fits.</summary>
    static JsonElement Fill(JsonElement schema, IReadOnlyList<string> alsoRequired)
    {
        var form = new JsonObject();
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(n => n.GetString()!) : [];
        foreach (var name in required.Concat(alsoRequired).Distinct()) form[name] = ValueFor(schema.GetProperty("properties").GetProperty(name));
        return JsonSerializer.SerializeToElement(form);
    }

    static JsonNode? ValueFor(JsonElement property)
    {
        if (property.TryGetProperty("enum", out var choices)) return JsonNode.Parse(choices[0].GetRawText());
        var type = property.TryGetProperty("type", out var t) ? t.GetString() : "string";
        return type switch
        {
            "number" or "integer" => property.TryGetProperty("minimum", out var least) ? JsonNode.Parse(least.GetRawText()) : 0,
            "boolean" => true,
            _ => "Visited the business; books and staff match the application.",
        };
    }
}
