using System.Text.Json;
using System.Text.Json.Serialization;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Tasks;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Running;

/// <summary>State of one instance of a workflow. <see cref="Apply"/> is the only thing that alters it.</summary>
public sealed class Instance
{
    [JsonInclude] public string Id { get; internal set; } = "";
    [JsonInclude] public string DefinitionId { get; internal set; } = "";
    /// <summary>The version it runs on, until somebody migrates it.</summary>
    [JsonInclude] public string VersionId { get; internal set; } = "";
    [JsonInclude] public int Version { get; internal set; }
    [JsonInclude] public WorkflowStatus Status { get; internal set; }
    [JsonInclude] public WorkflowSubStatus SubStatus { get; internal set; }
    /// <summary>Business key of the case.</summary>
    [JsonInclude] public string? CorrelationId { get; internal set; }
    [JsonInclude] public string? Name { get; internal set; }
    [JsonInclude] public string? ParentInstanceId { get; internal set; }
    [JsonInclude] public string? ParentWaitId { get; internal set; }
    /// <summary>How many instances started one another before this one; 0 when no instance started it.</summary>
    [JsonInclude] public int Generation { get; internal set; }
    /// <summary>The step that a stimulus started it by; it completes at once instead of waiting.</summary>
    [JsonInclude] public string? TriggerActivity { get; internal set; }
    /// <summary>Where its trace begins (<see cref="CaseTrace"/>); null when nobody listened then.</summary>
    [JsonInclude] public string? Trace { get; internal set; }
    [JsonInclude] public DateTimeOffset CreatedAt { get; internal set; }
    [JsonInclude] public DateTimeOffset UpdatedAt { get; internal set; }
    [JsonInclude] public DateTimeOffset? FinishedAt { get; internal set; }
    /// <summary>Number of commits so far; a commit names the one it builds on.</summary>
    [JsonInclude] public long Revision { get; internal set; }
    [JsonInclude] public IReadOnlyDictionary<string, JsonElement> Input { get; internal set; } = new Dictionary<string, JsonElement>();
    [JsonInclude] public Dictionary<string, JsonElement> Output { get; internal set; } = [];
    /// <summary>Executions that are not over, and the root. Key: number of the execution, from 1 in order of creation.</summary>
    [JsonInclude] public SortedDictionary<int, ActivityExecution> Activities { get; internal set; } = [];
    [JsonInclude] public Queue<WorkItem> Queue { get; internal set; } = [];
    [JsonInclude] public List<Wait> Waits { get; internal set; } = [];
    /// <summary>Jobs asked for and not answered.</summary>
    [JsonInclude] public List<Job> Jobs { get; internal set; } = [];
    /// <summary>Jobs that will be asked for when an earlier one of their kind is over, in this order.</summary>
    [JsonInclude] public List<Job> HeldJobs { get; internal set; } = [];
    [JsonInclude] public List<Incident> Incidents { get; internal set; } = [];
    /// <summary>All human tasks of the case, finished ones too: four-eyes looks at who acted before.</summary>
    [JsonInclude] public Dictionary<string, UserTask> Tasks { get; internal set; } = [];
    /// <summary>Indexed fields of the case, for example <c>stage</c>, <c>track</c>, <c>amount</c>.</summary>
    [JsonInclude] public SortedDictionary<string, string> Facts { get; internal set; } = [];
    /// <summary>Last output of each step by path, then by output name: what scripts read with <c>getOutputFrom</c>.</summary>
    [JsonInclude] public Dictionary<string, Dictionary<string, JsonElement>> Outputs { get; internal set; } = [];
    /// <summary>The output <c>result</c> set last, whatever the step.</summary>
    [JsonInclude] public JsonElement LastResult { get; internal set; }
    /// <summary>How often each step was started, by path: part of idempotency keys.</summary>
    [JsonInclude] public Dictionary<string, int> Visits { get; internal set; } = [];
    /// <summary>The HTTP request whose caller waits for this instance's answer; null when none does.</summary>
    [JsonInclude] public string? OpenRequest { get; internal set; }
    [JsonInclude] public int LastActivity { get; internal set; }
    [JsonInclude] public int LastWait { get; internal set; }
    [JsonInclude] public int LastIncident { get; internal set; }

