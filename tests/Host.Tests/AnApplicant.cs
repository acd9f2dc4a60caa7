using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lendflow.Host.Tests;

/// <summary>Somebody who applies for themselves.</summary>
sealed class AnApplicant(HttpClient client)
{
    public HttpClient Client => client;

    public static async Task<AnApplicant> NewAsync(TestHost host, string user = "applicant") => new(await host.AsAsync(user));

    /// <returns>The number of the draft.</returns>
    public async Task<string> BeginAsync(object? draft = null) =>
        (await (await client.PostAsJsonAsync("/api/my/applications", new { draft = draft ?? new { step = 0 } })).OkAsync()).Text("number")!;

    /// <summary>Uploads the documents of an application and sends it.</summary>
    /// <param name="without">Kinds that are left out.</param>
    /// <returns>The number of the case.</returns>
    public async Task<string> ApplyAsync(JsonObject application, params string[] without)
    {
        var number = await BeginAsync();
        var papers = new JsonObject();
        foreach (var document in application["documents"]!.AsArray().Where(d => !without.Contains($"{d!["kind"]}")))
        {
            await (await UploadAsync(number, document!)).OkAsync();
            papers[$"{document!["kind"]}"] = new JsonObject { ["issuedOn"] = document["issuedOn"]?.DeepClone(), ["expiresOn"] = document["expiresOn"]?.DeepClone(), ["fields"] = document["fields"]?.DeepClone() };
        }
        var sent = application.DeepClone().AsObject();
        sent.Remove("documents");
        sent.Remove("channel");
        sent["papers"] = papers;
        await (await client.PostAsync($"/api/my/applications/{number}/send", Answers.Json(sent.ToJsonString()))).OkAsync();
        return number;
    }

    /// <summary>Uploads a document, with what stands on it when it belongs to a case.</summary>
    public async Task<HttpResponseMessage> UploadAsync(string number, JsonNode document)
    {
        var file = new ByteArrayContent(Convert.FromBase64String($"{document["contentBase64"]}"));
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        var form = new MultipartFormDataContent { { new StringContent($"{document["kind"]}"), "kind" }, { file, "file", $"{document["fileName"]}" } };
        foreach (var name in new[] { "issuedOn", "expiresOn" })
            if (document[name] is { } day) form.Add(new StringContent($"{day}"), name);
        if (document["fields"] is { } fields) form.Add(new StringContent(fields.ToJsonString()), "fields");
        return await client.PostAsync($"/api/my/applications/{number}/documents", form);
    }

    public Task<JsonElement> UntilAsync(string number, Func<JsonElement, bool> isWanted) => TestHost.UntilAsync(client, $"/api/my/applications/{number}/progress", isWanted);
}
