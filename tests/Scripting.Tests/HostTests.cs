using System.Text.Json;

namespace Lendflow.Scripting.Tests;

public sealed class HostTests
{
    /// <summary>Workflow variables as an engine would offer them.</summary>
    private sealed class Variables : HostObject
    {
        private readonly Dictionary<string, JsValue> _values = [];

        internal Variables(string json)
        {
            foreach (var member in JsonElement.Parse(json).EnumerateObject())
                _values[member.Name] = JsValue.From(member.Value);
        }

        public override IEnumerable<string> Names => _values.Keys;

        public override bool TryGet(string name, out JsValue value) => _values.TryGetValue(name, out value);

        public override bool TrySet(string name, JsValue value)
        {
            _values[name] = value;
            return true;
        }

        internal string TextOf(string name) => _values[name].ToJson().GetRawText();
    }

    private static readonly ScriptHost Host = new ScriptHost()
        .Value("variables", context => JsValue.From((Variables)context!))
        .Function("toJson", static call => call.Json(0).GetRawText())
        .Function("fail", static call => throw new ScriptException("Expected a known name, but got " + call.Text(0)))
        .Function("twice", static call => call.Invoke(call[0], call.Invoke(call[0], call[1])))
        .Function("Money", static call => call.IsNew
            ? JsValue.FromMembers([KeyValuePair.Create("amount", call[0]), KeyValuePair.Create("add", JsValue.FromFunction("add", c => c.Number(0) + call.Number(0)))])
            : throw new ScriptException("Expected new", ScriptErrorKind.TypeError))
        .Resolve(Accessors);

    private static bool Accessors(object? context, string name, out JsValue value)
    {
        value = default;
        if (context is not Variables variables || name.Length < 4 || !variables.Names.Contains(name[3..]))
            return false;
        value = name.StartsWith("get", StringComparison.Ordinal)
            ? JsValue.FromFunction(name, _ => variables.TryGet(name[3..], out var found) ? found : JsValue.Undefined)
            : JsValue.FromFunction(name, call => variables.TrySet(name[3..], call[0]));
        return name[..3] is "get" or "set";
    }

    [Theory]
    [InlineData("variables.Amount > 1000 && getGrade() === 'A'", "true")]
    [InlineData("setAmount(5); variables.Amount + getAmount()", "10")]
    [InlineData("variables.Amount++ < 1", "false")]
    [InlineData("variables.Amount += 1; getAmount()", "5001")]
    [InlineData("variables.Missing", "undefined")]
    [InlineData("typeof getMissing", "\"undefined\"")]
    [InlineData("variables.L.push(4); variables.L", "[1,2,3,4]")]
    [InlineData("variables === variables", "true")]
    [InlineData("variables.O === variables.O", "true")]
    [InlineData("JSON.stringify(variables.O)", "\"{\\u0022a\\u0022:{\\u0022b\\u0022:1}}\"")]
    [InlineData("Object.keys(variables)", "[\"Amount\",\"Grade\",\"L\",\"O\"]")]
    [InlineData("({...variables}).Grade", "\"A\"")]
    [InlineData("'Grade' in variables", "true")]
    [InlineData("const {Amount, Nope = 3} = variables; [Amount, Nope]", "[5000,3]")]
    [InlineData("toJson(variables.O)", "\"{\\u0022a\\u0022:{\\u0022b\\u0022:1}}\"")]
    [InlineData("try { fail('x') } catch (e) { e.message }", "\"Expected a known name, but got x\"")]
    [InlineData("twice(x => x * 3, 2)", "18")]
    [InlineData("const m = new Money(5); m.add(m.amount)", "10")]
    [InlineData("variables.O.a.b = 7; variables.O", "{\"a\":{\"b\":7}}")]
    public void A_script_reaches_what_the_host_offers(string source, string expected)
    {
        var variables = new Variables("""{"Amount":5000,"Grade":"A","L":[1,2,3],"O":{"a":{"b":1}}}""");

        Js.Normal(Js.Json(source, Host, variables)).Should().Be(Js.Normal(expected));
    }

    [Fact]
    public void Changes_inside_a_variable_can_be_collected_after_the_run()
    {
        var variables = new Variables("""{"O": {"a": {"b": 1}, "big": [1.50, 2]}, "L": [], "Same": {"x": 1.0}}""");

        Js.Value("variables.O.a.b = 2; variables.L.push({k: 'v'}); variables.Same.x; variables.New = 1", Host, variables);

        variables.TextOf("O").Should().Be("""{"a":{"b":2},"big":[1.50,2]}""");
        variables.TextOf("L").Should().Be("""[{"k":"v"}]""");
        variables.TextOf("New").Should().Be("1");
        variables.TextOf("Same").Should().Be("""{"x": 1.0}""", "what nobody touched is the JSON it came from");
    }

