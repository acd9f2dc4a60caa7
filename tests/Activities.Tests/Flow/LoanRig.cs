using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Lendflow.Activities.CreditPull;
using Lendflow.Activities.Disbursement;
using Lendflow.Activities.DocumentCheck;
using Lendflow.Activities.ESign;
using Lendflow.Activities.Outside;
using Lendflow.Activities.Tests.Scoring;
using Lendflow.Activities.Tests.Tables;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Tasks;
using Lendflow.Engine.Waiting;
using Lendflow.Sandbox;
using Lendflow.Sandbox.Tests;
using Lendflow.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lendflow.Activities.Tests.Flow;

/// <summary>The shipped flow on the real runner, an in-memory store, a clock that is moved by hand, and the sandbox over HTTP.</summary>
sealed class LoanRig : IAsyncDisposable, IDocumentArchive
{
    readonly SandboxServer sandbox;
    readonly WebApplication callbacks;
    readonly List<OutsideCall> lines = [];

    LoanRig(ManualTimeProvider clock, SandboxServer sandbox, WebApplication callbacks, Policy policy, Graph graph) =>
        (Clock, this.sandbox, this.callbacks, Policy, Graph) = (clock, sandbox, callbacks, policy, graph);

    public Policy Policy { get; }
    public Graph Graph { get; }
    public ManualTimeProvider Clock { get; }
    public InMemoryStore Store { get; } = new();
    public WorkflowRunner Runner { get; private set; } = null!;
    public JobWorker Worker { get; private set; } = null!;
    public TimerClock Timers { get; private set; } = null!;
    public EventPublisher Events { get; private set; } = null!;
    public ICoreBanking Core { get; private set; } = null!;
    HttpCreditBureau Bureau { get; set; } = null!;

