using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using Lendflow.Activities;
using Lendflow.Activities.CreditPull;
using Lendflow.Activities.Disbursement;
using Lendflow.Activities.DocumentCheck;
using Lendflow.Activities.ESign;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Waiting;
using Lendflow.Host.Cases;
using Lendflow.Host.Outside;
using Lendflow.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lendflow.Host.Cli.Bench;

/// <summary>Everything between an application and its money but HTTP: the shipped flow and tables, the runner, the job workers,
/// a store of its own.</summary>
sealed class DurableRig : IAsyncDisposable
{
    readonly ServiceProvider _services;
    readonly StandIns _outside = new(TimeProvider.System);
    readonly ConcurrentDictionary<string, TaskCompletionSource> _ends = new();
    readonly Channel<string> _toSign = Channel.CreateUnbounded<string>();
    readonly CancellationTokenSource _stop = new();
    readonly WorkflowRunner _runner;
    readonly EventPublisher _events;
    readonly Graph _graph;
    readonly Task _working;

    DurableRig(ServiceProvider services, Policy policy, Graph graph, GraphCache graphs, DurableLoad load)
    {
        (_services, Policy, _graph) = (services, policy, graph);
        Store = new WatchedStore(services.GetRequiredService<IWorkflowStore>(), Phases);
        Archive = new WatchedArchive(new DocumentArchive(services.GetRequiredService<Storage.Documents.DocumentStore>()), Phases);
        IJobHandler send = load.FixedContract ? new SendReadyContract(_outside) : new SendContractJob(_outside, Archive, LendingSetup.Contracts(() => new Uri("http://127.0.0.1/")));
        IJobHandler[] handlers = [new CompanyLookupJob(_outside), new CreditPullJob(_outside), send, new FetchContractJob(_outside, Archive, TimeProvider.System), new BookLoanJob(_outside)];
        var jobs = new JobTable(handlers.Select(h => new WatchedJob(h, Phases)));
        _runner = new WorkflowRunner(Store, graphs, jobs, TimeProvider.System);
        var starts = new TriggeredStarts(services.GetRequiredService<ITriggerStore>(), graphs, () => _runner, TimeProvider.System);
        _events = new EventPublisher(Store, services.GetRequiredService<IStimulusStore>(), starts, () => _runner, TimeProvider.System);
        Store.Committed += Notice;
        var worker = new JobWorker(_runner, Store, jobs, TimeProvider.System, NullLogger<JobWorker>.Instance);
        _working = Task.WhenAll([worker.RunAsync(load.Workers, _stop.Token), .. Enumerable.Range(0, load.Workers).Select(_ => SignAsync())]);
    }

    public Policy Policy { get; }
    public Phases Phases { get; } = new();
    public WatchedStore Store { get; }
    public WatchedArchive Archive { get; }
    public LendflowDatabase Database => _services.GetRequiredService<LendflowDatabase>();

    public static async Task<DurableRig> OpenAsync(string database, string folder, DurableLoad load, CancellationToken cancellation)
    {
        var services = new ServiceCollection().AddLendflowStorage(database, folder).BuildServiceProvider();
        await services.MigrateAsync(cancellation);
        var policy = LendingSetup.ReadPolicy();
        var elements = new ElementTable(LendingActivities.All(policy));
        var json = await File.ReadAllBytesAsync(Path.Combine(Settings.WorkflowsFolder, $"{Intake.Flow}.json"), cancellation);
        var definition = DefinitionJson.Read(json, default, () => Intake.Flow, out var problems) ?? throw new InvalidDataException(string.Join('\n', problems));
        var definitions = services.GetRequiredService<IDefinitionStore>();
        await definitions.SaveAsync([definition with { IsPublished = true }], [], cancellation);
        var graphs = new GraphCache(definitions, elements, TimeProvider.System);
        return new DurableRig(services, policy, (await graphs.FindPublishedAsync(definition.DefinitionId, cancellation))!, graphs, load);
    }

