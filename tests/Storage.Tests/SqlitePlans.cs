using System.Text.RegularExpressions;
using Lendflow.Engine.Tasks;
using Lendflow.Storage.Queries;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage.Tests;

/// <summary>What runs for every page view or every tick must not read whole tables. Without statistics SQLite plans by the
/// shape of the query alone, so an empty database plans like a full one.</summary>
public sealed class SqlitePlans : IAsyncLifetime
{
    OpenStore _opened = null!;

    public async Task InitializeAsync() => _opened = await SqliteFolder.OpenAsync();

    public async Task DisposeAsync() => await _opened.DisposeAsync();

    [Theory]
    [InlineData(TaskScope.Available, null, "ix_inbox_due (principal=? AND status=?)")]
    [InlineData(TaskScope.Available, TaskSort.DueDescending, "ix_inbox_due (principal=? AND status=?)")]
    [InlineData(TaskScope.Available, TaskSort.Priority, "ix_inbox_priority (principal=? AND status=?)")]
    [InlineData(TaskScope.Available, TaskSort.Created, "ix_inbox_created (principal=? AND status=?)")]
    [InlineData(TaskScope.All, null, "ix_inbox_due (principal=? AND status=?)")]
    [InlineData(TaskScope.All, TaskSort.Priority, "ix_inbox_priority (principal=? AND status=?)")]
    [InlineData(TaskScope.Team, TaskSort.Created, "ix_inbox_created (principal=? AND status=?)")]
    [InlineData(TaskScope.Asked, null, "ix_inbox_due (principal=? AND status=?)")]
    [InlineData(TaskScope.Mine, null, "ix_tasks_mine (assignee=?)")]
    [InlineData(TaskScope.Done, null, "ix_tasks_done (completed_by=?)")]
    [InlineData(TaskScope.FollowUp, null, "ix_tasks_follow_up (assignee=?")]
    public void A_page_of_an_inbox_walks_ranges_of_an_index_in_their_order(TaskScope scope, TaskSort? sort, string index)
    {
        using var db = _opened.Database.OpenForReading();

        var plan = Explain(db, TaskQueries.Page(db, new TaskFilter(new Person("alice", ["officers", "analysts"]), scope, Sort: sort), null, 0, 25));

        plan.Should().Contain((index.Contains("ix_inbox") ? "COVERING INDEX " : "INDEX ") + index);
        TablesRead(plan).Should().BeEmpty();
        plan.Split("TEMP B-TREE FOR ORDER BY").Length.Should().BeLessThanOrEqualTo(2, "only the few of each range are sorted once more");
    }

    [Fact]
    public void What_is_counted_is_read_from_the_index_alone()
    {
        using var db = _opened.Database.OpenForReading();

        var plan = Explain(db, OfferedTasks.Some(db, new TaskFilter(new Person("alice", ["officers", "analysts"]), TaskScope.Team, Stage: "review"), null, 1000)[0]);

        plan.Should().MatchRegex("USING COVERING INDEX ix_inbox_\\w+ \\(principal=\\? AND status=\\?");
    }

    [Theory]
    [InlineData(TaskGrouping.Stage)]
    [InlineData(TaskGrouping.Step)]
    [InlineData(TaskGrouping.Flow)]
    [InlineData(TaskGrouping.Assignee)]
    public void How_tasks_spread_is_counted_in_the_first_of_each_range(TaskGrouping by)
    {
        using var db = _opened.Database.OpenForReading();

        var plan = Explain(db, OfferedTasks.Counted(db, new TaskFilter(new Person("alice", ["officers", "analysts"]), TaskScope.Team), null, by));

        plan.Should().Contain("COVERING INDEX ix_inbox_due (principal=? AND status=?)").And.NotContain("TEMP B-TREE");
        TablesRead(plan).Should().BeEmpty();
    }

    [Fact]
    public void What_is_narrowed_by_among_the_done_is_looked_for_in_the_latest_of_one_person()
    {
        using var db = _opened.Database.OpenForReading();

        var plan = Explain(db, TaskQueries.Page(db, new TaskFilter(new Person("alice", []), TaskScope.Done, Search: "acme", Stage: "review", Sort: TaskSort.Priority), null, 0, 25));

        plan.Should().Contain("ix_tasks_done (completed_by=?)").And.Contain("(id=?)");
        TablesRead(plan).Should().BeEmpty();
    }

