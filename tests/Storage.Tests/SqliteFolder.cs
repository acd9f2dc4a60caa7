using Microsoft.Data.Sqlite;

namespace Lendflow.Storage.Tests;

/// <summary>A folder of its own for every SQLite store.</summary>
static class SqliteFolder
{
    /// <summary>Tables are created once and copied, because that takes longer than most tests.</summary>
    static readonly Lazy<Task<string>> Template = new(CreateTemplateAsync);

    public static async Task<OpenStore> OpenAsync() => Open(await NewAsync());

    /// <summary>The folder goes when the store is closed.</summary>
    public static OpenStore Open(string folder)
    {
        var store = OpenStore.On("sqlite", folder);
        return store with
        {
            Close = async () =>
            {
                await store.DisposeAsync();
                SqliteConnection.ClearAllPools();
                Directory.Delete(folder, recursive: true);
            },
        };
    }

    public static async Task<string> NewAsync()
    {
        var folder = Directory.CreateTempSubdirectory("lendflow-").FullName;
        File.Copy(await Template.Value, Path.Combine(folder, "lendflow.db"));
        return folder;
    }

    static async Task<string> CreateTemplateAsync()
    {
        var folder = Directory.CreateTempSubdirectory("lendflow-template-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        await OpenStore.MigrateAsync("sqlite", folder);
        SqliteConnection.ClearAllPools(); // The last connection to close copies the log into the file.
        return Path.Combine(folder, "lendflow.db");
    }
}
