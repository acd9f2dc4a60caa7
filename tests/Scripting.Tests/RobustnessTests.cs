using Xunit.Abstractions;

namespace Lendflow.Scripting.Tests;

public sealed class RobustnessTests(ITestOutputHelper output)
{
    private static readonly ScriptLimits Tiny = new(20_000, TimeSpan.FromMinutes(1), 8 * 1024 * 1024, 100);

    /// <summary>Damaged copies of the cases: something is cut, doubled, swapped or taken from another case.</summary>
    [Theory]
    [InlineData(7)]
    [InlineData(11)]
    public void No_source_makes_the_interpreter_throw(int seed)
    {
        var random = new Random(seed);
        var sources = CaseTests.Cases.Select(c => (string)c[1]).ToList();
        var parsed = 0;
        const int Count = 15_000;

        for (var i = 0; i < Count; i++)
        {
            var source = Damage(sources[random.Next(sources.Count)], sources[random.Next(sources.Count)], random);
            if (Script.Parse(source, out var error) is not { } script)
            {
                error!.Message.Should().NotBeNullOrEmpty();
                continue;
            }

            parsed++;
            try
            {
                if (script.Run(Js.BareHost, null, Tiny, Js.Now, 1) is ScriptResult.Value value)
                    value.Result.TryToJson(out _, out _);
            }
            catch (Exception bug)
            {
                throw new InvalidOperationException($"The interpreter threw on: {source}", bug);
            }
        }

        output.WriteLine($"{parsed} of {Count} damaged sources still parsed and ran.");
    }

    private static string Damage(string source, string other, Random random)
    {
        for (var n = random.Next(1, 4); n > 0 && source.Length > 1; n--)
        {
            var (from, to) = (random.Next(source.Length), random.Next(source.Length));
            (from, to) = (Math.Min(from, to), Math.Max(from, to));
            source = random.Next(5) switch
            {
                0 => source[..from] + source[Math.Min(from + random.Next(1, 4), source.Length)..],
                1 => source[..to] + source[from..],
                2 => source[..from] + other[random.Next(other.Length)..] + source[from..],
                3 => source[..from] + other[random.Next(other.Length)] + source[(from + 1)..],
                _ => source[..from] + source[to..] + source[from..to],
            };
        }

        return source;
    }
}
