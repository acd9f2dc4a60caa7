using System.Text.Json;

namespace Lendflow.Host.Tests;

static class TaskActs
{
    /// <summary>Gives a command on a task as it was seen.</summary>
    public static Task<HttpResponseMessage> ActAsync(this JsonElement task, HttpClient person, string action, object? more = null)
    {
        var body = JsonSerializer.SerializeToNode(more ?? new { })!.AsObject();
        body["revision"] = task.GetProperty("revision").GetInt32();
        return person.PostAsync(new Uri($"/api/tasks/{task.Text("id")}/{action}", UriKind.Relative), Answers.Json(body.ToJsonString()));
    }
}
