using System.CommandLine;
using Lendflow.Host.People;
using Lendflow.Storage;
using Lendflow.Storage.Copies;
using Microsoft.EntityFrameworkCore;
using Spectre.Console;

namespace Lendflow.Host.Cli;

/// <summary>Carries a whole store to another database, SQLite or PostgreSQL: cases go on there where they were.</summary>
static class StoreVerbs
{
    public static Command Export()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Where to write it; must not exist." };
        var verb = new Command("export-store", "Writes the whole store (cases, documents, flows, people) that LENDFLOW_DB and LENDFLOW_DATA name to a file. Stop every host before.") { file };
        verb.SetAction((parsed, cancellation) => RunAsync(async copy =>
        {
            // Not under its own name before it is whole: half a copy must not be taken for one.
            var target = parsed.GetRequiredValue(file).FullName;
            if (File.Exists(target)) throw new StoreCopyException($"Expected no file {target}, but there is one.");
            await using (var stream = File.Create(target + ".part")) await copy.WriteAsync(stream, cancellation).ShownAsync();
            File.Move(target + ".part", target);
        }, cancellation));
        return verb;
    }

    public static Command Import()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "What export-store has written." }.AcceptExistingOnly();
        var verb = new Command("import-store", "Reads what export-store has written into the store that LENDFLOW_DB and LENDFLOW_DATA name, which must be new; all of it or, when anything is wrong, nothing. Rows and hashes of every table are compared.") { file };
        verb.SetAction((parsed, cancellation) => RunAsync(async copy =>
        {
            await using var stream = parsed.GetRequiredValue(file).OpenRead();
            await copy.ReadAsync(stream, cancellation).ShownAsync();
        }, cancellation));
        return verb;
    }

    /// <returns>0, or 2 when it was refused.</returns>
    static async Task<int> RunAsync(Func<StoreCopy, Task> work, CancellationToken cancellation)
    {
        await using var store = await StoreOnly.OpenAsync(cancellation);
        var options = new DbContextOptionsBuilder<PeopleDb>();
        PeopleDb.Configure(options, store.Services.GetRequiredService<Settings>());
        await using var people = new PeopleDb(options.Options);
        await people.Database.MigrateAsync(cancellation);
        try
        {
            await work(new StoreCopy(store.Services.GetRequiredService<LendflowDatabase>(), [people]));
            return 0;
        }
        catch (StoreCopyException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 2;
        }
    }

    static async Task ShownAsync(this Task<IReadOnlyList<CopiedTable>> copying)
    {
        var table = new Table().AddColumn("Table").AddColumn("Rows", c => c.RightAligned()).AddColumn("Hash");
        foreach (var copied in await copying) table.AddRow(copied.Name, copied.Rows.ToString("N0"), copied.Hash[..16]);
        AnsiConsole.Write(table);
    }
}
