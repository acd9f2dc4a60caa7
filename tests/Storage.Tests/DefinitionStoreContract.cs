using Lendflow.Engine.Definitions;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;

namespace Lendflow.Storage.Tests;

/// <summary>What every store of definitions owes.</summary>
public abstract class DefinitionStoreContract : IAsyncLifetime
{
    static readonly CancellationToken None = CancellationToken.None;

    OpenStore _opened = null!;

    IDefinitionStore Store => _opened.Definitions;

    private protected abstract Task<OpenStore> OpenAsync();

    public async Task InitializeAsync() => _opened = await OpenAsync();

    public async Task DisposeAsync() => await _opened.DisposeAsync();

    [StoreFact]
    public async Task A_version_comes_back_as_it_was_saved()
    {
        var version = A.Definition("loan", 1, isLatest: true);

        await Store.SaveAsync([version], [], None);

        var found = await Store.FindVersionAsync("loan-v1", None);
        found.Should().BeEquivalentTo(version, o => o.Excluding(d => d.Source));
        found!.Source.GetRawText().Should().Be(version.Source.GetRawText());
        (await Store.FindVersionAsync("loan-v2", None)).Should().BeNull();
    }

    [StoreFact]
    public async Task A_publication_replaces_the_published_version_in_one_step()
    {
        await Store.SaveAsync([A.Definition("loan", 1, isLatest: true, isPublished: true)], [], None);

        await Store.SaveAsync([A.Definition("loan", 1), A.Definition("loan", 2, isLatest: true, isPublished: true)], [], None);

        (await Store.FindPublishedAsync("loan", None))!.Version.Should().Be(2);
        (await Store.FindLatestAsync("loan", None))!.Version.Should().Be(2);
        (await Store.FindVersionAsync("loan-v1", None))!.IsPublished.Should().BeFalse();
    }

    [StoreFact]
    public async Task A_draft_is_the_latest_but_not_published()
    {
        await Store.SaveAsync([A.Definition("loan", 1, isPublished: true), A.Definition("loan", 2, isLatest: true)], [], None);

        (await Store.FindPublishedAsync("loan", None))!.Version.Should().Be(1);
        (await Store.FindLatestAsync("loan", None))!.Version.Should().Be(2);
        (await Store.FindPublishedAsync("unknown", None)).Should().BeNull();
        (await Store.FindLatestAsync("unknown", None)).Should().BeNull();
    }

    [StoreFact]
    public async Task The_published_one_of_500_versions_is_found()
    {
        await Store.SaveAsync([.. Enumerable.Range(1, 500).Select(n => A.Definition("loan", n, isLatest: n == 500, isPublished: n == 250))], [], None);

        (await Store.FindPublishedAsync("loan", None))!.Version.Should().Be(250);
        (await Store.ListVersionsAsync("loan", None)).Select(d => d.Version).Should().Equal(Enumerable.Range(1, 500).Reverse());
    }

    [StoreFact]
    public async Task The_latest_versions_are_listed_by_name()
    {
        await Store.SaveAsync(
            [A.Definition("d1", 1), A.Definition("d1", 2, isLatest: true, name: "贷款"), A.Definition("d2", 1, isLatest: true, name: "Alpha"), A.Definition("d3", 1, isLatest: true, name: "beta")], [], None);

        (await Store.ListLatestAsync(None)).Select(d => d.Name).Should().Equal("Alpha", "beta", "贷款");
    }

    [StoreFact]
    public async Task Deleted_versions_are_gone_and_deleting_them_again_is_harmless()
    {
        await Store.SaveAsync([A.Definition("loan", 1), A.Definition("loan", 2, isLatest: true)], [], None);

        await Store.DeleteAsync("loan", "loan-v1");
        await Store.DeleteAsync("loan", "loan-v1");

        (await Store.ListVersionsAsync("loan", None)).Should().ContainSingle().Which.Version.Should().Be(2);
    }

