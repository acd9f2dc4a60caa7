using Lendflow.CSharp;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Virtual;

namespace Lendflow.Engine.Tests.Conformance;

public sealed class ConformanceTests
{
    static readonly ElementTable Elements = new([new CSharpLanguage()], []);

    /// <summary>Runs that do something else than Elsa, because Elsa would lose data, hang or invent a value; with the reason.</summary>
    static readonly IReadOnlyDictionary<string, string> DiffersOnPurpose = ReadList();

    public static IEnumerable<object[]> Names => ElsaExpectations.Entries.Keys.Select(name => new object[] { name });

    [ElsaTheory]
    [MemberData(nameof(Names))]
    public async Task A_flow_does_what_it_does_in_Elsa(string name)
    {
        var entry = ElsaExpectations.Entries[name];

        var lines = await VirtualRun.ExecuteAsync(ElsaExpectations.Request(entry), Elements, [], default);

        var found = Record.Of(lines.Select(l => l.ToJson()));
        var differences = found.DifferencesFrom(Record.Of(ElsaExpectations.Expected(entry).Split('\n')));
        if (DiffersOnPurpose.TryGetValue(name, out var reason)) differences.Should().NotBeEmpty($"it is listed as differing on purpose: {reason}");
        else differences.Should().BeEmpty();
    }

    [ElsaFact]
    public void The_list_names_runs_that_exist() => DiffersOnPurpose.Keys.Should().BeSubsetOf(ElsaExpectations.Entries.Keys);

    static Dictionary<string, string> ReadList() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Conformance", "differs-on-purpose.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('#', 2, StringSplitOptions.TrimEntries))
            .ToDictionary(parts => parts[0], parts => parts[1]);
}
