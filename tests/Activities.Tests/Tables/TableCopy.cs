using Lendflow.Activities.Tables;

namespace Lendflow.Activities.Tests.Tables;

/// <summary>A copy of the shipped tables to spoil; deleted afterwards.</summary>
sealed class TableCopy : IDisposable
{
    static readonly string[] Subfolders = ["calendars", "forms"];

    readonly string folder = Directory.CreateTempSubdirectory("lendflow-tables-").FullName;

    public string Folder => folder;

    public TableCopy()
    {
        foreach (var subfolder in Subfolders) Directory.CreateDirectory(Path.Combine(folder, subfolder));
        foreach (var file in Directory.GetFiles(Shipped.Folder, "*.json", SearchOption.AllDirectories))
            if (Path.GetRelativePath(Shipped.Folder, file) is var name && (!name.Contains('/') || Subfolders.Contains(name.Split('/')[0])))
                File.Copy(file, Path.Combine(folder, name));
    }

    /// <summary>Replaces a piece of text, which must be there, wherever it occurs.</summary>
    public TableCopy Replace(string file, string old, string @new)
    {
        var text = File.ReadAllText(Path.Combine(folder, file));
        text.Should().Contain(old);
        return Write(file, text.Replace(old, @new, StringComparison.Ordinal));
    }

    public TableCopy Write(string file, string text)
    {
        File.WriteAllText(Path.Combine(folder, file), text);
        return this;
    }

    public TableCopy Delete(string file)
    {
        File.Delete(Path.Combine(folder, file));
        return this;
    }

    public string Read(string file) => File.ReadAllText(Path.Combine(folder, file));

    public LoadedTables Load() => LendingTables.Load(folder);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