    /// <summary>One case from submission to money.</summary>
    public async Task<CaseTimes> RunAsync(string number, InstantCase one, CancellationToken cancellation)
    {
        var end = _ends[number] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var input = new Dictionary<string, JsonElement> { ["application"] = one.Application, ["documents"] = one.Documents, ["submittedBy"] = Values.Of("officer") };
        var began = Stopwatch.GetTimestamp();
        var started = await _runner.StartAsync(_graph, new Trigger.Start(number, input, number, number, Actor: "officer"), $"submit:{number}", cancellation);
        if (started.Refusal is { } refusal) throw new InvalidOperationException($"Expected a case to start, but: {refusal.Problems[0].Message}");
        var acknowledged = Stopwatch.GetElapsedTime(began);
        await end.Task.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, cancellation);
        return new CaseTimes(acknowledged, Stopwatch.GetElapsedTime(began));
    }

    void Notice(Commit commit)
    {
        foreach (var wait in commit.Changes.OfType<Change.WaitCreated>().Where(c => c.Wait.Name == ESignActivity.Message))
            _toSign.Writer.TryWrite(wait.Wait.Payload.GetProperty("envelopeId").GetString()!);
        if (commit.Instance.Status != WorkflowStatus.Finished || !_ends.TryRemove(commit.Instance.Id, out var end)) return;
        var status = commit.Instance.Facts.GetValueOrDefault(CaseFacts.Status);
        if (status == "disbursed") end.SetResult();
        else end.SetException(new InvalidOperationException($"Expected every case to be disbursed, but {commit.Instance.Id} is {status}."));
    }

    /// <summary>Signers report once their envelope is awaited, as the webhook does.</summary>
    async Task SignAsync()
    {
        await foreach (var envelope in _toSign.Reader.ReadAllAsync(CancellationToken.None))
        {
            var callback = _outside.Sign(envelope);
            await _events.SendAsync(ESignActivity.Message, ESignActivity.CallbackKey(envelope), Values.From(callback), $"esign:{callback.EventId}", CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _toSign.Writer.TryComplete();
        await _stop.CancelAsync();
        await _working;
        await _services.DisposeAsync();
        _stop.Dispose();
    }
}

/// <summary>An application that goes the instant track, ready to be submitted any number of times.</summary>
sealed record InstantCase(JsonElement Application, JsonElement Documents);

/// <param name="Disbursed">From submission until the commit after the booking is on disk.</param>
readonly record struct CaseTimes(TimeSpan Acknowledged, TimeSpan Disbursed);

/// <summary>The real archive, with a stopwatch and a count of its bytes.</summary>
sealed class WatchedArchive(IDocumentArchive archive, Phases phases) : IDocumentArchive
{
    long _bytes, _documents;

    public long Bytes => Interlocked.Read(ref _bytes);
    public long Documents => Interlocked.Read(ref _documents);

    public Task StoreAsync(string caseNumber, ArchivedDocument document, CancellationToken cancellationToken)
    {
        Interlocked.Add(ref _bytes, document.Pdf.Length);
        Interlocked.Increment(ref _documents);
        return phases.TimeAsync("archive: keep a PDF, flush included", Done(archive.StoreAsync(caseNumber, document, cancellationToken)));
    }

    static async Task<bool> Done(Task work)
    {
        await work;
        return true;
    }
}

/// <summary>Sends every borrower the same PDF.</summary>
sealed class SendReadyContract(IESignProvider provider) : IJobHandler
{
    static readonly byte[] Pdf = "%PDF-1.7 a contract written beforehand"u8.ToArray();

    public string Kind => SendContractJob.JobKind;

    public async Task<JobAnswer> PerformAsync(Job job, CancellationToken cancellationToken)
    {
        var order = Values.To<ContractOrder>(job.Payload)!;
        var contract = new ContractToSign(order.Number, Pdf, new Signer("Representative", "13800000000"), new Uri("http://127.0.0.1/"), order.SignBefore);
        var sent = (Activities.Outside.Answered<Envelope>)await provider.SendAsync(contract, job.IdempotencyKey, cancellationToken);
        return new JobAnswer.Done(Values.From(sent.Value));
    }
}
