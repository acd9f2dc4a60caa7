using FsCheck;
using FsCheck.Fluent;
using Lendflow.Engine.Tasks;

namespace Lendflow.HumanTasks.Tests.Tasks;

/// <summary>A few people with different rights who do anything at any time.</summary>
static class Crowd
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    static readonly Person Ann = new("ann", ["officers"]);
    static readonly Person Bo = new("bo", ["officers"]);
    static readonly Person Cai = new("cai", ["officers", "managers"]);
    static readonly Person Dee = new("dee", ["managers"]);
    /// <summary>Has no group of her own, and stands in for two who have.</summary>
    static readonly Person Eve = new("eve", ["auditors"]) { StandsInFor = [Ann, Cai] };
    static readonly Person Flo = new("flo", ["officers"]) { StandsInFor = [Bo] };

    public static readonly Person[] People = [Ann, Bo, Cai, Dee, Eve, Flo];

    public static UserTask Task(string id, string step) => new()
    {
        Id = id, InstanceId = "i", DefinitionId = "d", Activity = 3, Step = step, Title = step, CreatedAt = Now, CandidateGroups = ["officers"],
        Outcomes = [new("Done", "Done"), new("Return", "Return", ReasonKind: "rework")],
    };

    public static Gen<TaskCommand> Command(params string[] tasks) =>
        from task in Gen.Elements(tasks)
        from action in Gen.Frequency((3, Gen.Constant(TaskAction.Claim)), (3, Gen.Constant(TaskAction.Complete)), (8, Gen.Elements(Enum.GetValues<TaskAction>())))
        from actor in Gen.Elements(People)
        from to in Gen.Frequency((4, Gen.Elements<Person?>(People)), (1, Gen.Constant<Person?>(null)))
        from outcome in Gen.Elements("Done", "Return", "Nothing")
        select new TaskCommand(task, action, actor, null, outcome, "because", ["illegible"], default, to is null ? null : to with { StandsInFor = [] }, "officers")
        {
            QuestionId = "q1", Attachment = new Attachment("d1", "licence.pdf", "", Now), WhoseTime = WhoseTime.Applicant, At = Now.AddDays(1),
        };
}
