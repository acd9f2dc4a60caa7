namespace Lendflow.Scripting.Tests;

public sealed class DeterminismTests
{
    private const string Busy = """
        const random = Array.from({length: 50}, () => Math.random());
        const words = 'the quick brown fox'.replace(/(\w)(\w*)/g, (m, a, b) => a.toUpperCase() + b);
        const sorted = [...random].sort((a, b) => a - b);
        const map = new Map(sorted.map((x, i) => [x, i]));
        ({words, at: new Date(), sum: sorted.reduce((a, b) => a + b), first: [...map.keys()][0], n: Date.now()})
        """;

    [Fact]
    public void The_same_seed_and_clock_give_the_same_result_in_the_same_number_of_steps()
    {
        var script = Js.Parse(Busy);

        var first = (ScriptResult.Value)script.Run(Js.BareHost, null, ScriptLimits.Default, Js.Now, 42);
        var second = (ScriptResult.Value)Js.Parse(Busy).Run(Js.BareHost, null, ScriptLimits.Default, Js.Now, 42);

        second.Result.ToString().Should().Be(first.Result.ToString());
        second.Steps.Should().Be(first.Steps).And.BeGreaterThan(100);
    }

    [Fact]
    public void Another_seed_gives_other_random_numbers()
    {
        var one = ((ScriptResult.Value)Js.Run("Math.random()", seed: 1)).Result.ToString();
        var two = ((ScriptResult.Value)Js.Run("Math.random()", seed: 2)).Result.ToString();

        two.Should().NotBe(one);
    }

    [Fact]
    public void Random_numbers_lie_between_zero_and_one() =>
        Js.Json("let ok = true, sum = 0; for (let i = 0; i < 10000; i++) { const r = Math.random(); ok &&= r >= 0 && r < 1; sum += r } ok && sum > 4800 && sum < 5200")
            .Should().Be("true");

    [Fact]
    public void The_clock_is_the_one_passed_in() =>
        Js.Json("[Date.now(), new Date().toISOString()]").Should().Be($"[{Js.Now.ToUnixTimeMilliseconds()},\"2026-03-09T10:30:15.250Z\"]");

    [Fact]
    public void A_script_stops_at_exactly_the_same_step_as_before()
    {
        const string Source = "let n = 0; for (;;) { n++; if (n % 3) Math.max(n, 1) }";

        var first = Js.Run(Source, ScriptLimits.Default with { Steps = 5_000 });
        var second = Js.Run(Source, ScriptLimits.Default with { Steps = 5_000 });

        first.Should().Be(second).And.BeOfType<ScriptResult.Failed>().Which.Steps.Should().Be(5_000);
    }

    [Fact]
    public void A_script_that_needs_exactly_its_limit_passes()
    {
        var steps = Js.Run("let s = 0; for (let i = 0; i < 100; i++) s += i; s").Steps;

        Js.Run("let s = 0; for (let i = 0; i < 100; i++) s += i; s", ScriptLimits.Default with { Steps = steps }).Should().BeOfType<ScriptResult.Value>();
        Js.Run("let s = 0; for (let i = 0; i < 100; i++) s += i; s", ScriptLimits.Default with { Steps = steps - 1 }).Should().BeOfType<ScriptResult.Failed>();
    }

    [Fact]
    public void One_script_runs_on_many_threads_at_once()
    {
        var script = Js.Parse("""
            class Counter { #n = 0; add(k) { this.#n += k; return this } get n() { return this.#n } }
            const counter = new Counter(), input = getInput();
            for (let i = 0; i < 200; i++) counter.add(input.k * (i % 3));
            const {text = `${input.k}:${counter.n}`} = {}; text.replace(/\d+/g, d => +d + 1)
            """);
        var host = new ScriptHost().Function("getInput", static call => JsValue.From((System.Text.Json.JsonElement)call.Context!));

        var results = Enumerable.Range(0, 400).AsParallel().WithDegreeOfParallelism(4).Select(k =>
        {
            var input = System.Text.Json.JsonSerializer.SerializeToElement(new { k });
            return (k, ((ScriptResult.Value)script.Run(host, input, ScriptLimits.Default, Js.Now, 1)).Result.ToString());
        }).ToList();

        results.Should().OnlyContain(r => r.Item2 == $"\"{r.k + 1}:{(r.k * 199) + 1}\"" || r.Item2 == $"{r.k + 1}:{(r.k * 199) + 1}");
    }

    [Fact]
    public void What_one_run_changes_no_other_run_sees()
    {
        Js.Json("leak = 5; globalThis.other = 6; [leak, other]").Should().Be("[5,6]");
        Js.Json("[typeof leak, typeof other]").Should().Be("[\"undefined\",\"undefined\"]");
        Js.Error("Array.prototype.hack = 1").Kind.Should().Be(ScriptErrorKind.TypeError);
        Js.Error("Math.max = () => 1").Kind.Should().Be(ScriptErrorKind.TypeError);
        Js.Error("Object.prototype.x = 1").Kind.Should().Be(ScriptErrorKind.TypeError);
        Js.Error("delete Array.prototype.map").Kind.Should().Be(ScriptErrorKind.TypeError);
        Js.Error("Object.setPrototypeOf(Array.prototype, null)").Kind.Should().Be(ScriptErrorKind.TypeError);
        Js.Error("Object.defineProperty(Object.prototype, 'y', {value: 1})").Kind.Should().Be(ScriptErrorKind.TypeError);
        Js.Error("class X extends Object { constructor() { super(Math); Object.freeze(this); this.y = 1 } } new X()").Kind.Should().Be(ScriptErrorKind.TypeError);
        Js.Json("Object.getPrototypeOf(Math) === Object.prototype").Should().Be("true");
        Js.Error("undefined = 1").Kind.Should().Be(ScriptErrorKind.TypeError);
        Js.Json("Math = 5; Math").Should().Be("5");
        Js.Json("typeof Math").Should().Be("\"object\"");
    }
}
