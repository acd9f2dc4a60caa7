namespace Lendflow.Scripting.Tests;

public sealed class LimitTests
{
    private static readonly ScriptLimits Small = ScriptLimits.Default with { Steps = 200_000, MemoryBytes = 4 * 1024 * 1024, Time = TimeSpan.FromMinutes(5) };

    [Theory]
    [InlineData("while (true);")]
    [InlineData("for (;;) {}")]
    [InlineData("do {} while (1)")]
    [InlineData("const a = [1]; for (const x of a) a.push(x)")]
    [InlineData("[1, 2].sort(() => { for (;;); })")]
    [InlineData("const s = new Set([1]); for (const x of s) { s.delete(x); s.add(x + 1) }")]
    [InlineData("const it = {[Symbol.iterator]: () => ({next: () => it})}; for (const x of it);")]
    [InlineData("/(a+)+$/.test('a'.repeat(40) + 'b')")]
    [InlineData("/^(([a-z])+.)+[A-Z]([a-z])+$/.test('a'.repeat(60))")]
    [InlineData("/(.*)*(.*)*(.*)*x/.test('y'.repeat(100))")]
    [InlineData("'a'.repeat(60).replace(/(a*)*b/g, '')")]
    [InlineData("/(?=(a+)+$)b/.test('a'.repeat(50) + '!')")]
    [InlineData("const o = {}; for (let i = 0; ; i++) { o['k' + i % 50] = i; delete o['k' + i % 49] }")]
    [InlineData("async function f() { for (;;); } f()")]
    [InlineData("Promise.resolve().then(() => { while (1); })")]
    public void A_script_that_never_ends_hits_the_step_limit(string source) =>
        Js.Error(source, Small).Kind.Should().Be(ScriptErrorKind.StepLimit);

    [Theory]
    [InlineData("const a = []; for (;;) a.push('some text ' + a.length)")]
    [InlineData("let s = 'x'; for (;;) s += s")]
    [InlineData("let s = 'x'; for (;;) s = `${s}${s}`")]
    [InlineData("'x'.repeat(1e9)")]
    [InlineData("'x'.padStart(1e9)")]
    [InlineData("'x'.padEnd(2 ** 40, 'ab')")]
    [InlineData("new Array(4e9)")]
    [InlineData("const a = []; a[1e9] = 1")]
    [InlineData("[].length; const a = []; a.length = 4e9")]
    [InlineData("Array.from({length: 1e9})")]
    [InlineData("Array(1e4).fill('x'.repeat(1e4)).join('')")]
    [InlineData("'a'.repeat(1e5).replaceAll('a', 'b'.repeat(1e5))")]
    [InlineData("'a'.repeat(1e5).replace(/a/g, () => 'b'.repeat(1e4))")]
    [InlineData("let a = [1]; for (;;) a = a.concat(a)")]
    [InlineData("let a = [1]; for (;;) a = [...a, ...a]")]
    [InlineData("let o = {}; for (let i = 0; ; i++) o['key' + i] = i")]
    [InlineData("let j = '[1'; for (let i = 0; i < 16; i++) j += j.replace('[', ','); for (const a = [];;) a.push(JSON.parse(j + ']'))")]
    [InlineData("const a = []; for (;;) a.push(Object.create(null), new Map(), () => 1, {}, [])")]
    [InlineData("String.prototype.concat.apply('', Array(1e5).fill('x'.repeat(1e3)))")]
    [InlineData("const a = Array(1000).fill('y'.repeat(1000)); for (const b = [];;) b.push(JSON.stringify(a))")]
    public void A_script_that_allocates_without_end_hits_the_memory_limit(string source) =>
        Js.Error(source, Small with { Steps = 50_000_000 }).Kind.Should().Be(ScriptErrorKind.MemoryLimit);

    [Theory]
    [InlineData("function f() { return f() } f()")]
    [InlineData("const f = n => 1 + f(n + 1); f(0)")]
    [InlineData("const o = {get a() { return this.a }}; o.a")]
    [InlineData("const f = () => [1].map(f); f()")]
    [InlineData("const o = {toString() { return '' + this }}; o + ''")]
    [InlineData("const f = () => JSON.stringify({toJSON: f}); f()")]
    [InlineData("const f = () => 'a'.replace(/a/, f); f()")]
    [InlineData("class A { constructor() { new A() } } new A()")]
    [InlineData("const f = () => Promise.resolve().then(f); f()")]
    [InlineData("async function f() { return await f() } f()")]
    [InlineData("let o = {}; for (let i = 0; i < 5000; i++) o = {o}; JSON.stringify(o)")]
    [InlineData("let o = []; for (let i = 0; i < 5000; i++) o = [o]; o.flat(Infinity)")]
    [InlineData("let o = []; for (let i = 0; i < 5000; i++) o = [o]; String(o)")]
    [InlineData("let o = {}; for (let i = 0; i < 5000; i++) o = {o}; structuredClone(o)")]
    [InlineData("const f = (...a) => f(...a, 1); f()")]
    [InlineData("const p = new Proxy2(); function Proxy2() { return new Proxy2() }")]
    public void Endless_recursion_hits_the_recursion_limit(string source) =>
        Js.Error(source).Kind.Should().Be(ScriptErrorKind.RecursionLimit);