    /// <param name="tables">Folder of the tables; the shipped ones when null.</param>
    public static async Task<LoanRig> OpenAsync(string? tables = null)
    {
        var policy = Policy.Load(tables ?? Shipped.Folder, out var faults)!;
        faults.Should().BeEmpty();
        var elements = new ElementTable(LendingActivities.All(policy));
        var json = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "workflows", "loan-origination.json"));
        var definition = DefinitionJson.Read(json, default, () => "id", out var problems);
        problems.Should().BeEmpty();

        var clock = new ManualTimeProvider();
        var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Time = clock, ForceESign = "signed" }, CancellationToken.None);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var callbacks = builder.Build();
        callbacks.Urls.Add("http://127.0.0.1:0");
        var rig = new LoanRig(clock, sandbox, callbacks, policy, GraphBuilder.Build(definition!, elements));
        callbacks.MapPost("/callback", rig.TakeCallbackAsync);
        await callbacks.StartAsync();
        await rig.Store.SaveAsync([definition!], [], CancellationToken.None);
        rig.Wire(elements);
        return rig;
    }

    void Wire(ElementTable elements)
    {
        OutsideCall Line(string name)
        {
            var line = new OutsideCall(name, sandbox.BaseAddress, new OutsideLimits(), TimeProvider.System, NullLogger<OutsideCall>.Instance);
            lines.Add(line);
            return line;
        }
        Bureau = new HttpCreditBureau(Line("credit bureau"));
        Core = new HttpCoreBanking(Line("core banking"));
        var provider = new HttpESignProvider(Line("e-sign provider"));
        ContractTemplate.TryRead(File.ReadAllText(Path.Combine(Repository.Root, "workflows", "templates", "loan-contract.json")), out var template, out _).Should().BeTrue();
        var settings = new ContractSettings(template!, new ContractParty("Lendflow Bank", "91350100M000100Y43", "Head of Lending", "400-000-0000"), () => new Uri(callbacks.Urls.First() + "/callback"));
        var graphs = new GraphCache(Store, elements, Clock);
        Events = new EventPublisher(Store, Store, new TriggeredStarts(Store, graphs, () => Runner, Clock), () => Runner, Clock);
        var jobs = new JobTable(
        [
            new CompanyLookupJob(new HttpCompanyRegistry(Line("company register"))),
            new CreditPullJob(Bureau),
            new SendContractJob(provider, this, settings),
            new FetchContractJob(provider, this, Clock),
            new BookLoanJob(Core),
            new ReverseBookingJob(Core),
            new PublishEventJob(Events),
        ]);
        Runner = new WorkflowRunner(Store, graphs, jobs, Clock);
        Worker = new JobWorker(Runner, Store, jobs, Clock, NullLogger<JobWorker>.Instance);
        Timers = new TimerClock(Store, Runner, [Worker], Clock, NullLogger<TimerClock>.Instance);
    }

    public async Task<Instance> SubmitAsync(LoanApplication application, IReadOnlyList<CaseDocument> documents, string number = "LA-1")
    {
        var input = new Dictionary<string, JsonElement>
        {
            ["application"] = Values.From(application),
            ["documents"] = Values.From(documents),
            ["submittedBy"] = Values.Of("officer"),
        };
        var result = await Runner.StartAsync(Graph, new Trigger.Start(number, input, number, Actor: "officer"), null, CancellationToken.None);
        result.Refusal.Should().BeNull();
        return await RestAsync(number);
    }

    /// <summary>Performs jobs until none is left to do now; awaits signatures the sandbox still owes.</summary>
    public async Task<Instance> RestAsync(string number = "LA-1")
    {
        while (true)
        {
            while (Runner.CommittedJobs.TryRead(out var job)) await Worker.PerformAsync(job, CancellationToken.None);
            var instance = (await Store.LoadAsync(number, CancellationToken.None))!;
            var envelope = instance.Waits.FirstOrDefault(w => w.Name == ESignActivity.Message);
            if (envelope is null && instance.Jobs.Count == 0)
            {
                instance.Incidents.Should().BeEmpty();
                return instance;
            }
            if (envelope is not null) await DeliverSignatureAsync(envelope.Payload.GetProperty("envelopeId").GetString()!);
        }
    }

    public Task<RunResult> ActAsync(UserTask task, TaskAction action, string person, string group, string? outcome = null, string? comment = null, IReadOnlyList<string>? reasons = null, JsonElement form = default) =>
        Runner.RunAsync(task.InstanceId, new Trigger.Task(new TaskCommand(task.Id, action, new Engine.Tasks.Person(person, [group]), null, outcome, comment, reasons, form)), null, CancellationToken.None);

    /// <summary>Claims and completes the open task.</summary>
    public async Task<Instance> CompleteAsync(Instance instance, string person, string group, string outcome, string? comment = null, IReadOnlyList<string>? reasons = null, JsonElement form = default)
    {
        var task = Open(instance).First(t => t.CandidateGroups.Contains(group));
        (await ActAsync(task, TaskAction.Claim, person, group)).Refusal.Should().BeNull();
        (await ActAsync(task, TaskAction.Complete, person, group, outcome, comment, reasons, form)).Refusal.Should().BeNull();
        return await RestAsync(instance.Id);
    }

    /// <summary>What the bureau will say about the borrower.</summary>
    public async Task<CreditReport> ReportAsync(LoanApplication application)
    {
        var inquiry = new CreditInquiry(application.Borrower.SocialCreditCode, application.Borrower.Representative.ResidentId, "test");
        return ((Answered<CreditReport>)await Bureau.PullAsync(inquiry, CancellationToken.None)).Value;
    }

    public static IEnumerable<UserTask> Open(Instance instance) => instance.Tasks.Values.Where(t => t.Status is UserTaskStatus.Ready or UserTaskStatus.Reserved);

    /// <summary>What every signer does from now on: signed, declined or expired.</summary>
    public async Task SignersWillAsync(string status)
    {
        using var http = new HttpClient { BaseAddress = sandbox.BaseAddress };
        (await http.PutAsJsonAsync("esign/settings", new { signDelayMs = 0, force = status })).EnsureSuccessStatusCode();
    }

    /// <summary>A document id stands for one content for good, as in the real archive.</summary>
    Task IDocumentArchive.StoreAsync(string caseNumber, ArchivedDocument document, CancellationToken cancellationToken)
    {
        archive.GetOrAdd(document.Id, document.Pdf).Should().Equal(document.Pdf);
        return Task.CompletedTask;
    }

    readonly ConcurrentDictionary<string, byte[]> archive = new();

    async Task DeliverSignatureAsync(string envelopeId)
    {
        var body = await Arrived(envelopeId).Task;
        ESignCallback.TryRead(System.Text.Encoding.UTF8.GetBytes(body), out var callback, out _).Should().BeTrue();
        await Events.SendAsync(ESignActivity.Message, ESignActivity.CallbackKey(envelopeId), Values.From(callback), null, CancellationToken.None);
    }

    readonly ConcurrentDictionary<string, TaskCompletionSource<string>> arrived = new();

    TaskCompletionSource<string> Arrived(string envelopeId) =>
        arrived.GetOrAdd(envelopeId, _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));

    async Task<IResult> TakeCallbackAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        Arrived(JsonDocument.Parse(body).RootElement.GetProperty("envelopeId").GetString()!).TrySetResult(body);
        return Results.Accepted();
    }

    public async ValueTask DisposeAsync()
    {
        await callbacks.DisposeAsync();
        await sandbox.DisposeAsync();
        foreach (var line in lines) line.Dispose();
    }
}
