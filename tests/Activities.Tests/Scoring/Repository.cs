using System.IO.Compression;

namespace Lendflow.Activities.Tests.Scoring;

/// <summary>Files the tests read from the repository and from the shared data beside it.</summary>
static class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string SharedDataFolder { get; } = Path.Combine(
        Environment.GetEnvironmentVariable("LENDFLOW_SHARED") ?? Path.Combine(Root, "..", "shared"), "data");

    public static string SharedData(string file) => Path.Combine(SharedDataFolder, file);

    public static string ShippedScorecard => File.ReadAllText(Path.Combine(Root, "workflows", "tables", "scorecard-sba.json"));

    public static TextReader SbaStream() => new StreamReader(
        new GZipStream(File.OpenRead(SharedData("sba_stream_22427.csv.gz")), CompressionMode.Decompress));

    static string FindRoot(string folder) => File.Exists(Path.Combine(folder, "Workflow.sln"))
        ? folder
        : FindRoot(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Expected Workflow.sln above the tests, but found none."));
}