    [Fact]
    public void Deep_expressions_in_a_recursive_function_do_not_exhaust_the_stack()
    {
        var nested = string.Concat(Enumerable.Repeat("(1 + ", 150)) + "f(n + 1)" + new string(')', 150);
        var error = Js.Error($"function f(n) {{ return {nested} }} f(0)", ScriptLimits.Default with { Recursion = 100_000 });

        error.Kind.Should().Be(ScriptErrorKind.RecursionLimit);
    }

    [Theory]
    [InlineData("try { for (;;); } catch (e) { 'caught' }")]
    [InlineData("try { for (;;); } finally { 'done' }")]
    [InlineData("const f = () => { try { for (;;); } catch { return 1 } finally { return 2 } }; f()")]
    [InlineData("new Promise(() => { for (;;); }).catch(() => 'caught')")]
    [InlineData("[1].map(() => { try { for (;;); } catch {} })")]
    [InlineData("JSON.parse('[1]', () => { try { for (;;); } catch {} })")]
    public void A_script_cannot_catch_the_breach_of_a_limit(string source) =>
        Js.Error(source, Small).Kind.Should().Be(ScriptErrorKind.StepLimit);

    [Fact]
    public void A_script_cannot_catch_a_recursion_or_memory_breach()
    {
        Js.Error("const f = () => { try { f() } catch { return 1 } }; f()").Kind.Should().Be(ScriptErrorKind.RecursionLimit);
        Js.Error("try { 'x'.repeat(1e9) } catch { 1 }").Kind.Should().Be(ScriptErrorKind.MemoryLimit);
    }

    [Fact]
    public void The_time_limit_ends_what_the_step_limit_allows()
    {
        var error = Js.Error("for (;;);", new ScriptLimits(int.MaxValue, TimeSpan.FromMilliseconds(50), long.MaxValue, 100));

        error.Kind.Should().Be(ScriptErrorKind.TimeLimit);
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("({a:", "})")]
    [InlineData("{", "}")]
    [InlineData("!", "")]
    [InlineData("- ", "")]
    [InlineData("a=>", "")]
    [InlineData("1+", "")]
    [InlineData("1**", "")]
    [InlineData("a.", "")]
    [InlineData("a?.b?.", "")]
    [InlineData("f(", ")")]
    [InlineData("x?1:", "")]
    [InlineData("if(1)", "")]
    [InlineData("if(1);else ", "")]
    [InlineData("for(;;)", "")]
    [InlineData("`${", "}`")]
    [InlineData("new ", "")]
    [InlineData("async ()=>", "")]
    [InlineData("function f(){", "}")]
    [InlineData("class A extends ", "")]
    [InlineData("a=", "")]
    [InlineData("a=[", "]")]
    [InlineData("typeof ", "")]
    [InlineData("l:", "")]
    [InlineData("/(", ")/")]
    [InlineData("try{}finally{", "}")]
    public void Source_nested_too_deep_is_refused_instead_of_exhausting_the_stack(string open, string close)
    {
        var source = string.Concat(Enumerable.Repeat(open, 20_000)) + "1" + string.Concat(Enumerable.Repeat(close, 20_000));

        Script.Parse(source, out var error).Should().BeNull();

        error!.Kind.Should().Be(ScriptErrorKind.Syntax);
    }

    [Fact]
    public void Deep_nesting_made_while_running_is_refused()
    {
        Js.Error("JSON.parse('['.repeat(100000))").Kind.Should().Be(ScriptErrorKind.RangeError);
        Js.Error("new RegExp('('.repeat(10000))").Kind.Should().Be(ScriptErrorKind.SyntaxError);
        Js.Error("new RegExp('(a{1000}){1000}')").Kind.Should().Be(ScriptErrorKind.SyntaxError);
        Js.Value("let o = {}; for (let i = 0; i < 5000; i++) o = {o}; o").TryToJson(out _, out var problem).Should().BeFalse();
        problem.Should().Contain("nested more than 64 deep");
    }

    [Fact]
    public void An_array_inside_itself_is_empty_there() =>
        Js.Json("const a = [1, 2]; a.push(a); String(a)").Should().Be("\"1,2,\"");
}
