using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.HumanTasks.Tests.Tasks;

/// <summary>A real flow whose three steps are open at once and bound by four-eyes, worked on by people who try everything.</summary>
public sealed class FourEyesPathTests
{
    const string Flow = """
        {"definitionId":"flow","name":"Flow","root":{"type":"Elsa.Parallel","id":"all","activities":[
          {"type":"Lendflow.HumanTask","id":"make","candidateGroups":{"typeName":"List<String>","expression":{"type":"Object","value":"[\"officers\"]"}}},
          {"type":"Lendflow.HumanTask","id":"check","candidateGroups":{"typeName":"List<String>","expression":{"type":"Object","value":"[\"officers\"]"}}},
          {"type":"Lendflow.HumanTask","id":"pay","candidateGroups":{"typeName":"List<String>","expression":{"type":"Object","value":"[\"officers\"]"}}}]},
         "customProperties":{"fourEyes":FOUR_EYES}}
        """;

    static readonly Graph Bound = Build("""[{"name":"three hands","steps":["submit","make","check","pay"]}]""");

    [Fact]
    public void No_path_lets_one_person_do_two_bound_steps() => ForAnyCommands(instance =>
    {
        var hands = new[] { "bo" }.Concat(Done(instance).SelectMany(Hands)).ToList();
        return hands.Distinct().Count() == hands.Count || Done(instance).Any(t => t.Override is { IsGranted: true });
    });

    [Fact]
    public void Nobody_even_holds_a_task_they_may_not_do() => ForAnyCommands(instance =>
        instance.Tasks.Values.Where(TaskTransitions.IsOpen).All(t => t.Assignee is null || TaskRights.WhyBarred(t, t.Assignee) is null));

    [Fact]
    public void An_override_always_has_a_reason_and_two_people() => ForAnyCommands(instance =>
        instance.Tasks.Values.Select(t => t.Override).OfType<Override>().Where(o => o.IsGranted)
            .All(o => o.Reason.Length > 0 && o.GrantedBy != o.RequestedBy && o.GrantedBy != o.For));

    [Fact]
    public void Who_has_claimed_one_step_and_completes_another_loses_the_first_to_the_pool()
    {
        var instance = Start();
        var (make, check) = (TaskOf(instance, "make"), TaskOf(instance, "check"));
        Act(instance, new TaskCommand(make, TaskAction.Claim, Crowd.People[0]));
        Act(instance, new TaskCommand(check, TaskAction.Claim, Crowd.People[0]));

        Act(instance, new TaskCommand(check, TaskAction.Complete, Crowd.People[0], Outcome: "Done"));

        instance.Tasks[make].Should().BeEquivalentTo(new { Status = UserTaskStatus.Ready, Assignee = (string?)null });
        instance.Tasks[make].History[^1].Should().BeEquivalentTo(new { Actor = "system", Action = "Exclude" });
        TaskRights.WhyNotClaim(instance.Tasks[make], Crowd.People[0], _ => null).Should().Be("Expected someone who has not acted on this case, but ann did check");
    }

    [Fact]
    public void A_rule_that_cannot_be_read_stops_the_step_and_says_what_is_expected()
    {
        var instance = new Instance();
        Interpreter.Decide(Build("""[{"steps":"make"}]"""), instance, Begin, Crowd.Now);

        instance.Incidents[0].Message.Should().StartWith("Expected an object with steps");
    }

    static void ForAnyCommands(Func<Instance, bool> holds) => Prop.ForAll(Crowd.Command("make", "check", "pay").ListOf(60).ToArbitrary(), commands =>
    {
        var instance = Start();
        foreach (var command in commands)
        {
            Act(instance, command with { TaskId = TaskOf(instance, command.TaskId) });
            if (!holds(instance)) return false;
        }
        return true;
    }).QuickCheckThrowOnFailure();

    static void Act(Instance instance, TaskCommand command) => Interpreter.Decide(Bound, instance, new Trigger.Task(command), Crowd.Now);

    static Instance Start()
    {
        var instance = new Instance();
        Interpreter.Decide(Bound, instance, Begin, Crowd.Now);
        return instance;
    }

    static Trigger.Start Begin => new("i", new Dictionary<string, JsonElement> { ["submittedBy"] = Values.Of("bo") });

    static string TaskOf(Instance instance, string step) => instance.Tasks.Values.Single(t => t.Step == step).Id;

    static IEnumerable<UserTask> Done(Instance instance) => instance.Tasks.Values.Where(t => t.Status == UserTaskStatus.Completed);

    static IEnumerable<string> Hands(UserTask task) => new[] { task.CompletedBy!, task.OnBehalfOf }.OfType<string>();

    static Graph Build(string fourEyes)
    {
        var definition = DefinitionJson.Read(System.Text.Encoding.UTF8.GetBytes(Flow.Replace("FOUR_EYES", fourEyes)), Crowd.Now, () => "v", out var problems);
        problems.Should().BeEmpty();
        return GraphBuilder.Build(definition!, new ElementTable(new HumanTask(new NoWorkRules())));
    }
}
