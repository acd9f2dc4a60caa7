using FsCheck;
using FsCheck.Fluent;
using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.HumanTasks.Tests.Tasks;

/// <summary>Random people give random commands; whatever comes of it, the table of transitions was followed.</summary>
public sealed class TaskLifeTests
{
    [Fact]
    public void No_sequence_of_commands_leads_where_the_table_does_not() => ForAnyCommands((before, command, result) =>
        result.Task is not { } after
        || TaskTransitions.All.Any(row => row.Action == command.Action && row.From.Contains(before.Status) && row.To.Contains(after.Status)));

    [Fact]
    public void A_refused_command_changes_nothing_and_a_carried_one_counts_one_revision_and_one_event() => ForAnyCommands((before, command, result) =>
        result.Task is { } after
            ? result.Refusal is null && after.Revision == before.Revision + 1 && after.History.Count == before.History.Count + 1 && after.History[^1].Actor == command.Actor.Name
            : result.Refusal is { Problems.Count: > 0 });

    [Fact]
    public void A_command_on_what_the_task_was_is_refused_and_names_who_acted() => ForAnyCommands((before, command, _) =>
    {
        var late = TaskRules.Carry(before, command with { Expected = before.Revision - 1 }, _ => null, Crowd.Now);
        return late is { Task: null, Refusal.Kind: RefusalKind.Conflict } && (before.History.Count == 0 || late.Refusal.Problems[0].Message.Contains(before.History[^1].Actor, StringComparison.Ordinal));
    });

    [Fact]
    public void Nobody_holds_or_completes_a_task_who_is_barred_from_it() => ForAnyCommands((_, _, result) =>
        result.Task is not { } after
        || ((after.Assignee is null || TaskRights.WhyBarred(after, after.Assignee) is null) && (after.CompletedBy is null || TaskRights.WhyBarred(after, after.CompletedBy) is null)));

    [Fact]
    public void Whoever_is_free_to_claim_is_told_so_and_can() => ForAnyCommands((before, command, _) =>
    {
        var may = TaskRights.ActionsOf(before, command.Actor).Contains(TaskAction.Claim);
        var can = TaskRules.Carry(before, new TaskCommand("t", TaskAction.Claim, command.Actor), _ => null, Crowd.Now).Task is not null;
        return may == can;
    });

    static void ForAnyCommands(Func<UserTask, TaskCommand, TaskResult, bool> holds) => Prop.ForAll(Crowd.Command("t").ListOf(40).ToArbitrary(), commands =>
    {
        var task = Crowd.Task("t", "decide") with { Excluded = [new Exclusion("cai", "Expected someone else, but cai submitted the case.")] };
        foreach (var command in commands)
        {
            var result = TaskRules.Carry(task, command, _ => null, Crowd.Now);
            if (!holds(task, command, result)) return false;
            task = result.Task ?? task;
        }
        return true;
    }).QuickCheckThrowOnFailure();
}
