using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lendflow.Host.Tests.Browser;

/// <summary>What a task's dialogs ask, and what comes of the answers.</summary>
[Trait("Category", "Browser")]
public sealed class TaskDialogTests(TestHost host, Chromium chromium) : IClassFixture<TestHost>, IClassFixture<Chromium>
{
    [BrowserFact]
    public async Task A_case_is_returned_with_reasons_and_what_exactly_to_do_again()
    {
        var (number, task) = await A.TaskForManagersAsync(host);
        await (await task.ActAsync(await host.AsAsync("manager"), "claim")).OkAsync();
        var manager = await DeskAsync("manager");
        await manager.OpenAsync(task);
        await manager.SeesAsync("Choose an outcome");

        await manager.StartAsync("r", "Return for rework");
        await manager.TypeAsync("older than");
        await Expect(manager.Page.Locator(".ant-select-item-option-active")).ToContainTextAsync("The document is older than the checklist allows");
        await manager.PressAsync("Enter");
        var dialog = manager.Dialog("Return for rework");
        await dialog.Locator("textarea").FillAsync("The licence is of last year.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add an item" }).ClickAsync();
        await dialog.GetByLabel("Document or field").FillAsync("Business licence");
        await dialog.GetByLabel("What is wrong with it").FillAsync("Of last year");
        await manager.PressAsync("Control+Enter");

