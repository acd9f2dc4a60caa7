namespace Lendflow.CSharp.Tests;

public sealed class ConfinementTests
{
    [Theory]
    [InlineData("System.IO.File.ReadAllText(\"/etc/hostname\")")]
    [InlineData("Environment.MachineName")]
    [InlineData("new System.Net.Http.HttpClient()")]
    [InlineData("System.Diagnostics.Process.Start(\"ls\")")]
    [InlineData("\"\".GetType().Assembly.Location")]
    [InlineData("typeof(string).Assembly")]
    [InlineData("((Func<int>)(() => 1)).Method.Name")]
    [InlineData("new Exception().TargetSite")]
    [InlineData("dynamic d = \"\"; d.GetType()")]
    [InlineData("System.Threading.Thread.Sleep(1); 1")]
    [InlineData("new System.Threading.Tasks.Task(() => { }).Start(); 1")]
    [InlineData("Activator.CreateInstance<object>()")]
    [InlineData("Console.Out")]
    [InlineData("GC.Collect(); 1")]
    [InlineData("[System.Runtime.InteropServices.DllImport(\"libc\")] static extern int getpid(); getpid()")]
    [InlineData("unsafe { int x = 1; int* p = &x; } 1")]
    [InlineData("System.Runtime.CompilerServices.Unsafe.As<string>(null)")]
    [InlineData("again: goto again;")]
    [InlineData("lock (Args) { } 1")]
    [InlineData("await System.Threading.Tasks.Task.FromResult(1)")]
    [InlineData("new Random().Next()")]
    [InlineData("\"a\".GetHashCode()")]
    [InlineData("Lendflow.CSharp.Guard.MostSteps")]
    [InlineData("string.Join(\",\", AppContext.BaseDirectory)")]
    [InlineData("Enumerable.InfiniteSequence(1, 1).Count()")]
    public async Task What_leads_out_of_computing_is_refused(string source)
    {
        var text = await Script.WriteAsync(source);

        text.Should().StartWith("$.root.activities[0].text.expression.value: Expected C# that can run, but line 1, column ");
    }

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("for (;;);")]
    [InlineData("do { try { continue; } catch { } } while (true);")]
    [InlineData("void Never() { while (true) { try { Never2(); } catch { } } } void Never2() => throw new Exception(); Never(); return 1;")]
    [InlineData("IEnumerable<int> Ones() { while (true) yield return 1; } return Ones().Sum(x => (long)x);")]
    public async Task A_loop_without_end_is_stopped(string source)
    {
        var text = await Script.WriteAsync(source);

        text.Should().Contain("went on for more than");
    }

    [Theory]
    [InlineData("int Deep(int n) => Deep(n + 1) + 1; Deep(0)")]
    [InlineData("Func<int, int> f = null; f = n => f(n) + 1; f(0)")]
    public async Task Recursion_without_end_is_an_incident_and_not_the_end_of_the_process(string source)
    {
        var text = await Script.WriteAsync(source);

        text.Should().Contain("InsufficientExecutionStack");
    }

    [Fact]
    public async Task Time_and_random_numbers_are_those_of_the_decision()
    {
        const string Source = "$\"{DateTime.UtcNow:O} {DateTimeOffset.Now:O} {DateTime.Today:O} {Guid.NewGuid()} {Guid.NewGuid()}\"";

        var (first, second) = (await Script.WriteAsync(Source), await Script.WriteAsync(Source));

        first.Should().Be(second).And.StartWith("2026-01-05T09:00:00.0000000Z 2026-01-05T09:00:00.0000000+00:00 2026-01-05T00:00:00.0000000Z ");
        first.Split(' ')[3].Should().NotBe(first.Split(' ')[4]);
    }
}
