using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Absences;
using Lendflow.Storage.Documents;
using Lendflow.Storage.Queries;
using Microsoft.Extensions.DependencyInjection;

namespace Lendflow.Storage.Tests;

/// <summary>What every store owes that outlives its process, and what the pages ask of it.</summary>
public abstract partial class DurableStoreContract : IAsyncLifetime
{
    static readonly CancellationToken None = CancellationToken.None;
    static readonly DateTimeOffset Noon = A.Noon;

    OpenStore _opened = null!;

    IWorkflowStore Store => _opened.Workflows;

    private protected abstract Task<OpenStore> OpenAsync();

    /// <summary>Opens the same database once more, as a node does that starts after another one died.</summary>
    private protected abstract OpenStore OpenAgain();

    public async Task InitializeAsync() => _opened = await OpenAsync();

    public async Task DisposeAsync() => await _opened.DisposeAsync();

    T Get<T>() where T : notnull => _opened.Services.GetRequiredService<T>();

    async Task<Instance> CommitAsync(Commit commit)
    {
        (await Store.CommitAsync(commit, None)).Should().Be(CommitOutcome.Committed);
        return commit.Instance;
    }

    [StoreFact]
    public async Task A_thousand_parallel_commits_are_all_found_by_who_comes_after_a_crash()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 1000).Select(n => Task.Run(() => Store.CommitAsync(A.Start($"i{n}", A.EventWait($"w{n}", "h")), None))));

        await using var next = OpenAgain();

        outcomes.Should().AllBeEquivalentTo(CommitOutcome.Committed);
        (await next.Workflows.FindWaitsAsync("h", null, None)).Should().HaveCount(1000);
        foreach (var n in Enumerable.Range(0, 1000)) (await next.Workflows.LoadAsync($"i{n}", None))!.Revision.Should().Be(1);
    }

    [StoreFact]
    public async Task Who_comes_after_a_crash_can_go_on()
    {
        var instance = await CommitAsync(A.Start("i", A.Job("j", "i")));

        await using var next = OpenAgain();
        await next.Workflows.ReleaseLeasesAsync(None);

        (await next.Workflows.ClaimDueJobsAsync(Noon, Noon.AddMinutes(1), 10, None)).Should().ContainSingle();
        (await next.Workflows.CommitAsync(A.Next(instance, new Change.JobAnswered("j")), None)).Should().Be(CommitOutcome.Committed);
        (await Store.CommitAsync(A.Next(instance, new Change.JobAnswered("j")), None)).Should().Be(CommitOutcome.Conflict);
    }

    [StoreFact]
    public async Task The_tables_are_up_to_date_and_migrating_again_is_harmless()
    {
        await _opened.Services.MigrateAsync(None);

        _opened.Database.HasPendingModelChanges().Should().BeFalse("src/Storage/Migrations/add.sh makes the missing migration");
    }

    [StoreFact]
    public async Task The_inbox_shows_what_a_person_may_take()
    {
        await CommitAsync(A.StartOf("i", "LN-1", Noon, null,
            new Change.FactSet("borrower", "小微企业"),
            new Change.FactSet("amount", "120000.50"),
            Changed(A.Task("for-group", "i")),
            Changed(A.Task("for-me", "i") with { CandidateGroups = [], CandidateUsers = ["Alice"] }),
            Changed(A.Task("for-others", "i") with { CandidateGroups = ["directors"] }),
            Changed(A.Task("excluded", "i") with { Excluded = [new("alice", "She submitted the application.")] }),
            Changed(A.Task("taken", "i") with { Status = UserTaskStatus.Reserved, Assignee = "bob" })));

        var page = await Get<TaskQueries>().ListAsync(Inbox(TaskScope.Available), new PageRequest(), None);

        page.Items.Select(t => t.Task.Id).Should().Equal("for-group", "for-me");
        page.TotalCount.Should().Be(2);
        page.Items[0].Case.Should().BeEquivalentTo(new { Number = "LN-1", Borrower = "小微企业", Amount = 120000.50m, Status = "running" });
    }

    [StoreFact]
    public async Task A_task_moves_from_the_pool_to_mine_to_done()
    {
        var inbox = Get<TaskQueries>();
        var task = A.Task("t", "i");
        var created = await CommitAsync(A.Start("i", Changed(task)));
        (await inbox.CountAsync(Alice, None)).Should().Be(new TaskCounts(Available: 1, Mine: 0, Done: 0, FollowUp: 0, Asked: 0, Team: 1));

        var claimed = await CommitAsync(A.Next(created, Changed(task with { Status = UserTaskStatus.Reserved, Assignee = "alice", Revision = 1 })));
        (await inbox.CountAsync(Alice, None)).Should().Be(new TaskCounts(Available: 0, Mine: 1, Done: 0, FollowUp: 0, Asked: 0, Team: 1));

        await CommitAsync(A.Next(claimed, Changed(task with { Status = UserTaskStatus.Completed, Assignee = "alice", CompletedBy = "alice", CompletedAt = Noon, Revision = 2 })));
        (await inbox.CountAsync(Alice, None)).Should().Be(new TaskCounts(Available: 0, Mine: 0, Done: 1, FollowUp: 0, Asked: 0, Team: 0));
        (await inbox.FindAsync("t", None))!.Task.Revision.Should().Be(2);
        (await inbox.FindAsync("unknown", None)).Should().BeNull();
        (await inbox.ListOfInstanceAsync("i", None)).Should().ContainSingle();
    }

    [StoreFact]
    public async Task Follow_ups_questions_and_the_teams_tasks_have_lists_of_their_own()
    {
        var taken = A.Task("taken", "i") with { Status = UserTaskStatus.Reserved, Assignee = "alice" };
        await CommitAsync(A.Start("i",
            Changed(taken with { Id = "later", FollowUpAt = Noon.AddDays(2) }),
            Changed(taken with { Id = "sooner", FollowUpAt = Noon.AddDays(1) }),
            Changed(taken),
            Changed(A.Task("asked", "i") with { CandidateGroups = ["directors"], Questions = [new Question("q1", "bob", "Alice", "Is it valid?", Noon)] }),
            Changed(A.Task("answered", "i") with { CandidateGroups = ["directors"], Questions = [new Question("q1", "bob", "alice", "Is it?", Noon, "Yes", Noon)] }),
            Changed(A.Task("bobs", "i") with { Status = UserTaskStatus.Reserved, Assignee = "bob" })));

        (await Listed(TaskScope.FollowUp)).Should().Equal("sooner", "later");
        (await Listed(TaskScope.Asked)).Should().Equal("asked");
        (await Listed(TaskScope.Team)).Should().Equal("bobs", "later", "sooner", "taken");

        async Task<IEnumerable<string>> Listed(TaskScope scope) => (await Get<TaskQueries>().ListAsync(Inbox(scope), new PageRequest(), None)).Items.Select(t => t.Task.Id);
    }

    [StoreFact]
    public async Task A_substitute_sees_what_the_absent_would()
    {
        await CommitAsync(A.Start("i",
            Changed(A.Task("pool", "i") with { CandidateGroups = ["directors"] }),
            Changed(A.Task("hers", "i") with { Status = UserTaskStatus.Reserved, Assignee = "dora" }),
            Changed(A.Task("barred", "i") with { CandidateGroups = ["directors"], Excluded = [new("alice", "She submitted the application.")] })));
        var standing = Alice with { StandsInFor = [new Person("dora", ["directors"])] };

        (await Listed(TaskScope.Available)).Should().Equal("pool");
        (await Listed(TaskScope.Mine)).Should().Equal("hers");

        async Task<IEnumerable<string>> Listed(TaskScope scope) => (await Get<TaskQueries>().ListAsync(new TaskFilter(standing, scope), new PageRequest(), None)).Items.Select(t => t.Task.Id);
    }

    [StoreFact]
    public async Task An_override_of_four_eyes_shows_the_task_again()
    {
        var barred = A.Task("t", "i") with { Excluded = [new("alice", "She submitted the application.")] };
        var created = await CommitAsync(A.Start("i", Changed(barred)));

        await CommitAsync(A.Next(created, Changed(barred with { Override = new Override("Alice", "Nobody else is here.", "alice", Noon, "max", Noon), Revision = 2 })));

        (await Get<TaskQueries>().ListAsync(Inbox(TaskScope.Available), new PageRequest(), None)).TotalCount.Should().Be(1);
    }

    [StoreFact]
    public async Task Absences_are_entered_found_by_substitute_and_ended()
    {
        var absences = Get<AbsenceStore>();
        var away = new Absence("a1", "Dora", "Alice", Noon, Noon.AddDays(5), "leave", "Dora", Noon);

        (await absences.EnterAsync(away, None)).Should().BeEmpty();
        (await absences.EnterAsync(away with { Id = "a2", Substitute = "bob" }, None)).Should().ContainSingle().Which.Path.Should().Be("from");

        (await absences.ListAbsentAsync("alice", Noon.AddHours(1), None)).Should().Equal("dora");
        (await absences.ListAbsentAsync("alice", Noon.AddDays(6), None)).Should().BeEmpty();
        (await absences.ListAsync(Noon, None)).Should().ContainSingle();
        (await absences.EndAsync("a1", Noon.AddDays(1), None)).Should().BeTrue();
        (await absences.ListAbsentAsync("alice", Noon.AddDays(2), None)).Should().BeEmpty();
        (await absences.EndAsync("a1", Noon.AddDays(2), None)).Should().BeFalse();
    }

    [StoreFact]
    public async Task A_notice_is_told_once_and_read_once()
    {
        var notices = Get<NoticeStore>();
        var told = new ToldNotice("t/3/Asked", "Alice", "asked", "t", "LN-1", "Review", "审查", "Is it valid?", "bob", Noon);

        await notices.TellAsync(told, None);
        await notices.TellAsync(told with { Text = "again" }, None);
        await notices.TellAsync(told with { User = "dora", At = Noon.AddHours(1) }, None);

        (await notices.ListAsync("alice", true, new PageRequest(), None)).Items.Should().Equal(told with { User = "alice" });
        await notices.ReadAsync("ALICE", Noon, Noon.AddHours(2), None);
        (await notices.CountUnreadAsync("alice", None)).Should().Be(0);
        (await notices.CountUnreadAsync("dora", None)).Should().Be(1);
    }

    [StoreFact]
    public async Task What_left_or_may_have_left_is_not_sent_again_and_what_was_refused_is()
    {
        var notices = Get<NoticeStore>();
        Task<bool> BeginAsync(string reason) => notices.BeginAsync(reason, "alice", "mail", "alice@bank.example", Noon, None);

        (await BeginAsync("sent")).Should().BeTrue();
        await notices.EndAsync("sent", "alice", "mail", null, false, None);
        (await BeginAsync("sent")).Should().BeFalse();
        (await BeginAsync("refused")).Should().BeTrue();
        await notices.EndAsync("refused", "alice", "mail", "Expected an answer, but there was none.", false, None);
        (await BeginAsync("refused")).Should().BeTrue();
        (await BeginAsync("died")).Should().BeTrue();
        (await BeginAsync("died")).Should().BeFalse("the process died while it was sent");
        (await BeginAsync("died")).Should().BeFalse();

        var log = (await notices.ListDeliveriesAsync(new PageRequest(), None)).Items;
        log.Select(d => (d.Reason, d.State, d.Attempts)).Should().BeEquivalentTo([("sent", "sent", 2), ("refused", "sending", 2), ("died", "unknown", 3)]);
    }

    [StoreFact]
    public async Task Views_are_shared_with_a_group_and_changed_by_their_owner_only()
    {
        var views = Get<InboxViewStore>();
        var view = new InboxView("v1", "Alice", "Late ones", "officers", "scope=team&sort=due", 0);

        var saved = await views.SaveAsync(view, None);

        saved.Should().Be(view with { Owner = "alice", Revision = 1 });
        (await views.SaveAsync(view, None)).Should().BeNull("it has changed since");
        (await views.SaveAsync(saved! with { Owner = "bob" }, None)).Should().BeNull();
        (await views.ListAsync("bob", ["officers"], None)).Should().Equal(saved!);
        (await views.ListAsync("bob", ["directors"], None)).Should().BeEmpty();
        (await views.DeleteAsync("v1", "bob", None)).Should().BeFalse();
        (await views.DeleteAsync("v1", "ALICE", None)).Should().BeTrue();
    }

    [StoreFact]
    public async Task Editions_of_tables_are_added_and_never_changed()
    {
        var editions = Get<TableEditionStore>();
        var edition = new SavedEdition("authority-matrix", 2, "{}", "olive", Noon, "New limits");

        (await editions.AddAsync(edition, None)).Should().BeTrue();
        (await editions.AddAsync(edition with { Json = "[]" }, None)).Should().BeFalse();

        (await editions.ListAsync(None)).Should().Equal(edition);
        (await editions.CountAsync(None)).Should().Be(1);
    }

    [StoreFact]
    public async Task The_inbox_is_filtered_by_what_is_known_of_the_case_and_counted_by_stage()
    {
        await CommitAsync(A.StartOf("i1", "LN-1", Noon, null, new Change.FactSet("product", "equipment"), new Change.FactSet("branch", "shanghai"), Changed(A.Task("t1", "i1") with { Stage = "review", DueAt = Noon.AddHours(1) })));
        await CommitAsync(A.StartOf("i2", "LN-2", Noon, null, new Change.FactSet("product", "micro"), new Change.FactSet("branch", "beijing"), Changed(A.Task("t2", "i2") with { Stage = "review" }), Changed(A.Task("t3", "i2") with { Stage = "visit", CandidateGroups = ["officers", "analysts"] })));

        (await Found(f => f with { Product = "equipment" })).Should().Equal("t1");
        (await Found(f => f with { Branch = "beijing" })).Should().Equal("t2", "t3");
        (await Found(f => f with { Group = "analysts" })).Should().Equal("t3");
        (await Found(f => f with { DueBefore = Noon.AddHours(2) })).Should().Equal("t1");
        (await Get<TaskQueries>().CountByAsync(Inbox(TaskScope.Available), TaskGrouping.Stage, None)).Should().Equal(new TaskGroupCount("review", 2), new TaskGroupCount("visit", 1));

        async Task<IEnumerable<string>> Found(Func<TaskFilter, TaskFilter> narrow) =>
            (await Get<TaskQueries>().ListAsync(narrow(Inbox(TaskScope.Available)), new PageRequest(), None)).Items.Select(t => t.Task.Id);
    }

    [StoreFact]
    public async Task What_few_of_very_many_tasks_have_is_found_and_a_count_that_stops_says_so()
    {
        for (var n = 0; n < 5; n++)
            await CommitAsync(A.StartOf($"i{n}", $"LN-{n}", Noon, null, [new Change.FactSet("product", n == 4 ? "rare" : "common"), .. Enumerable.Range(0, 1000).Select(t => Changed(A.Task($"t{n}-{t}", $"i{n}") with { Stage = "review", DueAt = Noon.AddHours(n) }))]));
        var everything = Inbox(TaskScope.All);

        (await Get<TaskQueries>().ListAsync(everything with { Product = "rare" }, new PageRequest(), None)).Items.Should().HaveCount(25).And.OnlyContain(t => t.Case.Number == "LN-4");
        (await Get<TaskQueries>().ListAsync(everything with { Product = "none" }, new PageRequest(), None)).TotalCount.Should().Be(0);
        (await Get<TaskQueries>().CountByAsync(everything, TaskGrouping.Stage, None)).Should().Equal(new TaskGroupCount("review", 4000, IsAtLeast: true));
        (await Get<TaskQueries>().CountByAsync(everything with { Product = "rare" }, TaskGrouping.Stage, None)).Should().Equal(new TaskGroupCount("review", 1000));
    }

    [StoreFact]
    public async Task The_inbox_sorts_and_pages()
    {
        await CommitAsync(A.Start("i",
            Changed(A.Task("never", "i") with { Priority = 90 }),
            Changed(A.Task("late", "i") with { DueAt = Noon.AddDays(2), Priority = 10 }),
            Changed(A.Task("soon", "i") with { DueAt = Noon.AddDays(1), CreatedAt = Noon.AddMinutes(1) })));

        (await Ids(TaskSort.Due)).Should().Equal("soon", "late", "never");
        (await Ids(TaskSort.DueDescending)).Should().Equal("never", "late", "soon");
        (await Ids(TaskSort.Priority)).Should().Equal("never", "soon", "late");
        (await Ids(TaskSort.Created)).Should().Equal("late", "never", "soon");
        var second = await Get<TaskQueries>().ListAsync(Inbox(TaskScope.All), new PageRequest(1, 2), None);
        second.Items.Select(t => t.Task.Id).Should().Equal("never");
        second.TotalCount.Should().Be(3);

        async Task<IEnumerable<string>> Ids(TaskSort sort) =>
            (await Get<TaskQueries>().ListAsync(Inbox(TaskScope.Available) with { Sort = sort }, new PageRequest(), None)).Items.Select(t => t.Task.Id);
    }

    [StoreFact]
    public async Task The_inbox_is_searched_and_filtered()
    {
        await CommitAsync(A.StartOf("i1", "LN-2026-1", Noon, null, new Change.FactSet("borrower", "晨光文具"), Changed(A.Task("t1", "i1") with { CaseNumber = "LN-2026-1", Stage = "review" })));
        await CommitAsync(A.StartOf("i2", "LN-2026-2", Noon, null, new Change.FactSet("borrower", "Acme"),
            Changed(A.Task("t2", "i2") with { CaseNumber = "LN-2026-2", Stage = "visit", Title = "Visit the site", DefinitionId = "other" })));

        (await Found(f => f with { Search = "晨光" })).Should().Equal("t1");
        (await Found(f => f with { Search = "ACME" })).Should().Equal("t2");
        (await Found(f => f with { Search = "ln-2026" })).Should().Equal("t1", "t2");
        (await Found(f => f with { Search = "site" })).Should().Equal("t2");
        (await Found(f => f with { Search = "光文" })).Should().Equal("t1");
        (await Found(f => f with { Search = "文" })).Should().Equal("t1");
        (await Found(f => f with { Search = "文晨" })).Should().BeEmpty();
        (await Found(f => f with { Search = "2 site acme" })).Should().Equal("t2");
        (await Found(f => f with { Search = "1 acme" })).Should().BeEmpty();
        (await Found(f => f with { Search = "100%" })).Should().BeEmpty();
        (await Found(f => f with { Search = "%" })).Should().BeEmpty();
        (await Found(f => f with { Stage = "review" })).Should().Equal("t1");
        (await Found(f => f with { Flow = "other" })).Should().Equal("t2");

        async Task<IEnumerable<string>> Found(Func<TaskFilter, TaskFilter> narrow) =>
            (await Get<TaskQueries>().ListAsync(narrow(Inbox(TaskScope.Available)), new PageRequest(), None)).Items.Select(t => t.Task.Id);
    }

    [StoreFact]
    public async Task What_a_closed_task_is_found_by_leaves_with_it_and_a_new_name_of_the_borrower_comes()
    {
        var task = A.Task("t", "i") with { CaseNumber = "LN-7" };
        var opened = await CommitAsync(A.StartOf("i", "LN-7", Noon, null, new Change.FactSet("borrower", "Acme"), Changed(task)));
        (await Found(TaskScope.Available, "acme")).Should().Equal("t");

        var renamed = await CommitAsync(A.Next(opened, new Change.FactSet("borrower", "Böhm & Söhne")));
        (await Found(TaskScope.Available, "acme")).Should().BeEmpty();
        (await Found(TaskScope.Available, "BÖHM 7")).Should().Equal("t");

        await CommitAsync(A.Next(renamed, Changed(task with { Status = UserTaskStatus.Completed, CompletedBy = "alice", CompletedAt = Noon, Revision = 1 })));
        (await Found(TaskScope.All, "7")).Should().BeEmpty();
        (await Found(TaskScope.Done, "ln-7")).Should().Equal("t");

        async Task<IEnumerable<string>> Found(TaskScope scope, string search) =>
            (await Get<TaskQueries>().ListAsync(Inbox(scope) with { Search = search }, new PageRequest(), None)).Items.Select(t => t.Task.Id);
    }

    [StoreFact]
    public async Task A_task_that_is_offered_to_several_groups_of_a_person_is_there_once()
    {
        var standing = Alice with { StandsInFor = [new Person("dora", ["directors", "officers"])] };
        await CommitAsync(A.Start("i",
            Changed(A.Task("both", "i") with { CandidateGroups = ["officers", "directors"], CandidateUsers = ["dora"], Stage = "review" }),
            Changed(A.Task("one", "i") with { CandidateGroups = ["directors"], Stage = "review" }),
            Changed(A.Task("barred", "i") with { CandidateGroups = ["officers", "directors"], Stage = "review", Excluded = [new("alice", "She submitted the application.")] })));
        var filter = new TaskFilter(standing, TaskScope.Available);

        var page = await Get<TaskQueries>().ListAsync(filter, new PageRequest(), None);

        page.Items.Select(t => t.Task.Id).Should().Equal("both", "one");
        page.TotalCount.Should().Be(2);
        (await Get<TaskQueries>().CountByAsync(filter, TaskGrouping.Stage, None)).Should().Equal(new TaskGroupCount("review", 2));
        (await Get<TaskQueries>().CountByAsync(filter with { Scope = TaskScope.All }, TaskGrouping.Stage, None)).Should().Equal(new TaskGroupCount("review", 3));
    }

    [StoreFact]
    public async Task The_work_of_a_team_is_counted_by_group_person_age_and_day()
    {
        var taken = A.Task("late", "i") with { Status = UserTaskStatus.Reserved, Assignee = "alice", DueAt = Noon.AddHours(-1), CreatedAt = Noon.AddDays(-3) };
        await CommitAsync(A.Start("i",
            Changed(taken),
            Changed(A.Task("new", "i") with { CandidateGroups = ["officers", "analysts@beijing"], CreatedAt = Noon.AddHours(-1) }),
            Changed(A.Task("done", "i") with { Status = UserTaskStatus.Completed, CompletedBy = "alice", CompletedAt = Noon.AddHours(-2), DueAt = Noon.AddHours(-3) })));
        var team = Get<TeamQueries>();

        (await team.GroupsAsync(Noon, None)).Should().Equal(new GroupWork("analysts@beijing", 1, 0, 0, 0), new GroupWork("officers", 1, 1, 0, 1));
        (await team.PeopleAsync(["alice", "bob"], Noon, Noon.AddDays(-7), None)).Should().Equal(new PersonWork("alice", 1, 1, 1, 1), new PersonWork("bob", 0, 0, 0, 0));
        (await team.AgesAsync(null, Noon, None)).Select(a => (a.Ready, a.Taken)).Should().Equal((1, 0), (0, 0), (0, 0), (0, 1), (0, 0), (0, 0));
        (await team.AgesAsync("analysts@beijing", Noon, None)).Sum(a => a.Ready + a.Taken).Should().Be(1);
        (await team.DoneAsync(["alice"], Noon.AddHours(12), 2, None)).Should().Equal(new DoneOnDay(1, 0, 0), new DoneOnDay(0, 0, 1));
    }

    [StoreFact]
    public async Task The_clocks_of_a_case_are_looked_at_until_it_is_over()
    {
        var clocks = Get<CaseClockStore>();
        var started = await CommitAsync(A.StartOf("i", "LN-1", Noon, null, new Change.FactSet("stage", "review")));
        (await clocks.ClaimDueAsync(Noon.AddSeconds(29), Noon.AddMinutes(2), 10, None)).Should().BeEmpty("a case that is decided at once is over by then");

        var claimed = (await clocks.ClaimDueAsync(Noon.AddMinutes(1), Noon.AddMinutes(2), 10, None)).Should().ContainSingle().Which;
        claimed.Instance.Id.Should().Be("i");
        claimed.Log.Should().ContainSingle().Which.Changes.OfType<Change.FactSet>().Should().ContainSingle();
        (await clocks.ClaimDueAsync(Noon.AddMinutes(1), Noon.AddMinutes(2), 10, None)).Should().BeEmpty("it is leased");
        await clocks.LookAgainAsync(claimed, Noon.AddHours(5), None);
        (await clocks.ClaimDueAsync(Noon.AddHours(4), Noon.AddHours(5), 10, None)).Should().BeEmpty();

        var moved = await CommitAsync(A.Next(started, new Change.FactSet("waitingFor", "applicant")));
        await clocks.LookAgainAsync(claimed, Noon.AddDays(9), None);
        (await clocks.ClaimDueAsync(Noon.AddHours(4), Noon.AddHours(5), 10, None)).Should().ContainSingle("it went on since it was looked at").Which.Revision.Should().Be(moved.Revision);

        await CommitAsync(A.Next(moved, new Change.StatusChanged(WorkflowStatus.Finished, WorkflowSubStatus.Finished)));
        (await clocks.ClaimDueAsync(Noon.AddDays(99), Noon.AddDays(100), 10, None)).Should().BeEmpty();
    }

    [StoreFact]
    public async Task A_search_that_finds_very_many_walks_the_inbox()
    {
        await CommitAsync(A.Start("i", [.. Enumerable.Range(0, 1100).Select(n => Changed(A.Task($"t{n:0000}", "i") with { CaseNumber = $"LN-{n}", DueAt = Noon.AddMinutes(n), CandidateGroups = [n % 2 == 0 ? "officers" : "others"] }))]));

        var page = await Get<TaskQueries>().ListAsync(Inbox(TaskScope.Available) with { Search = "ln" }, new PageRequest(1, 10), None);

        page.Items.Select(t => t.Task.Id).Should().StartWith("t0020").And.HaveCount(10);
        page.TotalCount.Should().Be(21, "the page after has one more");
    }

    [StoreFact]
    public async Task Cases_are_listed_newest_first_and_found_by_number()
    {
        await CommitAsync(A.StartOf("i1", "LN-1", Noon, null, new Change.FactSet("status", "approved"), new Change.FactSet("track", "fast"), new Change.FactSet("amount", "80000")));
        await CommitAsync(A.StartOf("i2", "LN-2", Noon.AddHours(1), null, new Change.FactSet("borrower", "晨光文具")));
        await CommitAsync(A.StartOf("no-case", null, Noon, null));

        (await Numbers(new CaseFilter())).Should().Equal("LN-2", "LN-1");
        (await Numbers(new CaseFilter(Status: "approved"))).Should().Equal("LN-1");
        (await Numbers(new CaseFilter(Status: "running"))).Should().Equal("LN-2");
        (await Numbers(new CaseFilter(Track: "fast"))).Should().Equal("LN-1");
        (await Numbers(new CaseFilter(Search: "晨光"))).Should().Equal("LN-2");
        (await Numbers(new CaseFilter(HasIncident: true))).Should().BeEmpty();
        var found = await Get<CaseQueries>().FindAsync("LN-1", None);
        found.Should().BeEquivalentTo(new { InstanceId = "i1", Amount = 80000m, SubmittedAt = Noon, Track = "fast" });
        (await Get<CaseQueries>().FindAsync("LN-3", None)).Should().BeNull();

        async Task<IEnumerable<string?>> Numbers(CaseFilter filter) =>
            (await Get<CaseQueries>().ListAsync(filter, new PageRequest(), None)).Items.Select(c => c.Number);
    }

    [StoreFact]
    public async Task Incidents_are_open_until_resolved_and_remembered_after()
    {
        var faulted = await CommitAsync(A.StartOf("i", "LN-1", Noon, null, new Change.ActivityFaulted(null, A.Incident("x"))));
        var open = await Get<CaseQueries>().ListOpenIncidentsAsync(new PageRequest(), None);
        open.Items.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Id = "x", CaseNumber = "LN-1", ActivityId = "pull" });
        (await Get<CaseQueries>().FindAsync("LN-1", None))!.HasIncident.Should().BeTrue();

        await CommitAsync(A.NextAt(faulted, Noon.AddHours(1), null, new Change.IncidentResolved("x", "retried", "admin", "The bureau is back.")));

        (await Get<CaseQueries>().ListOpenIncidentsAsync(new PageRequest(), None)).TotalCount.Should().Be(0);
        (await Get<CaseQueries>().FindAsync("LN-1", None))!.HasIncident.Should().BeFalse();
        (await Get<CaseQueries>().ListIncidentsAsync("i", None)).Should().ContainSingle()
            .Which.Should().BeEquivalentTo(new { ResolvedAt = Noon.AddHours(1), Resolution = "retried", ResolvedBy = "admin", Reason = "The bureau is back." });
    }

    [StoreFact]
    public async Task Instances_are_listed_by_what_they_run_and_do()
    {
        await CommitAsync(A.StartOf("done", null, Noon, "op", new Change.StatusChanged(WorkflowStatus.Finished, WorkflowSubStatus.Finished)));
        await CommitAsync(A.StartOf("going", null, Noon.AddHours(1), null, new Change.NameSet("贷款")));

        (await Ids(new InstanceFilter())).Should().Equal("going", "done");
        (await Ids(new InstanceFilter(Status: WorkflowStatus.Finished, DefinitionId: "loan"))).Should().Equal("done");
        (await Ids(new InstanceFilter(Search: "贷款"))).Should().Equal("going");
        (await Ids(new InstanceFilter(DefinitionId: "other"))).Should().BeEmpty();
        (await Get<InstanceQueries>().CountRunningByVersionAsync("loan", None)).Should().Equal(new Dictionary<int, int> { [1] = 1 });
        (await Get<CaseQueries>().ListOperationsAsync("done", None)).Should().Equal(new OperationSummary("op", Noon));

        async Task<IEnumerable<string>> Ids(InstanceFilter filter) =>
            (await Get<InstanceQueries>().ListAsync(filter, new PageRequest(), None)).Items.Select(i => i.Id);
    }

    [StoreFact]
    public async Task Definitions_are_listed_by_name_with_what_is_published()
    {
        await _opened.Definitions.SaveAsync(
            [A.Definition("b", 1, isPublished: true, name: "Beta"), A.Definition("b", 2, isLatest: true, name: "Beta"), A.Definition("a", 1, isLatest: true, name: "Alpha")], [], None);

        var page = await Get<DefinitionQueries>().ListAsync(null, new PageRequest(), None);

        page.Items.Select(d => (d.DefinitionId, d.Version, d.PublishedVersion, d.IsPublished)).Should().Equal(("a", 1, null, false), ("b", 2, 1, false));
        (await Get<DefinitionQueries>().ListAsync("BET", new PageRequest(), None)).TotalCount.Should().Be(1);
    }

    [StoreFact]
    public async Task A_document_is_kept_once_and_never_changed()
    {
        var documents = Get<DocumentStore>();
        var licence = new NewDocument("d1", "LN-1", "licence", "营业执照.pdf", "application/pdf", Noon, A.Json("""{"expiresOn":"2030-01-01"}"""));
        byte[] content = [1, 2, 3];

        (await documents.SaveAsync(licence, content, None)).Should().Be(DocumentOutcome.Saved);
        (await documents.SaveAsync(licence, content, None)).Should().Be(DocumentOutcome.AlreadyThere);
        (await documents.SaveAsync(licence, [9], None)).Should().Be(DocumentOutcome.IdTaken);

        var kept = (await documents.ListAsync("LN-1", None)).Should().ContainSingle().Subject;
        kept.Should().BeEquivalentTo(new { Id = "d1", FileName = "营业执照.pdf", Size = 3L, AddedAt = Noon, Sha256 = "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81" });
        kept.Metadata.GetProperty("expiresOn").GetString().Should().Be("2030-01-01");
        await using var opened = await documents.OpenAsync("d1", None);
        opened!.Length.Should().Be(3);
        (await documents.OpenAsync("d2", None)).Should().BeNull();
        (await documents.FindAsync("d2", None)).Should().BeNull();
    }

    [StoreFact]
    public async Task Parallel_savers_of_one_document_keep_it_once()
    {
        var licence = new NewDocument("d1", "LN-1", "licence", "a.pdf", "application/pdf", Noon, default);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Get<DocumentStore>().SaveAsync(licence, new byte[1_000_000], None))));

        outcomes.Count(o => o == DocumentOutcome.Saved).Should().Be(1);
        outcomes.Count(o => o == DocumentOutcome.AlreadyThere).Should().Be(7);
    }

    static readonly Person Alice = new("alice", ["officers"]);

    static TaskFilter Inbox(TaskScope scope) => new(Alice, scope);

    static Change.TaskChanged Changed(UserTask task) => new Change.TaskChanged(task);
}