    [StoreFact]
    public async Task What_was_decided_on_an_older_state_is_not_written()
    {
        var stale = await A.ChangeAsync(Store, "loan");
        await Store.SaveAsync([A.Definition("loan", 1, isLatest: true)], [], None);

        var other = await A.ChangeAsync(Store, "card") with { LastVersion = 1, Written = [A.Definition("card", 1, isLatest: true)] };
        var written = await Store.CommitAsync([other, stale with { LastVersion = 1, Written = [A.Definition("loan", 1, isLatest: true, name: "Mine")] }], None);

        written.Should().BeFalse();
        (await Store.FindLatestAsync("loan", None))!.Name.Should().Be("loan");
        (await Store.FindLatestAsync("card", None)).Should().BeNull("commits are written together or not at all");
    }

    [StoreFact]
    public async Task Flags_change_without_the_content_and_numbers_are_never_given_twice()
    {
        await Store.SaveAsync([A.Definition("loan", 1, isPublished: true), A.Definition("loan", 2, isLatest: true)], [], None);
        var published = (await Store.ReadStateAsync("loan", None)).Published!;

        await Store.CommitAsync([await A.ChangeAsync(Store, "loan") with { Flagged = [published with { IsPublished = false }], Removed = ["loan-v2"] }], None);

        var state = await Store.ReadStateAsync("loan", None);
        state.Versions.Should().ContainSingle().Which.Should().BeEquivalentTo(published with { IsPublished = false });
        state.Versions[0].IsSealed.Should().BeTrue();
        (state.LastVersion, state.Revision).Should().Be((2, 2L));
        (await Store.FindPublishedIdAsync("loan", None)).Should().BeNull();
    }

    [StoreFact]
    public async Task The_history_and_its_contents_outlive_the_definition()
    {
        var first = A.Definition("loan", 1, isLatest: true);
        await Store.SaveAsync([first], [], None);
        await Store.DeleteAsync("loan", "loan-v1");

        var history = await Store.ReadHistoryAsync("loan", None);

        history.Select(l => (l.Number, l.Entry.Action)).Should().Equal((2L, LibraryAction.VersionDeleted), (1L, LibraryAction.Imported));
        history[1].Entry.Content.Should().Be(first.Head.Content);
        (await Store.FindContentAsync(first.Head.Content, None))!.Value.GetRawText().Should().Be(first.Source.GetRawText());
        (await Store.FindVersionAsync("loan", 1, None)).Should().BeNull();
    }

    [StoreFact]
    public async Task A_version_with_an_open_case_is_not_removed_and_with_an_ended_one_only_together_with_it()
    {
        await Store.SaveAsync([A.Definition("loan", 1, isLatest: true)], [], None);
        var (open, ended) = (A.Id(), A.Id());
        await _opened.Workflows.CommitAsync(A.Start(open), None);
        var removal = (await A.ChangeAsync(Store, "loan")) with { Removed = ["loan-v1"] };

        (await Store.CountCasesAsync("loan", 1, None)).Should().Be(new CaseCount(1, 0));
        (await Store.CommitAsync([removal with { RemovesCases = true }], None)).Should().BeFalse();

        await EndAsync(open);
        await _opened.Workflows.CommitAsync(A.Start(ended, new Change.StatusChanged(WorkflowStatus.Finished, WorkflowSubStatus.Finished)), None);
        (await Store.CountCasesAsync("loan", null, None)).Should().Be(new CaseCount(0, 2));
        (await Store.CommitAsync([removal], None)).Should().BeFalse();
        (await Store.CommitAsync([removal with { RemovesCases = true }], None)).Should().BeTrue();

        (await _opened.Workflows.LoadAsync(ended, None)).Should().BeNull();
        (await _opened.Workflows.ReadLogAsync(ended, None)).Should().BeEmpty();
    }

    async Task EndAsync(string id)
    {
        var instance = await _opened.Workflows.LoadAsync(id, None);
        await _opened.Workflows.CommitAsync(A.Next(instance!, new Change.StatusChanged(WorkflowStatus.Finished, WorkflowSubStatus.Cancelled)), None);
    }
}
