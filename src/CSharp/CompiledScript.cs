using System.Runtime.Loader;
using Lendflow.Scripting;

namespace Lendflow.CSharp;

/// <summary>A script as code, in a load context of its own; or why there is none.</summary>
sealed class CompiledScript
{
    readonly AssemblyLoadContext? context;
    readonly Type? type;

    public CompiledScript(ScriptError problem) => Problem = problem;

    /// <param name="image">The assembly; its only public class is the script.</param>
    public CompiledScript(Stream image, string hash)
    {
        context = new AssemblyLoadContext($"C# {hash[..12]}", isCollectible: true);
        type = context.LoadFromStream(image).GetType(ScriptText.ClassName);
    }

    public ScriptError? Problem { get; }

    internal string? ContextName => context?.Name;

    /// <summary>A run of the script: it has no state between runs.</summary>
    public FlowScript Start() => (FlowScript)Activator.CreateInstance(type!)!;

    public void Unload() => context?.Unload();
}
