using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lendflow.Host.Tests;

/// <summary>Small flows of one human step, each case under a number of its own.</summary>
static class AFlow
{
    const string ThreeSeats = """[{"group":"analysts"},{"group":"reviewers"},{"group":"managers","hasVeto":true}]""";

    /// <summary>A flow that asks analysts, reviewers and managers at once; managers have a veto, directors decide a deadlock.</summary>
    public static Task<Dictionary<string, JsonElement>> ReviewAsync(TestHost host, string number, int quorum, string visibility = "open", string seats = ThreeSeats) => StartAsync(host, $"review-{number}", number, "Lendflow.JointReview", new()
    {
        ["title"] = "Judge the project", ["titleZh"] = "项目评审", ["visibility"] = visibility, ["quorum"] = quorum, ["escalateTo"] = "directors",
        ["seats"] = seats,
    });

    /// <summary>A task for managers that may be completed together with others.</summary>
    public static async Task<JsonElement> RoutineAsync(TestHost host, string number) => (await StartAsync(host, "routine", number, "Lendflow.HumanTask", new()
    {
        ["title"] = "Tick the list", ["titleZh"] = "核对清单", ["candidateGroups"] = """["managers"]""", ["bulk"] = true, ["dueIn"] = "08:00:00",
    }))["managers"];

    /// <summary>A task for managers with a form of the lender.</summary>
    public static async Task<JsonElement> FormAsync(TestHost host, string number, string formKey) => (await StartAsync(host, $"fill-{formKey}", number, "Lendflow.HumanTask", new()
    {
        ["title"] = "Fill in", ["titleZh"] = "填写表单", ["candidateGroups"] = """["managers"]""", ["formKey"] = formKey,
    }))["managers"];

    /// <summary>A task for analysts whose time limit is over after half an hour; then it is escalated to managers.</summary>
    public static Task<Dictionary<string, JsonElement>> UrgentAsync(TestHost host, string number) => StartAsync(host, "urgent", number, "Lendflow.HumanTask", new()
    {
        ["title"] = "Call the borrower", ["titleZh"] = "致电借款人", ["candidateGroups"] = """["analysts"]""", ["dueIn"] = "00:30:00",
    });

    /// <summary>Starts a case.</summary>
    /// <returns>Its tasks by the group they are offered to.</returns>
    static async Task<Dictionary<string, JsonElement>> StartAsync(TestHost host, string definitionId, string number, string type, Dictionary<string, JsonNode> inputs)
    {
        var admin = await host.AsAsync("admin");
        var step = new JsonObject { ["id"] = "step", ["type"] = type };
        foreach (var (name, value) in inputs)
            step[name] = new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };
        var flow = new JsonObject
        {
            ["definitionId"] = definitionId, ["name"] = definitionId, ["isPublished"] = true,
            ["root"] = new JsonObject { ["type"] = "Elsa.Sequence", ["activities"] = new JsonArray(step) },
        };
        await (await admin.PostAsync("/api/flows/import", Answers.Json(flow.ToJsonString()))).OkAsync();
        await (await admin.PostAsync($"/api/flows/{definitionId}/publish", null)).OkAsync();
        await (await admin.PostAsJsonAsync($"/api/flows/{definitionId}/start", new { correlationId = number })).OkAsync();
        var tasks = await admin.GetFromJsonAsync<JsonElement>($"/api/tasks?scope=all&search={number}");
        return tasks.GetProperty("items").EnumerateArray().ToDictionary(t => t.GetProperty("candidateGroups")[0].GetString()!);
    }

    /// <summary>Takes a task and completes it.</summary>
    public static async Task CompleteAsync(this JsonElement task, TestHost host, string user, string outcome)
    {
        var person = await host.AsAsync(user);
        var asItIsNow = await person.GetFromJsonAsync<JsonElement>($"/api/tasks/{task.Text("id")}");
        var claimed = await (await asItIsNow.ActAsync(person, "claim")).OkAsync();
        await (await claimed.ActAsync(person, "complete", new { outcome, comment = "Looked at it.", reasonCodes = outcome == "Decline" ? new[] { "insufficient-collateral" } : [] })).OkAsync();
    }
}
