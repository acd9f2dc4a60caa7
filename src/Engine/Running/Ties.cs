using Lendflow.Engine.Tasks;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Running;

/// <summary>What hangs on each execution: executions below it, work queued for it, its waits and its tasks. With it no question of
/// the interpreter costs more the more a case has done or has open. Derived from the state, so never stored.</summary>
sealed class Ties
{
    readonly Dictionary<int, Tie> byExecution = [];
    int running;

    /// <summary>The ids are in ascending order. Nothing is made before it is needed: most executions have no ties.</summary>
    sealed class Tie
    {
        public int Kept;
        public List<int>? Open;
        public Queue<string>? Queued;
        public List<string>? Waits;
        public List<string>? Tasks;
    }

    public static Ties Of(Instance instance)
    {
        var ties = new Ties();
        foreach (var execution in instance.Activities.Values) ties.Keep(execution);
        foreach (var item in instance.Queue) ties.Queue(item);
        foreach (var wait in instance.Waits) ties.Add(wait);
        foreach (var task in instance.Tasks.Values) ties.Add(task);
        return ties;
    }

    /// <summary>Whether every execution is over.</summary>
    public bool AreAllOver => running == 0;

    public IReadOnlyList<int> OpenBelow(int execution) => (IReadOnlyList<int>?)Find(execution)?.Open ?? [];

    public bool HasQueued(int execution) => Find(execution)?.Queued is { Count: > 0 };

    public bool HasQueued(int execution, string node) => Find(execution)?.Queued is { } queued && queued.Contains(node);

    public IReadOnlyList<string> WaitsOf(int execution) => (IReadOnlyList<string>?)Find(execution)?.Waits ?? [];

    public IReadOnlyList<string> TasksOf(int execution) => (IReadOnlyList<string>?)Find(execution)?.Tasks ?? [];

    /// <summary>Whether an execution that is over is still somebody's scope, or is told when late work is done.</summary>
    public bool IsNeeded(int execution) => Find(execution) is { } tie && (tie.Kept > 0 || tie.Queued is { Count: > 0 });

    public void Keep(ActivityExecution execution)
    {
        if (execution.Owner is { } owner) Get(owner).Kept++;
        if (!execution.IsOver) Open(execution);
    }

    public void Forget(ActivityExecution execution)
    {
        byExecution.Remove(execution.Id);
        if (execution.Owner is { } owner && Find(owner) is { } tie) tie.Kept--;
    }

    public void Open(ActivityExecution execution)
    {
        running++;
        if (execution.Owner is not { } owner) return;
        var open = Get(owner).Open ??= [];
        var at = open.BinarySearch(execution.Id);
        if (at < 0) open.Insert(~at, execution.Id);
    }

    public void Close(ActivityExecution execution)
    {
        running--;
        if (execution.Owner is { } owner && Find(owner)?.Open is { } open && open.BinarySearch(execution.Id) is >= 0 and var at) open.RemoveAt(at);
    }

    public void Queue(WorkItem item)
    {
        if (item is { Owner: { } owner, Node: { } node }) (Get(owner).Queued ??= []).Enqueue(node);
    }

    /// <summary>Work is started in the order in which it was queued, also that of one execution.</summary>
    public void Dequeue(WorkItem item)
    {
        if (item is { Owner: { } owner, Node: not null }) Find(owner)?.Queued?.Dequeue();
    }

    public void DropQueued(int execution) => Find(execution)?.Queued?.Clear();

    public void DropQueued()
    {
        foreach (var tie in byExecution.Values) tie.Queued?.Clear();
    }

    public void Add(Wait wait) => (Get(wait.Activity).Waits ??= []).Add(wait.Id);

    public void Remove(Wait wait) => Find(wait.Activity)?.Waits?.Remove(wait.Id);

    public void Add(UserTask task)
    {
        var tasks = Get(task.Activity).Tasks ??= [];
        if (!tasks.Contains(task.Id)) tasks.Add(task.Id);
    }

    Tie? Find(int execution) => byExecution.GetValueOrDefault(execution);

    Tie Get(int execution)
    {
        if (!byExecution.TryGetValue(execution, out var tie)) byExecution[execution] = tie = new Tie();
        return tie;
    }
}
