namespace Lendflow.Host.Tests.Structure;

static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    static string Find(string folder) =>
        File.Exists(System.IO.Path.Combine(folder, "Workflow.sln")) ? folder : Find(System.IO.Path.GetDirectoryName(folder)!);
}