    [Fact]
    public void The_work_of_a_team_is_counted_in_indexes_alone()
    {
        using var db = _opened.Database.OpenForReading();

        Explain(db, TeamQueries.Groups(db, A.Noon)).Should().MatchRegex("COVERING INDEX ix_inbox_\\w+ \\(principal>\\? AND principal<\\?\\)").And.NotContain("TEMP B-TREE");
        Explain(db, TeamQueries.Created(db, null, "Ready", A.Noon, A.Noon).Select(r => r.TaskId)).Should().Contain("COVERING INDEX ix_inbox_created (principal=? AND status=? AND created_at>? AND created_at<?)");
        Explain(db, TeamQueries.Done(db, ["alice"], A.Noon).Select(t => new { t.CompletedAt, t.DueOrder })).Should().Contain("COVERING INDEX ix_tasks_done (completed_by=? AND completed_at>?)");
    }

    [Fact]
    public void What_is_searched_is_found_by_the_beginning_of_a_word()
    {
        using var db = _opened.Database.OpenForReading();
        var alice = new TaskFilter(new Person("alice", ["officers"]), TaskScope.Available);

        Explain(db, FoundTasks.Having(db, "ln")).Should().Contain("COVERING INDEX ix_inbox_words_word (word>? AND word<?)");
        Explain(db, TaskQueries.Page(db, alice, new FoundTasks(["a", "b"], ["ln"]), 0, 25)).Should().Contain("(task_id=? AND principal=?)");
        Explain(db, TaskQueries.Page(db, alice, new FoundTasks(null, ["ln", "2026"]), 0, 25)).Should().Contain("ix_inbox_due (principal=? AND status=?)").And.Contain("(task_id=? AND word>? AND word<?)");
    }

    [Fact]
    public void Notices_absences_and_views_are_found_by_their_indexes()
    {
        using var db = _opened.Database.OpenForReading();

        Explain(db, db.Notices.Where(n => n.UserName == "alice").OrderByDescending(n => n.At).ThenByDescending(n => n.Reason).Take(25)).Should().Contain("ix_notices_user (user_name=?)").And.NotContain("TEMP B-TREE");
        Explain(db, db.Absences.Where(a => a.Substitute == "alice" && a.UntilAt > A.Noon)).Should().Contain("ix_absences_substitute (substitute=? AND until_at>?)");
        Explain(db, db.Views.Where(v => v.Owner == "alice")).Should().Contain("ix_inbox_views_owner (owner=?)");
    }

    [Theory]
    [InlineData(null, null, "ix_instances_age")]
    [InlineData("approved", null, "ix_cases_by_status (case_status=?)")]
    [InlineData(null, "review", "ix_cases_by_stage (stage=?)")]
    public void A_list_of_cases_walks_its_index_in_order(string? status, string? stage, string index)
    {
        using var db = _opened.Database.OpenForReading();

        var plan = Explain(db, CaseQueries.List(db, new CaseFilter(Status: status, Stage: stage)).Take(25));

        plan.Should().Contain(index).And.NotContain("TEMP B-TREE");
    }

    [Fact]
    public void Claims_of_timers_and_jobs_use_their_indexes()
    {
        using var db = _opened.Database.OpenForReading();

        Explain(db, WorkflowStore.ClaimTimers("")).Should().Contain("ix_timers_free (free_at<?)").And.NotContain("SCAN").And.NotContain("ORDER BY");
        Explain(db, CaseClockStore.Claim("")).Should().Contain("ix_case_clocks_free (free_at<?)").And.NotContain("SCAN").And.NotContain("ORDER BY");
        Explain(db, CaseClockStore.Instances).Should().Contain("ix_case_clocks_free (free_at=?)").And.NotContain("SCAN");
        Explain(db, CaseClockStore.Logs).Should().Contain("ix_case_clocks_free (free_at=?)").And.NotContain("SCAN");
        Explain(db, TriggerStore.ClaimTriggers("")).Should().Contain("ix_triggers_free (free_at<?)").And.NotContain("SCAN").And.NotContain("ORDER BY");
        Explain(db, WorkflowStore.ClaimJobs("")).Should().Contain("ix_jobs_free (free_at<?)").And.NotContain("SCAN").And.NotContain("ORDER BY");
    }

