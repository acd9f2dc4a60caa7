using Lendflow.Scripting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Lendflow.CSharp;

/// <summary>Compiles a script: first as the author wrote it, to judge it, then with the guard's checks in it.</summary>
static class ScriptCompiler
{
    static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14);

    static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, deterministic: true, concurrentBuild: false);

    static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(FindReferences);

    public static CompiledScript Compile(ScriptText text)
    {
        if (text.Problem is { } problem) return new CompiledScript(problem);
        var tree = CSharpSyntaxTree.ParseText(text.Program, ParseOptions);
        var written = CSharpCompilation.Create($"Flow{text.Hash[..16]}", [tree], References.Value, Options);
        if (written.GetDiagnostics().FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } error)
            return new CompiledScript(At(error.Location, $"{error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)} ({error.Id})"));

        var model = written.GetSemanticModel(tree);
        var body = ScriptBody.Of(tree.GetRoot());
        if (AllowedCode.FirstOffence(model, body) is { } offence) return new CompiledScript(At(offence.Node.GetLocation(), offence.Message));

        var guarded = written.ReplaceSyntaxTree(tree, CSharpSyntaxTree.Create((CSharpSyntaxNode)tree.GetRoot().ReplaceNode(body, new GuardedCode(model).Visit(body)), ParseOptions));
        using var image = new MemoryStream();
        var emitted = guarded.Emit(image);
        if (!emitted.Success)
            throw new InvalidOperationException($"Expected guarded code to compile as the author's did, but: {emitted.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error)}");
        image.Position = 0;
        return new CompiledScript(image, text.Hash);
    }

    static ScriptError At(Location location, string message)
    {
        var start = location.GetMappedLineSpan().StartLinePosition;
        return new ScriptError(ScriptErrorKind.Syntax, message, start.Line + 1, start.Character + 1);
    }

    /// <summary>Only what <see cref="AllowedCode"/> allows lives in these.</summary>
    static IReadOnlyList<MetadataReference> FindReferences()
    {
        string[] wanted = ["System.Private.CoreLib", "System.Runtime", "System.Collections", "System.Linq", "System.Text.Json", "System.Memory"];
        var all = (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "").Split(Path.PathSeparator);
        var found = all.Where(path => wanted.Contains(Path.GetFileNameWithoutExtension(path))).Append(typeof(FlowScript).Assembly.Location).Where(File.Exists).ToList();
        return found.Count > wanted.Length
            ? [.. found.Select(path => MetadataReference.CreateFromFile(path))]
            : throw new PlatformNotSupportedException("Expected the program's assemblies as files, because C# in flows is compiled against them, but it was published as a single file.");
    }
}
