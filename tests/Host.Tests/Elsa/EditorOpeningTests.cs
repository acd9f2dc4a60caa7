using System.Diagnostics;
using Xunit.Abstractions;

namespace Lendflow.Host.Tests.Elsa;

/// <summary>What our server adds to the time that Studio takes to show a flow.</summary>
[Collection(nameof(OneHost))]
public sealed class EditorOpeningTests(TestHost host, ITestOutputHelper output)
{
    const int Rounds = 5;

    static readonly TimeSpan Aim = TimeSpan.FromMilliseconds(300);

    /// <summary>Everything that Studio, and the page around it, asks of us for one opening of the editor.</summary>
    static readonly string[] Opening =
    [
        "/api/session", "/elsa/api/descriptors/activities", "/elsa/api/workflow-definitions/by-definition-id/loan-origination?versionOptions=Latest",
        "/elsa/api/descriptors/activities?Refresh=True", "/elsa/api/descriptors/expression-descriptors", "/elsa/api/features/installed",
        "/elsa/api/descriptors/workflow-activation-strategies", "/elsa/api/descriptors/log-persistence-strategies", "/elsa/api/descriptors/incident-strategies",
        "/elsa/api/descriptors/commit-strategies/workflows", "/api/flows/loan-origination/versions", "/api/flows/loan-origination/findings?version=1",
    ];

    [Fact]
    public async Task All_answers_of_one_opening_of_the_editor_together_take_less_than_300_milliseconds()
    {
        using var owner = await host.AsAsync("owner");
        var rounds = new List<TimeSpan>();

        for (var round = 0; round <= Rounds; round++) rounds.Add(await OpenAsync(owner, print: round == Rounds));

        output.WriteLine($"all answers, one after the other: first {rounds[0].TotalMilliseconds:f0} ms, then {string.Join(", ", rounds.Skip(1).Select(r => $"{r.TotalMilliseconds:f0}"))} ms; load {Load()}");
        output.WriteLine($"the quietest: {rounds.Skip(1).Min().TotalMilliseconds:f0} ms; aim: {Aim.TotalMilliseconds:f0} ms");
    }

    async Task<TimeSpan> OpenAsync(HttpClient owner, bool print)
    {
        var all = TimeSpan.Zero;
        foreach (var path in Opening)
        {
            var began = Stopwatch.GetTimestamp();
            var answer = await owner.GetAsync(path);
            var length = (await answer.Content.ReadAsByteArrayAsync()).Length;
            var took = Stopwatch.GetElapsedTime(began);
            answer.EnsureSuccessStatusCode();
            if (print) output.WriteLine($"{took.TotalMilliseconds,7:f1} ms {length,7} bytes {path}");
            all += took;
        }
        return all;
    }

    internal static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