    readonly Queue<ActivityExecution> toForget = new();
    Ties? ties;

    internal Ties Ties => ties ??= Ties.Of(this);

    /// <summary>Turns one change into state. A change that does not fit the state is a bug of the interpreter.</summary>
    public void Apply(Change change)
    {
        ties ??= Ties.Of(this);
        switch (change)
        {
            case Change.Triggered c:
                UpdatedAt = c.At;
                if (CreatedAt == default) CreatedAt = c.At;
                break;
            case Change.InstanceStarted c:
                (Id, DefinitionId, VersionId, Version) = (c.Id, c.DefinitionId, c.VersionId, c.Version);
                (CorrelationId, Name, Input) = (c.CorrelationId, c.Name, c.Input);
                (TriggerActivity, ParentInstanceId, ParentWaitId) = (c.TriggerActivity, c.ParentInstanceId, c.ParentWaitId);
                (Generation, Trace) = (c.Generation, c.Trace);
                break;
            case Change.WorkScheduled c:
                Queue.Enqueue(c.Item);
                Ties.Queue(c.Item);
                break;
            case Change.ActivityStarted c:
                Start(c, TakeWork());
                break;
            case Change.ActivityResumed:
                TakeWork();
                break;
            case Change.InputsEvaluated c:
                Activities[c.Activity].Inputs = c.Values;
                break;
            case Change.OutputProduced c:
                KeepOutput(c);
                break;
            case Change.VariableDeclared c:
                Activities[c.Scope].Declare(c.Variable);
                break;
            case Change.VariableSet c:
                Activities[c.Scope].Set(c.Id, c.Value);
                break;
            case Change.VariablesDropped c:
                Activities[c.Scope].Variables.Clear();
                break;
            case Change.MemorySet c:
                Activities[c.Activity].Remember(c.Key, c.Value);
                break;
            case Change.WaitCreated c:
                Waits.Add(c.Wait);
                Ties.Add(c.Wait);
                LastWait++;
                break;
            case Change.WaitBurned c:
                Burn(c.WaitId);
                break;
            case Change.JobRequested c:
                HeldJobs.RemoveAll(j => j.Id == c.Job.Id);
                Jobs.Add(c.Job);
                break;
            case Change.JobHeld c:
                HeldJobs.Add(c.Job);
                break;
            case Change.JobAnswered c:
                Answer(c.JobId);
                break;
            case Change.TaskChanged c:
                Tasks[c.Task.Id] = c.Task;
                Ties.Add(c.Task);
                break;
            case Change.FactSet c:
                if (c.Value is null) Facts.Remove(c.Name);
                else Facts[c.Name] = c.Value;
                break;
            case Change.ActivityCompleted c:
                End(c.Activity, ActivityStatus.Completed, c.Outcomes);
                break;
            case Change.ActivityCanceled c:
                End(c.Activity, ActivityStatus.Canceled, null);
                break;
            case Change.ActivityFaulted c:
                Incidents.Add(c.Incident);
                LastIncident++;
                if (c.Activity is { } faulted) SetStatus(Activities[faulted], ActivityStatus.Faulted);
                break;
            case Change.IncidentResolved c:
                Resolve(c);
                break;
            case Change.WorkflowOutputSet c:
                Output[c.Name] = c.Value;
                break;
            case Change.NameSet c:
                Name = c.Name;
                break;
            case Change.CorrelationSet c:
                CorrelationId = c.CorrelationId;
                break;
            case Change.WorkDropped c:
                DropWork(c.Owner);
                break;
            case Change.QueueCleared:
                Queue.Clear();
                Ties.DropQueued();
                break;
            case Change.StatusChanged c:
                (Status, SubStatus) = (c.Status, c.SubStatus);
                if (c.Status == WorkflowStatus.Finished) FinishedAt ??= UpdatedAt;
                break;
            case Change.RequestReceived c:
                OpenRequest = c.RequestId;
                break;
            case Change.ResponseWritten or Change.RequestUnanswered:
                OpenRequest = null;
                break;
            case Change.Migrated c:
                Migrate(c);
                break;
            case Change.Retagged c:
                Activities[c.Activity].Tag = c.Tag;
                break;
            case Change.Altered or Change.LineWritten or Change.ErrorNoted:
                break;
            default:
                throw new InvalidOperationException($"Expected a change that the state knows, but got {change.GetType().Name}.");
        }
    }

