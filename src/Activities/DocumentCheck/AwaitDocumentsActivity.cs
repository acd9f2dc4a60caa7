using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Running;
using Lendflow.HumanTasks.Calendars;

namespace Lendflow.Activities.DocumentCheck;

/// <summary>Waits for the applicant: until documents are handed in, or until the time for that is over. The time is the
/// applicant's, and the case says so.</summary>
public sealed class AwaitDocumentsActivity(Policy policy) : Activity
{
    /// <summary>Event that the applicant's hand-in publishes; its payload has <c>documents</c>, all of the case.</summary>
    public const string Event = "DocumentsSubmitted";

    const string Overdue = "overdue";

    public override ElementDescriptor Descriptor { get; } = new("Lending.AwaitDocuments", "Await Documents", "Lending", "Waits until the applicant has handed in documents, or the time for it is over.")
    {
        DisplayNameZh = "等待客户补件",
        DescriptionZh = "等待客户补交材料，超过时限则转出。",
        Icon = "inbox",
        Color = "#0284c7",
        Inputs =
        [
            new("reasonCodes", "List<String>", "Why documents are asked for.") { UIHint = "multitext" },
            new("slaStep", "String", "Step of the SLA policy that limits the time.") { Default = Values.Of("supplement") },
        ],
        Outputs = [new("documents", "JSON", "All documents of the case.")],
        Outcomes = ["Submitted", "Expired"],
    };

    protected override Answer Run(Call call)
    {
        var limit = ((HumanTasks.Tasks.IWorkRules)policy).Policy(call.Text("slaStep") ?? "", call.Fact("track"), call.Now);
        var awaited = new List<Awaited> { new Awaited.Event(Event) };
        if (limit is { Clock: SlaClockKind.Wall }) awaited.Add(new Awaited.Time(call.Now + limit.Target, Overdue));
        return Answer.Wait(awaited) with
        {
            Facts = [("waitingFor", "applicant"), ("askedFor", string.Join(", ", call.List("reasonCodes")))],
        };
    }

    protected override Answer Continue(Call call, Resumption resumption)
    {
        var answer = resumption.Wait.Tag == Overdue ? Answer.Done("Expired") : Answer.Done("Submitted") with
        {
            Outputs = resumption.Payload.TryGetProperty("documents", out var documents) ? [("documents", documents)] : [],
        };
        return answer with { Facts = [("waitingFor", null), ("askedFor", null)] };
    }
}
