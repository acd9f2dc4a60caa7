using Lendflow.Activities.Tables;

namespace Lendflow.Activities.Tests.Tables;

/// <summary>The tables the product ships.</summary>
static class Shipped
{
    public static readonly DateOnly Today = new(2026, 3, 2);

    public static string Folder { get; } = Path.Combine(Root(), "workflows", "tables");

    public static TablesInForce Tables { get; } = On(Today);

    static TablesInForce On(DateOnly date)
    {
        var loaded = LendingTables.Load(Folder);
        loaded.Problems.Should().BeEmpty();
        loaded.Tables!.TryOn(date, out var tables, out var problem).Should().BeTrue(problem);
        return tables!;
    }

    static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Workflow.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