    /// <summary>Closes the books on a burst: counts the commit and forgets executions that are over (their records are in the
    /// log). The root stays, because its variables are the instance's; so does what late work still has as its scope.</summary>
    public void Committed()
    {
        Revision++;
        foreach (var over in Activities.Values.Where(a => a.IsOver && a.Owner is not null).Reverse().ToList())
            if (!Ties.IsNeeded(over.Id)) Forget(over);
    }

    /// <summary>Executions that are not over and were scheduled by this one, oldest first.</summary>
    internal IReadOnlyList<ActivityExecution> OpenChildrenOf(int owner) =>
        Ties.OpenBelow(owner) is { Count: > 0 } ids ? [.. ids.Select(id => Activities[id])] : [];

    /// <summary>Whether every execution is over.</summary>
    internal bool IsOver => Ties.AreAllOver;

    WorkItem TakeWork()
    {
        while (toForget.TryDequeue(out var over))
            if (over.IsOver && !Ties.IsNeeded(over.Id)) Forget(over);
        var item = Queue.Dequeue();
        Ties.Dequeue(item);
        return item;
    }

    /// <summary>A loop of many turns must not keep what it is done with until its burst is committed.</summary>
    void Forget(ActivityExecution over)
    {
        if (Activities.Remove(over.Id)) Ties.Forget(over);
    }

    void Burn(string id)
    {
        var at = Waits.FindIndex(w => w.Id == id);
        if (at < 0) return;
        Ties.Remove(Waits[at]);
        Waits.RemoveAt(at);
    }

    void Answer(string id) => Jobs.RemoveAll(j => j.Id == id);

    void DropWork(int owner)
    {
        Queue = new Queue<WorkItem>(Queue.Where(i => i.Owner != owner));
        Ties.DropQueued(owner);
    }

    void Start(Change.ActivityStarted c, WorkItem item)
    {
        LastActivity = c.Activity;
        Visits[c.Node] = Visits.GetValueOrDefault(c.Node) + 1;
        var activity = new ActivityExecution { Id = c.Activity, Node = c.Node, Visit = Visits[c.Node], Owner = c.Owner, Tag = c.Tag, ScheduledBy = c.ScheduledBy, StartedAt = UpdatedAt };
        if (item.Variables is { } given)
            foreach (var variable in given) activity.Declare(variable);
        Activities[c.Activity] = activity;
        Ties.Keep(activity);
    }

    void KeepOutput(Change.OutputProduced c)
    {
        var node = Activities[c.Activity].Node;
        if (!Outputs.TryGetValue(node, out var outputs)) Outputs[node] = outputs = [];
        outputs[c.Name] = c.Value;
        if (c.Name == "result") LastResult = c.Value;
    }

    void End(int id, ActivityStatus status, IReadOnlyList<string>? outcomes)
    {
        var activity = Activities[id];
        activity.Outcomes = outcomes;
        SetStatus(activity, status);
    }

    void SetStatus(ActivityExecution activity, ActivityStatus status)
    {
        var wasOver = activity.IsOver;
        activity.Status = status;
        if (activity.IsOver && !wasOver) Close(activity);
        else if (!activity.IsOver && wasOver) Ties.Open(activity);
    }

    void Close(ActivityExecution activity)
    {
        Ties.Close(activity);
        if (activity.Owner is not null) toForget.Enqueue(activity);
    }

