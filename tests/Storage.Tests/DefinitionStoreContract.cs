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

        await Store.DeleteAsync(["loan-v1"], None);
        await Store.DeleteAsync(["loan-v1"], None);

        (await Store.ListVersionsAsync("loan", None)).Should().ContainSingle().Which.Version.Should().Be(2);
    }
}
