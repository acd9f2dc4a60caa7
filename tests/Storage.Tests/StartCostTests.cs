using System.Diagnostics;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;
using Xunit.Abstractions;

namespace Lendflow.Storage.Tests;

/// <summary>What a start asks of the definitions: how long it takes is printed, and depends on the machine; that it does not
/// depend on the number of versions follows from the plan of its query (<see cref="SqlitePlans"/>) and from what is asked.</summary>
public sealed class StartCostTests(ITestOutputHelper output)
{
    const int Starts = 1_000;

    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    public async Task The_published_version_is_looked_up_however_many_versions_there_are(int versions)
    {
        await using var opened = await SqliteFolder.OpenAsync();
        await Engine.Storage.DefinitionStoreWriting.SaveAsync(
            opened.Definitions, [.. Enumerable.Range(1, versions).Select(n => A.Definition("loan", n, isLatest: n == versions, isPublished: n == versions))], [], CancellationToken.None);
        var graphs = new GraphCache(opened.Definitions, new ElementTable(), TimeProvider.System);
        (await graphs.FindPublishedAsync("loan", CancellationToken.None))!.Definition.Version.Should().Be(versions);

        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Starts; i++)
        {
            graphs.Forget("loan");
            await graphs.FindPublishedAsync("loan", CancellationToken.None);
        }

        output.WriteLine($"{versions} versions: {clock.Elapsed.TotalMicroseconds / Starts:0.0} µs a look-up that asks the store");
        graphs.Count.Should().Be(1);
    }
}
