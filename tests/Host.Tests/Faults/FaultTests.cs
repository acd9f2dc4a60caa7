using System.Globalization;
using Lendflow.Tests;
using Xunit.Abstractions;

namespace Lendflow.Host.Tests.Faults;

/// <summary>Whatever happens to hosts, database, disk, clock and outside world: what was acknowledged is true, what was paid is paid
/// once, and nobody has to clean up. <c>./test.sh --faults</c> tries every fault, on more applications, and prints the table; every
/// change tries some.</summary>
[Collection(nameof(Processes)), Trait("Category", "Processes")]
public sealed class FaultTests(ITestOutputHelper output)
{
    static readonly bool IsFull = Environment.GetEnvironmentVariable("LENDFLOW_FAULTS") == "full";
    static readonly string? Table = Environment.GetEnvironmentVariable("LENDFLOW_FAULT_TABLE");

    public static TheoryData<string> Faults => new(Fault.All.Where(f => IsFull || f.IsShort).Select(f => f.Name));

    [PostgresTheory, MemberData(nameof(Faults))]
    public async Task Nothing_is_lost_doubled_or_stuck(string name)
    {
        var fault = Fault.All.Single(f => f.Name == name);
        if (fault.WhyNot is { } why)
        {
            Tell($"{name,-50}  not tried: {why}");
            return;
        }
        await using var installation = await Installation.StartAsync(fault.Hosts, fault.OnPostgres, fault.OnSmallDisk, fault.Environment);

        var row = await new FaultRun(installation, fault, IsFull ? 120 : 30).RunAsync();

        Tell(string.Create(CultureInfo.InvariantCulture, $"{row.Fault,-50}{row.Tries,6}{row.Lost,6}{row.Doubled,9}{row.Stuck,7}{row.Recovery,16:0.0}"));
        row.Differences.Should().BeEmpty();
        row.Should().BeEquivalentTo(new { Lost = 0, Doubled = 0, Stuck = 0 });
        row.Tries.Should().BePositive("the fault has to strike while people work");
    }

    void Tell(string line)
    {
        output.WriteLine(line);
        if (Table is not null) File.AppendAllText(Table, line + "\n");
    }
}

/// <summary>A theory that is skipped, and says why, where there is no PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = PostgresProcess.WhyNot!;
}