    /// <summary>An instance is removed, and asked for what it waits for, however much else there is.</summary>
    [Theory]
    [InlineData("tasks")]
    [InlineData("case_clocks")]
    [InlineData("incidents")]
    [InlineData("operations")]
    [InlineData("event_waits")]
    [InlineData("timers")]
    [InlineData("jobs")]
    [InlineData("log")]
    public void What_belongs_to_an_instance_is_found_by_an_index(string table)
    {
        using var db = _opened.Database.OpenForReading();

        Explain(db, $"DELETE FROM {table} WHERE instance_id = $1").Should().Contain("instance_id=?").And.NotContain("SCAN");
    }

    [Fact]
    public void Hundreds_of_versions_are_looked_through_without_reading_one()
    {
        using var db = _opened.Database.OpenForReading();

        var heads = db.Definitions.Where(d => d.DefinitionId == "loan").OrderByDescending(d => d.Version).Select(DefinitionStore.ToHead);

        Explain(db, heads).Should().Contain("COVERING INDEX ix_definitions_versions").And.NotContain("TEMP B-TREE");
    }

    [Fact]
    public void The_published_version_is_found_by_its_index()
    {
        using var db = _opened.Database.OpenForReading();

        Explain(db, db.Definitions.Where(d => d.DefinitionId == "loan" && d.IsPublished)).Should().Contain("ix_definitions_published (definition_id=?)");
        Explain(db, DefinitionStore.PublishedId).Should().Contain("ix_definitions_published (definition_id=?)");
        Explain(db, db.Definitions.Where(d => d.DefinitionId == "loan" && d.IsLatest)).Should().Contain("ix_definitions_latest (definition_id=?)");
    }

    [Theory]
    [InlineData(CommitStatements.AnyOfWorkflow, "ix_instances_running (definition_id=?)")]
    [InlineData(CommitStatements.AnyCorrelated, "ix_instances_correlation (correlation_id=?)")]
    [InlineData(CommitStatements.AnyCorrelatedOfWorkflow, "ix_instances_running (definition_id=? AND correlation_id=?)")]
    public void Whether_an_instance_runs_is_told_by_an_index(string query, string index)
    {
        using var db = _opened.Database.OpenForReading();

        Explain(db, query).Should().Contain(index).And.NotContain("SCAN");
    }

    [Fact]
    public void The_triggers_that_a_stimulus_meets_are_found_by_their_index()
    {
        using var db = _opened.Database.OpenForReading();

        Explain(db, TriggerStore.FindTriggers).Should().Contain("ix_triggers_hash (hash=?)").And.NotContain("SCAN");
    }

    [Fact]
    public void What_there_is_to_do_with_stimuli_is_found_by_indexes()
    {
        using var db = _opened.Database.OpenForReading();

        Explain(db, StimulusStore.FindDue).Should().Contain("ix_stimuli_free (free_at<?)").And.Contain("ix_event_waits_stimulus (hash=?").And.NotContain("SCAN");
    }

    /// <summary>What is scanned, apart from the results of steps before.</summary>
    static IEnumerable<string> TablesRead(string plan) =>
        Regex.Matches(plan, "SCAN (\\w+)").Select(m => m.Groups[1].Value).Except(Regex.Matches(plan, "CO-ROUTINE (\\w+)").Select(m => m.Groups[1].Value));

    static string Explain<T>(LendflowDb db, IQueryable<T> query)
    {
        using var command = query.CreateDbCommand();
        db.Database.OpenConnection();
        return Explain((SqliteCommand)command);
    }

    static string Explain(LendflowDb db, string sql)
    {
        db.Database.OpenConnection();
        using var command = ((SqliteConnection)db.Database.GetDbConnection()).CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= 3; i++) command.Parameters.AddWithValue($"${i}", 1);
        return Explain(command);
    }

    static string Explain(SqliteCommand command)
    {
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read()) steps.Add(reader.GetString(reader.GetOrdinal("detail")));
        return string.Join('\n', steps);
    }
}