    [Theory]
    [InlineData("System")]
    [InlineData("require")]
    [InlineData("process")]
    [InlineData("console")]
    [InlineData("setTimeout")]
    [InlineData("fetch")]
    [InlineData("importNamespace")]
    [InlineData("eval")]
    public void Nothing_of_the_machine_is_visible(string name)
    {
        Js.Json($"typeof {name}").Should().Be("\"undefined\"");
        Js.Error(name).Kind.Should().Be(ScriptErrorKind.ReferenceError);
    }

    [Fact]
    public void Code_cannot_be_made_from_text()
    {
        Js.Error("Function('return 1')()").Kind.Should().Be(ScriptErrorKind.TypeError);
        Js.Error("(() => 1).constructor('return 1')()").Kind.Should().Be(ScriptErrorKind.TypeError);
    }

    [Fact]
    public void A_failing_host_function_is_reported_where_it_was_called()
    {
        var error = Js.Error("1;\n  fail('it')", host: Host);

        error.Should().Be(new ScriptError(ScriptErrorKind.Thrown, "Expected a known name, but got it", 2, 3));
    }

    [Fact]
    public void A_script_names_its_globals_and_their_members()
    {
        var script = Js.Parse("const local = 1; function f(p) { return p + variables.Amount + variables['Grade'] + getX() } out = f(local); Math.max(local)");

        script.FreeNames.Should().BeEquivalentTo("variables", "getX", "out", "Math");
        script.MembersOf("variables").Should().BeEquivalentTo("Amount", "Grade");
        script.MembersOf("nothing").Should().BeEmpty();
    }

    [Theory]
    [InlineData("let x = ;", 1, 9)]
    [InlineData("a +\n\n  * b", 3, 3)]
    [InlineData("'open", 1, 1)]
    [InlineData("if (x {", 1, 7)]
    [InlineData("return 1 2", 1, 10)]
    [InlineData("let a; let a", 1, 12)]
    [InlineData("function* g() {}", 1, 9)]
    public void A_mistake_in_the_source_is_reported_with_its_place(string source, int line, int column)
    {
        Script.Parse(source, out var error).Should().BeNull();

        error.Should().BeEquivalentTo(new { Kind = ScriptErrorKind.Syntax, Line = line, Column = column });
    }

    [Fact]
    public void A_running_error_is_reported_with_its_place() =>
        Js.Error("const o = {};\no.a.b").Should().Be(new ScriptError(ScriptErrorKind.TypeError, "Cannot read properties of undefined (reading 'b')", 2, 5));

    [Theory]
    [InlineData("return 7", "7")]
    [InlineData("if (true) return 'early'; 'late'", "\"early\"")]
    [InlineData("return", "undefined")]
    [InlineData("", "undefined")]
    [InlineData("// nothing", "undefined")]
    [InlineData("await 5", "5")]
    [InlineData("const x = await Promise.resolve(3); x + 1", "4")]
    [InlineData("Promise.resolve('p')", "\"p\"")]
    [InlineData("(async () => { const a = await 1; return a + 1 })()", "2")]
    [InlineData("Promise.all([1, Promise.resolve(2), (async () => 3)()])", "[1,2,3]")]
    [InlineData("Promise.reject(new Error('x')).catch(e => e.message).finally(() => 1)", "\"x\"")]
    [InlineData("new Promise((ok, no) => ok(4)).then(x => x * 2)", "8")]
    [InlineData("Promise.allSettled([1, Promise.reject(2)])", "[{\"status\":\"fulfilled\",\"value\":1},{\"status\":\"rejected\",\"reason\":2}]")]
    [InlineData("(async () => { try { await Promise.reject(5) } catch (e) { return e } })()", "5")]
    [InlineData("({then(ok) { ok(9) }})", "9")]
    [InlineData("Promise.any([Promise.reject(1), 2])", "2")]
    [InlineData("undeclared = 5; undeclared", "5")]
    public void Results_return_and_promises_are_unwrapped(string source, string expected) => Js.Json(source).Should().Be(expected);

    [Fact]
    public void A_rejected_or_pending_promise_fails_the_script()
    {
        Js.Error("Promise.reject(new TypeError('no'))").Should().BeEquivalentTo(new { Kind = ScriptErrorKind.TypeError, Message = "no" });
        Js.Error("new Promise(() => {})").Message.Should().StartWith("Expected a promise that is settled");
        Js.Error("throw {code: 1}").Should().BeEquivalentTo(new { Kind = ScriptErrorKind.Thrown, Message = "{\"code\":1}" });
    }
}
