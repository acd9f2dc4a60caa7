using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lendflow.Host.Tests;

[Collection(nameof(OneHost))]
public sealed class FormsTests(TestHost host)
{
    [Fact]
    public async Task An_open_task_keeps_the_edition_it_began_with()
    {
        await EveryField.SaveAsync(host, "visit-pinned", EveryField.Schema);
        var task = await AFlow.FormAsync(host, "FORM-PIN-1", "visit-pinned");
        var changed = EveryField.Schema;
        changed["required"] = new JsonArray("staff");

        await EveryField.SaveAsync(host, "visit-pinned", changed);

        var manager = await host.AsAsync("manager");
        var claimed = await (await task.ActAsync(manager, "claim")).OkAsync();
        claimed.GetProperty("form").Text("$id").Should().Be("forms/visit-pinned/1");
        var refused = await (await claimed.ActAsync(manager, "complete", new { outcome = "Done", form = new { } })).ProblemAsync(422);
        refused.Paths().Should().Equal("$.form.note", "$.form.price", "$.form.on", "$.form.way", "$.form.confirmed");
        refused.GetProperty("errorsZh").GetProperty("$.form.note")[0].GetString().Should().Be("此项必填，但为空。");
        (await AFlow.FormAsync(host, "FORM-PIN-2", "visit-pinned")).Text("id").Should().NotBe(task.Text("id"));
    }

    [Fact]
    public async Task Money_arrives_digit_by_digit()
    {
        await EveryField.SaveAsync(host, "visit-money", JsonNode.Parse("""{"type":"object","properties":{"price":{"type":"object","format":"money","currencies":["CNY"]}}}""")!);
        var task = await AFlow.FormAsync(host, "FORM-MONEY", "visit-money");
        var manager = await host.AsAsync("manager");

        var claimed = await (await task.ActAsync(manager, "claim")).OkAsync();
        var done = await (await claimed.ActAsync(manager, "complete", new { outcome = "Done", form = new { price = new { amount = "100000000000000.01", currency = "CNY" } } })).OkAsync();

        done.GetProperty("formData").GetProperty("price").Text("amount").Should().Be("100000000000000.01");
    }

    [Fact]
    public async Task A_form_refers_only_to_documents_of_its_case()
    {
        await EveryField.SaveAsync(host, "visit-photo", JsonNode.Parse("""{"type":"object","properties":{"photo":{"type":"string","format":"document"}}}""")!);
        var task = await AFlow.FormAsync(host, "FORM-PHOTO", "visit-photo");
        var (number, _) = await A.TaskForManagersAsync(host);
        var manager = await host.AsAsync("manager");
        var elsewhere = (await manager.GetFromJsonAsync<JsonElement>($"/api/applications/{number}/documents"))[0].Text("id");
        var claimed = await (await task.ActAsync(manager, "claim")).OkAsync();

        var refused = await (await claimed.ActAsync(manager, "complete", new { outcome = "Done", form = new { photo = elsewhere } })).ProblemAsync(422);
        var own = await (await manager.PostAsync("/api/applications/FORM-PHOTO/documents", Upload())).OkAsync();
        await (await claimed.ActAsync(manager, "complete", new { outcome = "Done", form = new { photo = own.Text("id") } })).OkAsync();

        refused.Paths().Should().Equal("$.form.photo");
        refused.Text("detail").Should().StartWith("Expected a document of the case");
    }

    [Fact]
    public async Task A_form_is_saved_by_those_who_own_processes_and_not_over_somebody_elses_change()
    {
        var owner = await host.AsAsync("owner");
        object Draft(int basedOn, string reason = "Tests") => new { key = "visit-saved", name = "Visit", nameZh = "走访", schema = EveryField.Schema, basedOn, reason };

        await (await (await host.AsAsync("officer")).PostAsJsonAsync("/api/forms", Draft(0))).ProblemAsync(403);
        var first = await (await owner.PostAsJsonAsync("/api/forms", Draft(0))).OkAsync();
        var second = await (await owner.PostAsJsonAsync("/api/forms", Draft(1, "Another word"))).OkAsync();
        await (await owner.PostAsJsonAsync("/api/forms", Draft(1))).ProblemAsync(409);

        first.GetProperty("editions").GetArrayLength().Should().Be(1);
        second.GetProperty("editions")[1].Text("reason").Should().Be("Another word");
        second.GetProperty("editions")[1].Text("savedBy").Should().Be("owner");
    }

    [Fact]
    public async Task Everything_wrong_with_a_form_is_told_at_once()
    {
        var owner = await host.AsAsync("owner");
        var schema = JsonNode.Parse("""{"type":"object","required":["gone"],"properties":{"a":{"type":"string","oneOf":[]}},"layout":[]}""");

        var checkedForm = await (await owner.PostAsJsonAsync("/api/forms/check", new { key = "visit-wrong", name = "Visit", nameZh = "走访", schema, basedOn = 0 })).OkAsync();
        var refused = await (await owner.PostAsJsonAsync("/api/forms", new { key = "visit-wrong", name = "Visit", nameZh = "走访", schema, basedOn = 0, reason = "Tests" })).ProblemAsync(422);

        checkedForm.GetProperty("problems").GetArrayLength().Should().Be(3);
        refused.GetProperty("errors").GetProperty("$.table").GetArrayLength().Should().Be(3);
    }

    [Fact]
    public async Task Studio_offers_the_forms_to_choose_from()
    {
        var owner = await host.AsAsync("owner");

        var descriptors = await owner.GetStringAsync("/elsa/api/descriptors/activities");

        var human = JsonDocument.Parse(descriptors).RootElement.GetProperty("items").EnumerateArray().Single(a => a.Text("typeName") == "Lendflow.HumanTask");
        var input = human.GetProperty("inputs").EnumerateArray().Single(i => i.Text("name") == "FormKey");
        input.Text("uiHint").Should().Be("dropdown");
        input.GetRawText().Should().Contain("due-diligence");
    }

    static MultipartFormDataContent Upload()
    {
        var file = new ByteArrayContent(Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"));
        return new MultipartFormDataContent { { new StringContent("attachment"), "kind" }, { file, "file", "shop.pdf" } };
    }
}
