using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Lendflow.Engine.Expressions;

namespace Lendflow.CSharp.Tests;

public sealed class UnloadingTests
{
    static readonly Declarations Nothing = new([], []);

    [Fact]
    public void A_script_that_is_pushed_out_is_unloaded()
    {
        var scripts = new CompiledScripts(2);

        var first = Compile(scripts, "1");
        Compile(scripts, "2");
        Compile(scripts, "3");

        for (var i = 0; i < 20 && first.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        first.IsAlive.Should().BeFalse();
    }

    [Fact]
    public void The_same_text_is_compiled_once_and_again_after_it_was_pushed_out()
    {
        var scripts = new CompiledScripts(1);

        var (first, again) = (scripts.Get(ScriptText.Of("1", Nothing)), scripts.Get(ScriptText.Of("1", Nothing)));
        scripts.Get(ScriptText.Of("2", Nothing));
        var anew = scripts.Get(ScriptText.Of("1", Nothing));

        again.Should().BeSameAs(first);
        anew.Should().NotBeSameAs(first);
        anew.Problem.Should().BeNull();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static WeakReference Compile(CompiledScripts scripts, string source)
    {
        var script = scripts.Get(ScriptText.Of(source, Nothing));
        return new WeakReference(AssemblyLoadContext.All.Single(c => c.Name == script.ContextName));
    }
}
