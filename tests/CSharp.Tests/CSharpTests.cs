using System.Text.Json.Nodes;
using Lendflow.Engine.Running;
using Lendflow.Engine.Virtual;

namespace Lendflow.CSharp.Tests;

public sealed class CSharpTests
{
    [Theory]
    [InlineData("1 + 2", "3")]
    [InlineData("return 1 + 2;", "3")]
    [InlineData("var x = 20; x * 2 + 2", "42")]
    [InlineData("if (Variable.N > 3) return \"big\"; return \"small\";", "big")]
    [InlineData("int Twice(int n) => n * 2; Twice(Variable.N)", "8")]
    [InlineData("using System.Linq;\nVariables.List.Where(w => w.Length > 1).Count() // long ones", "2")]
    [InlineData("new { a = 1, B = Variable.N }", "{\"a\":1,\"B\":4}")]
    [InlineData("new[] { 1, 2 }", "[1,2]")]
    [InlineData("$\"{Input.Amount:F2} {Inputs.Get<decimal>(\"amount\")} {CorrelationId} {WorkflowInstanceId}\"", "250000.50 250000.50 LN-1 wf1")]
    [InlineData("Variables.Get<int>(\"N\") + (int)(Variable.Nothing ?? 1)", "5")]
    [InlineData("Variable.O[\"k\"]", "[1,2]")]
    [InlineData("Variable.Day.AddDays(1).ToString(\"yyyy-MM-dd\")", "2026-03-01")]
    [InlineData("", "")]
    public async Task A_script_has_the_value_of_its_last_expression_or_return(string source, string written)
    {
        var text = await Script.WriteAsync(source, ("N", "Int32", "4"), ("List", "List<String>", "[\"a\",\"bc\",\"def\"]"), ("Nothing", "Object", null), ("O", "JSON", "{\"k\":[1,2]}"), ("Day", "DateTime", "2026-02-28"));

        text.Should().Be(written);
    }

    [Fact]
    public async Task A_script_sets_variables_outcomes_name_and_correlation()
    {
        var lines = await Script.RunAsync(
            "Variable.N = 9; Variables.Set(\"N\", Variable.N + 1); WorkflowInstanceName = \"named\"; CorrelationId = \"C\"; Outcome.Set(\"X\", \"Y\"); return 3;", ("N", "Int32", "4"));

        var end = lines.OfType<RunLine.Final>().Single();
        end.Vars["N"].GetInt32().Should().Be(10);
        (end.Name, end.CorrelationId).Should().Be(("named", "C"));
        lines.OfType<RunLine.Act>().Single(a => a.Id == "script").Outcomes.Should().Equal("X", "Y");
    }

    [Theory]
    [InlineData("return\n  1 +;", "line 2, column 6")]
    [InlineData("var a = 1;\n   a + Missing", "line 2, column 8")]
    [InlineData("class A {}", "cannot declare types")]
    [InlineData("#r \"x.dll\"\n1", "directives")]
    public async Task A_script_that_does_not_compile_is_refused_with_line_and_column(string source, string said)
    {
        var text = await Script.WriteAsync(source);

        text.Should().StartWith("$.root.activities[0].text.expression.value: Expected C# that can run, but line ").And.Contain(said);
    }

    [Fact]
    public async Task What_a_script_throws_is_an_incident()
    {
        var lines = await Script.RunAsync("throw new InvalidOperationException(\"no\");");

        lines.OfType<RunLine.Incident>().Single().Msg.Should().Contain("no");
        lines.OfType<RunLine.Final>().Single().SubStatus.Should().Be(WorkflowSubStatus.Faulted);
    }

    [Fact]
    public async Task Where_it_is_off_a_definition_with_it_is_refused_with_its_path_and_what_to_write_instead()
    {
        var step = new JsonObject
        {
            ["id"] = "s", ["type"] = "Elsa.RunCSharp",
            ["script"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "CSharp", ["value"] = "1" } },
        };

        var lines = await Script.RunAsync([], step, isOn: false);

        lines.OfType<RunLine.ImportFailed>().Single().Errors.Should().HaveCount(2)
            .And.Contain(e => e.StartsWith("$.root.activities[0].type: ") && e.Contains("JavaScript instead") && e.Contains("LENDFLOW_CSHARP=on"))
            .And.Contain(e => e.StartsWith("$.root.activities[0].script.expression.type: "));
    }

    [Fact]
    public async Task A_script_that_is_computed_is_refused()
    {
        var step = new JsonObject
        {
            ["id"] = "s", ["type"] = "Elsa.RunCSharp",
            ["script"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "'1'" } },
        };

        var lines = await Script.RunAsync([], step);

        lines.OfType<RunLine.ImportFailed>().Single().Errors.Should().ContainSingle(e => e.Contains("$.root.activities[0].script.expression.type: Expected a literal"));
    }
}