        await manager.SeesAsync("Returned");
        var done = await TestHost.UntilAsync(await host.AsAsync("manager"), $"/api/tasks/{task.Text("id")}", t => t.Text("status") == "completed");
        done.GetProperty("checklist")[0].Text("key").Should().Be("business-licence");
        done.GetProperty("history").EnumerateArray().Should().Contain(h => h.Text("action") == "Return" && h.Text("comment") == "The licence is of last year.");
        await TestHost.UntilAsync(await host.AsAsync("manager"), $"/api/applications/{number}", c => c.Text("waitingFor") == "applicant");
    }

    [BrowserFact]
    public async Task In_an_emergency_a_second_person_sets_four_eyes_aside_and_both_are_named()
    {
        var (_, task) = await SubmittedByManagerAsync();
        var (manager, admin) = (await DeskAsync("manager"), await DeskAsync("admin"));
        await manager.OpenAsync(task);
        await manager.SeesAsync("Expected someone who has not acted on this case");

        await manager.StartAsync("o", "Emergency override");
        await manager.ChooseAsync("manager");
        await manager.Dialog("Emergency override").Locator("textarea").FillAsync("The only manager on duty, the seller leaves at noon.");
        await manager.PressAsync("Control+Enter");
        await manager.SeesAsync("Mei Manager asks to set four-eyes aside for Mei Manager");
        await admin.OpenAsync(task);
        await admin.SeesAsync("The only manager on duty, the seller leaves at noon.");
        await admin.PressAsync("e");

        await manager.SeesAsync("Ada Admin set four-eyes aside for Mei Manager");
        await manager.ClaimAsync();
    }

    [BrowserFact]
    public async Task A_document_of_the_case_is_attached_to_the_work()
    {
        var (number, task) = await A.TaskForManagersAsync(host);
        await (await task.ActAsync(await host.AsAsync("manager"), "claim")).OkAsync();
        var manager = await DeskAsync("manager");
        await manager.OpenAsync(task);
        await manager.SeesAsync("Choose an outcome");

        await manager.StartAsync("t", "Attach a document");
        await manager.PressAsync("ArrowDown", "Enter", "Control+Enter");

        await manager.SeesAsync("Attached.");
        var (api, id) = (await host.AsAsync("manager"), task.Text("id"));
        var documents = await api.GetFromJsonAsync<JsonElement>($"/api/applications/{number}/documents");
        var attached = (await api.GetFromJsonAsync<JsonElement>($"/api/tasks/{id}")).GetProperty("attachments").EnumerateArray().Single();
        documents.EnumerateArray().Select(d => d.Text("id")).Should().Contain(attached.Text("documentId"));
    }

    [BrowserFact]
    public async Task The_applicant_is_asked_from_the_task_and_their_answer_lets_its_clock_run_again()
    {
        var amy = await AnApplicant.NewAsync(host);
        var number = await amy.ApplyAsync(await A.LoanApplicationAsync(host, 600_000m));
        var api = await host.AsAsync("manager");
        var task = (await TestHost.UntilAsync(api, $"/api/applications/{number}", c => c.GetProperty("openTasks").GetArrayLength() > 0)).GetProperty("openTasks")[0];
        await (await task.ActAsync(api, "claim")).OkAsync();
        var manager = await DeskAsync("manager");
        await manager.OpenAsync(task);
        await manager.SeesAsync("Choose an outcome");
        await manager.StartAsync("q", "Ask");
        await manager.ChooseAsync("The applicant");
        await manager.Dialog("Ask").Locator("textarea").FillAsync("How many shops have you got?");
        await manager.PressAsync("Control+Enter");
        await manager.SeesAsync("Waiting for the applicant");

        var applicant = await chromium.VisitAsync(host, "applicant", width: 390, height: 844);
        await applicant.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Notices, \\d+ new$") }).ClickAsync();
        await Expect(applicant.Page.GetByText("How many shops have you got?").First).ToBeVisibleAsync();
        await applicant.Page.GotoAsync($"/my/{number}");
        await applicant.Page.GetByLabel("Your answer").FillAsync("Two, in the same street.");
        await applicant.Button("Send").ClickAsync();

        await manager.SeesAsync("Choose an outcome");
        var clock = (await api.GetFromJsonAsync<JsonElement>($"/api/tasks/{task.Text("id")}")).GetProperty("clock");
        clock.GetProperty("spans").EnumerateArray().Select(s => s.Text("whose")).Should().Equal("us", "applicant", "us");
        applicant.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task A_question_to_a_colleague_is_not_why_a_task_waits()
    {
        var (_, task) = await A.TaskForManagersAsync(host);
        var api = await host.AsAsync("manager");
        await (await task.ActAsync(api, "claim")).OkAsync();
        var manager = await DeskAsync("manager");
        await manager.OpenAsync(task);
        await manager.SeesAsync("Choose an outcome");
        await manager.StartAsync("p", "Pause");
        await manager.TypeAsync("The notary is on leave.");
        await manager.PressAsync("Control+Enter");
        await manager.SeesAsync("Waiting for the applicant");

        await manager.StartAsync("q", "Ask");
        await manager.ChooseAsync("Ana");
        await manager.Dialog("Ask").Locator("textarea").FillAsync("Do you know another notary?");
        await manager.PressAsync("Control+Enter");

        await manager.SeesAsync("Asked.");
        await Expect(manager.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Waiting for the applicant" })).ToContainTextAsync("The notary is on leave.");
    }

    [BrowserFact]
    public async Task A_form_that_a_process_owner_has_edited_is_the_one_the_next_task_asks()
    {
        await EveryField.SaveAsync(host, "visit-edited", EveryField.Schema);
        var owner = await chromium.VisitAsync(host, "owner");
        await owner.Page.GotoAsync("/forms/visit-edited");
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Add a field" }).First.ClickAsync();
        await owner.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Money" }).ClickAsync();
        await owner.Page.GetByLabel("Label", new() { Exact = true }).FillAsync("Takings of a day");
        await owner.Button("Save as new edition").ClickAsync();
        await owner.Page.GetByLabel("Why").FillAsync("Takings matter");
        await owner.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Save as new edition" }).ClickAsync();
        await Expect(owner.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        var task = await AFlow.FormAsync(host, "FORM-EDITED", "visit-edited");
        var manager = await DeskAsync("manager");
        await manager.OpenAsync(task);
        await manager.ClaimAsync();

        await Expect(manager.Page.GetByLabel("Takings of a day", new() { Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>Four-eyes bars who submitted a case from deciding it.</summary>
    async Task<(string, JsonElement)> SubmittedByManagerAsync()
    {
        var manager = await host.AsAsync("manager");
        var number = (await (await manager.SendAsync(A.Submit(await A.LoanApplicationAsync(host, 600_000m)))).OkAsync()).Text("number")!;
        var of = await TestHost.UntilAsync(manager, $"/api/applications/{number}", c => c.GetProperty("openTasks").GetArrayLength() > 0);
        return (number, of.GetProperty("openTasks")[0]);
    }

    async Task<InboxDesk> DeskAsync(string user) => new(await chromium.VisitAsync(host, user));
}
