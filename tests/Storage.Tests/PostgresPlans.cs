using Lendflow.Engine.Tasks;
using Lendflow.Storage.Queries;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage.Tests;

/// <summary>The same promise as <see cref="SqlitePlans"/>. PostgreSQL plans by how much there is, so there has to be something: some
/// thousand open tasks in five groups, and statistics.</summary>
[NeedsPostgres, Collection(PostgresServer.Name), Trait("Category", "PostgreSQL")]
public sealed class PostgresPlans(PostgresServer server) : IAsyncLifetime
{
    static readonly Person Alice = new("alice", ["officers", "analysts"]);

    OpenStore _opened = null!;

    public async Task InitializeAsync()
    {
        if (Lendflow.Tests.PostgresProcess.WhyNot is not null) return;
        _opened = await server.OpenAsync();
        await using var db = _opened.Database.OpenForReading();
        await db.Database.ExecuteSqlRawAsync("""
            INSERT INTO inbox (task_id, principal, status, due_order, priority, created_at, stage, definition_id, title, assignee, offers)
            SELECT 't' || n, p, CASE n % 5 WHEN 0 THEN 'Reserved' ELSE 'Ready' END, now() + n * interval '1 minute', n % 100, now(), 's' || n % 5, 'loan', 'Review', CASE n % 5 WHEN 0 THEN 'user' || n % 50 END, 1
            FROM generate_series(1, 20000) n, LATERAL (VALUES ('all'), ((ARRAY['group:officers', 'group:analysts', 'group:reviewers', 'group:managers', 'group:directors'])[n % 5 + 1])) AS who (p);
            INSERT INTO inbox_words (task_id, word) SELECT 't' || n, w FROM generate_series(1, 20000) n, LATERAL (VALUES ('ln'), ('2026'), (lpad(n::text, 6, '0'))) AS words (w);
            INSERT INTO tasks (id, instance_id, definition_id, title, status, is_open, assignee, priority, created_at, due_order, completed_at, completed_by, revision, json)
            SELECT 't' || n, 'i' || n / 10, 'loan', 'Review', CASE WHEN n < 20000 THEN 'Ready' ELSE 'Completed' END, n < 20000, 'user' || n % 50, 50, now(), now() + n * interval '1 minute', CASE WHEN n >= 20000 THEN now() END, CASE WHEN n >= 20000 THEN 'user' || n % 50 END, 0, '{}'::bytea
            FROM generate_series(1, 60000) n;
            INSERT INTO instances (id, definition_id, version_id, version, correlation_id, status, sub_status, revision, created_at, updated_at, case_status, has_incident, state)
            SELECT 'i' || n, 'loan', 'loan-1', 1, 'LN-' || n, 'Running', 'Suspended', 1, now(), now(), 'running', false, '{}'::bytea FROM generate_series(0, 6000) n;
            """.Replace("{", "{{").Replace("}", "}}"));
        await db.Database.ExecuteSqlRawAsync("ANALYZE");
        await db.Database.ExecuteSqlRawAsync("VACUUM inbox, inbox_words, tasks, instances");
    }

    public async Task DisposeAsync()
    {
        if (_opened is not null) await _opened.DisposeAsync();
    }

    [StoreTheory]
    [InlineData(TaskScope.Available, null, "ix_inbox_due")]
    [InlineData(TaskScope.Available, TaskSort.Priority, "ix_inbox_priority")]
    [InlineData(TaskScope.Available, TaskSort.Created, "ix_inbox_created")]
    [InlineData(TaskScope.All, null, "ix_inbox_due")]
    [InlineData(TaskScope.All, TaskSort.Priority, "ix_inbox_priority")]
    [InlineData(TaskScope.Team, null, "ix_inbox_due")]
    [InlineData(TaskScope.Mine, null, "ix_tasks_mine")]
    [InlineData(TaskScope.Done, null, "ix_tasks_done")]
    [InlineData(TaskScope.FollowUp, null, "ix_tasks_follow_up")]
    public async Task A_page_of_an_inbox_walks_ranges_of_an_index(TaskScope scope, TaskSort? sort, string index)
    {
        await using var db = _opened.Database.OpenForReading();
        var person = Alice with { Name = "user7" };

        var plan = await ExplainAsync(db, TaskQueries.Page(db, new TaskFilter(person, scope, Sort: sort), null, 0, 25));

        plan.Should().Contain(index).And.NotContain("Seq Scan");
    }

    [StoreTheory]
    [InlineData(TaskScope.Available)]
    [InlineData(TaskScope.Team)]
    [InlineData(TaskScope.All)]
    public async Task Counting_reads_no_table_from_end_to_end(TaskScope scope)
    {
        await using var db = _opened.Database.OpenForReading();

        foreach (var range in OfferedTasks.Some(db, new TaskFilter(Alice, scope), null, 1000)) (await ExplainAsync(db, range)).Should().NotContain("Seq Scan");
    }

    [StoreTheory]
    [InlineData(TaskScope.Available, TaskGrouping.Stage)]
    [InlineData(TaskScope.Team, TaskGrouping.Step)]
    [InlineData(TaskScope.All, TaskGrouping.Assignee)]
    public async Task How_tasks_spread_is_counted_in_the_first_of_each_range(TaskScope scope, TaskGrouping by)
    {
        await using var db = _opened.Database.OpenForReading();

        (await ExplainAsync(db, OfferedTasks.Counted(db, new TaskFilter(Alice, scope), null, by))).Should().Contain("ix_inbox_due").And.NotContain("Seq Scan");
    }

    [StoreFact]
    public async Task The_work_of_a_team_and_what_one_person_did_are_read_from_indexes()
    {
        await using var db = _opened.Database.OpenForReading();
        var now = TimeProvider.System.GetUtcNow();
        IQueryable<object>[] queries =
        [
            TeamQueries.Groups(db, now), TeamQueries.Created(db, "officers", "Ready", now.AddDays(-1), now), TeamQueries.Created(db, null, "Reserved", now.AddDays(-1), now), TeamQueries.Done(db, ["user7"], now.AddDays(-7)),
            TaskQueries.Page(db, new TaskFilter(Alice with { Name = "user7" }, TaskScope.Done, Search: "acme", Stage: "review", Sort: TaskSort.Priority), null, 0, 25),
        ];

        foreach (var query in queries) (await ExplainAsync(db, query)).Should().NotContain("Seq Scan");
    }

    [StoreTheory]
    [InlineData("000123", "ix_inbox_words_word")]
    [InlineData("nothing", "ix_inbox_words_word")]
    public async Task What_is_searched_is_found_by_the_beginning_of_a_word(string word, string index)
    {
        await using var db = _opened.Database.OpenForReading();

        (await ExplainAsync(db, FoundTasks.Having(db, word))).Should().Contain(index).And.NotContain("Seq Scan");
        (await ExplainAsync(db, TaskQueries.Page(db, new TaskFilter(Alice, TaskScope.Available), new FoundTasks(["t1", "t2"], [word]), 0, 25))).Should().NotContain("Seq Scan");
        (await ExplainAsync(db, TaskQueries.Page(db, new TaskFilter(Alice, TaskScope.Available), new FoundTasks(null, ["ln"]), 0, 25))).Should().NotContain("Seq Scan");
    }

    static async Task<string> ExplainAsync<T>(LendflowDb db, IQueryable<T> query)
    {
        await using var command = query.CreateDbCommand();
        command.CommandText = "EXPLAIN " + command.CommandText;
        await db.Database.OpenConnectionAsync();
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync()) lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }
}