    void Migrate(Change.Migrated c)
    {
        (VersionId, Version) = (c.VersionId, c.Version);
        if (c.Paths.Count == 0) return;
        foreach (var activity in Activities.Values) activity.Node = Path(activity.Node);
        for (var i = 0; i < Waits.Count; i++) Waits[i] = Waits[i] with { Node = Path(Waits[i].Node) };
        for (var i = 0; i < Incidents.Count; i++) Incidents[i] = Incidents[i] with { Node = Path(Incidents[i].Node) };
        Outputs = Outputs.ToDictionary(o => Path(o.Key), o => o.Value);
        Visits = Visits.ToDictionary(v => Path(v.Key), v => v.Value);

        string Path(string path) => c.Paths.GetValueOrDefault(path, path);
    }

    void Resolve(Change.IncidentResolved c)
    {
        var incident = Incidents.First(i => i.Id == c.IncidentId);
        Incidents.Remove(incident);
        if (incident.Activity is { } id && Activities.TryGetValue(id, out var activity) && activity.Status == ActivityStatus.Faulted)
            activity.Status = ActivityStatus.Running;
    }
}

/// <summary>One execution of one step.</summary>
public sealed class ActivityExecution
{
    [JsonInclude] public int Id { get; internal set; }
    /// <summary>Path of the step in the definition.</summary>
    [JsonInclude] public string Node { get; internal set; } = "";
    [JsonInclude] public int? Owner { get; internal set; }
    [JsonInclude] public string? Tag { get; internal set; }
    [JsonInclude] public int? ScheduledBy { get; internal set; }
    [JsonInclude] public ActivityStatus Status { get; internal set; } = ActivityStatus.Running;
    [JsonInclude] public DateTimeOffset StartedAt { get; internal set; }
    /// <summary>The how-manieth execution of its step it is, from 1; 0 when that was not kept.</summary>
    [JsonInclude] public int Visit { get; internal set; }
    [JsonInclude] public IReadOnlyList<string>? Outcomes { get; internal set; }
    [JsonInclude] public IReadOnlyDictionary<string, JsonElement> Inputs { get; internal set; } = Nothing;
    [JsonInclude] public List<Variable> Variables { get => variables ??= []; internal set => variables = value; }
    [JsonInclude] public Dictionary<string, JsonElement> Memory { get => memory ??= []; internal set => memory = value; }

    static readonly IReadOnlyDictionary<string, JsonElement> Nothing = new Dictionary<string, JsonElement>();

    /// <summary>Most executions have neither, so these are made when somebody asks.</summary>
    List<Variable>? variables;
    Dictionary<string, JsonElement>? memory;

    [JsonIgnore] public bool IsOver => Status is ActivityStatus.Completed or ActivityStatus.Canceled;

    /// <summary>Bytes of its variables and of its memory.</summary>
    [JsonIgnore] internal long HeldBytes => (memory is null ? 0 : Consumption.SizeOf(memory)) + (variables?.Sum(v => (long)Consumption.SizeOf(v.Value)) ?? 0);

    internal bool HasVariables => variables is { Count: > 0 };

    internal Variable? FindVariable(string id) => IndexOf(id) is >= 0 and var index ? variables![index] : null;

    internal Variable? FindVariableByName(string name)
    {
        if (variables is null) return null;
        foreach (var variable in variables)
            if (variable.Name == name) return variable;
        return null;
    }

    /// <summary>What its element has read out of the memory, so that it need not read it again; gone when the memory changes.</summary>
    [JsonIgnore] internal object? Understood { get; set; }

    internal void Remember(string key, JsonElement value)
    {
        Memory[key] = value;
        Understood = null;
    }

    internal JsonElement Recall(string key) => memory is null ? default : memory.GetValueOrDefault(key);

    internal void Declare(Variable variable)
    {
        var index = IndexOf(variable.Id);
        if (index < 0) Variables.Add(variable);
        else Variables[index] = variable;
    }

    internal void Set(string id, JsonElement value)
    {
        var index = IndexOf(id);
        Variables[index] = Variables[index] with { Value = value };
    }

    int IndexOf(string id)
    {
        for (var i = 0; i < variables?.Count; i++)
            if (variables[i].Id == id) return i;
        return -1;
    }
}
