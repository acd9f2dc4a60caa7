using System.Globalization;
using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Elements;

/// <summary>Starts another workflow once for each item of a list and, unless told otherwise, goes on when all these children have
/// ended. For each child that ends one of two embedded activities runs, which sees the child's id as a variable.</summary>
sealed class BulkDispatchWorkflows : Element
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.BulkDispatchWorkflows", "Bulk Dispatch Workflows", "Composition", "Starts a workflow for each item of a list.")
    {
        Inputs =
        [
            new("workflowDefinitionId", "String", "The workflow; its published version is started.") { IsRequired = true, DisplayName = "Workflow Definition", UIHint = "workflow-definition-picker" },
            new("items", "Object", "The list."),
            new("defaultItemInputKey", "String", "Input by which a child gets its item; an item that is an object is merged into its inputs instead.") { Default = Values.Of(DefaultKey) },
            new("correlationIdFunction", "String", "Correlation id of a child; the script sees the item as args.Item.") { DisplayName = "Correlation ID Function", IsEvaluatedFirst = false },
            new("input", "ObjectDictionary", "Inputs of every child by name."),
            new("waitForCompletion", "Boolean", "Whether to go on only when all children have ended.") { UIHint = "checkbox", Default = Values.True },
            .. Unused,
        ],
        Ports = ["childCompleted", "childFaulted"],
        Outcomes = ["Completed", "Canceled", "Done"],
    };

    /// <summary>Elsa's inputs of dispatching activities that mean nothing here.</summary>
    internal static readonly InputDescriptor[] Unused =
    [
        new("startNewTrace", "Boolean", "Has no effect here: traces are not split.") { UIHint = "checkbox" },
        new("channelName", "String", "Has no effect here: there is one channel.") { DisplayName = "Channel" },
    ];

    const string DefaultKey = "Item";
    const string Total = "total";
    const string Ended = "ended";

    sealed record Plan(Node? ChildCompleted, Node? ChildFaulted);

    public override object Compile(Node node, GraphBuilder builder) => new Plan(builder.Port(node, "childCompleted"), builder.Port(node, "childFaulted"));

    public override void Execute(Execution x)
    {
        if (!ExecuteWorkflow.MayHaveChildren(x) || !ForEach.TryItems(x, out var items)) return;
        if (items.Count > Limits.BurstJobs)
        {
            x.Fail($"Expected at most {Limits.BurstJobs} items, but there are {items.Count}: dispatch them in several steps.");
            return;
        }
        if (items.Count == 0)
        {
            x.Complete("Done");
            return;
        }
        var group = DerivedId.From($"{x.Instance.Id}/{x.Node.Path}/{x.Self.Id}");
        if (!TryChildren(x, items, group, out var children)) return;
        var isAgain = x.RecallNumber(Total) > 0; // After an incident: children that ended meanwhile told nobody.
        x.Remember(Total, Values.Of(items.Count));
        x.Ask(StartWorkflowsJob.JobKind, JobMode.Effect, Values.From(new ChildStarts(children, isAgain)));
        if (x.Flag("waitForCompletion")) x.WaitForChildren(group, items.Count);
    }

    public override void Resume(Execution x, Resumption resumption)
    {
        if (resumption.Failure is { } failure) x.Fail(failure);
        else if (resumption.Wait.Kind == WaitKind.Child) ChildEnded(x, resumption.Payload);
        else if (!x.Flag("waitForCompletion")) x.Complete("Done");
        else foreach (var end in resumption.Payload.Items()) ChildEnded(x, end);
    }

    public override void ChildCompleted(Execution x, ActivityExecution child) => CompleteWhenAllEnded(x);

    static bool TryChildren(Execution x, IReadOnlyList<JsonElement> items, string group, out List<ChildStart> children)
    {
        children = [];
        var key = x.Text("defaultItemInputKey") is { Length: > 0 } given ? given : DefaultKey;
        foreach (var (index, item) in items.Index())
        {
            if (!TryCorrelationId(x, key, item, out var correlationId)) return false;
            var id = $"{group}-{index.ToString(CultureInfo.InvariantCulture)}";
            children.Add(new ChildStart(id, x.Text("workflowDefinitionId") ?? "", correlationId, Input(x, key, item), x.Instance.Id, x.Flag("waitForCompletion"), x.Instance.Generation + 1));
        }
        return true;
    }

    static bool TryCorrelationId(Execution x, string key, JsonElement item, out string? correlationId)
    {
        correlationId = null;
        if (!x.Node.Inputs.TryGetValue("correlationIdFunction", out var function)) return true;
        if (!x.WithArguments(new Dictionary<string, JsonElement> { [key] = item }).TryEvaluate(function, DataType.Parse("String"), "correlationIdFunction", out var value)) return false;
        correlationId = value.IsUnset() ? null : Conversion.Text(value);
        return true;
    }

    static JsonElement Input(Execution x, string key, JsonElement item)
    {
        var input = Members(x.Input("input")).ToDictionary(p => p.Name, p => p.Value);
        if (item.ValueKind != JsonValueKind.Object) input[key] = item;
        foreach (var member in Members(item)) input[member.Name] = member.Value;
        return Values.From(input);
    }

    static JsonElement.ObjectEnumerator Members(JsonElement element) => (element.ValueKind == JsonValueKind.Object ? element : Values.EmptyObject).EnumerateObject();

    /// <summary>Counts each child once: a faulted one that is repaired ends a second time.</summary>
    static void ChildEnded(Execution x, JsonElement end)
    {
        var child = end.Text("instanceId")!;
        var mark = $"{Ended}-{child[(child.LastIndexOf('-') + 1)..]}";
        if (x.Recall(mark).ValueKind == JsonValueKind.True) return;
        x.Remember(mark, Values.True);
        x.Remember(Ended, Values.Of(x.RecallNumber(Ended) + 1));
        var plan = (Plan)x.Node.Plan!;
        var body = end.Text("subStatus") switch
        {
            nameof(WorkflowSubStatus.Finished) => plan.ChildCompleted,
            nameof(WorkflowSubStatus.Faulted) => plan.ChildFaulted,
            _ => null,
        };
        if (body is not null) x.Schedule(body, null, [Loop.LoopVariable("ChildInstanceId", Values.Of(child))]);
        else CompleteWhenAllEnded(x);
    }

    static void CompleteWhenAllEnded(Execution x)
    {
        var isBusy = x.Children.Count > 0 || x.Instance.Queue.Any(i => i.Owner == x.Self.Id);
        if (!isBusy && x.RecallNumber(Ended) >= x.RecallNumber(Total)) x.Complete("Completed", "Done");
    }
}
