using Lendflow.Engine.Elements;
using Lendflow.Engine.Virtual;

namespace Lendflow.Engine.Tests.Expressions;

public sealed class ScriptGlobalsTests
{
    [Theory]
    [InlineData("Guid", "6f9619ff-8b86-d011-b42d-00cf4fc964ff", "object {\"Variant\":11,\"Version\":13} 6f9619ff-8b86-d011-b42d-00cf4fc964ff")]
    [InlineData("DateTimeOffset", "2024-01-02T03:04:05+02:00", "object \"2024-01-02T01:04:05.000Z\" ")]
    [InlineData("ByteArray", "aGk=", "object {} aGk=")]
    public async Task A_typed_variable_is_an_object_in_scripts_as_in_Elsa(string type, string value, string seen)
    {
        var written = await WriteAsync("typeof variables.V + ' ' + JSON.stringify(variables.V) + ' ' + variables.V", type, value);

        written.Should().StartWith(seen);
    }

    [Theory]
    [InlineData("TimeSpan", "1.02:03:04", "variables.V.TotalHours + ' ' + variables.V.days + ' ' + variables.V.Add(TimeSpan.FromMinutes(1))", "26.051111111111112 1 1.02:04:04")]
    [InlineData("DateTime", "2024-01-02T03:04:05Z", "variables.V.getUTCFullYear() + ' ' + (variables.V < DateTime.UtcNow)", "2024 true")]
    [InlineData("Guid", "6f9619ff-8b86-d011-b42d-00cf4fc964ff", "variables.V.Equals(parseGuid('6F9619FF-8B86-D011-B42D-00CF4FC964FF')) + ' ' + Guid.Empty", "true 00000000-0000-0000-0000-000000000000")]
    public async Task It_has_the_members_of_its_NET_type(string type, string value, string script, string result)
    {
        var written = await WriteAsync(script, type, value);

        written.Should().Be(result);
    }

    [Fact]
    public async Task A_date_that_a_script_only_reads_keeps_its_fractions_and_one_that_it_changes_is_written_back()
    {
        var flow = Flow.Named("dates")
            .Variable("Read", "DateTimeOffset", "2024-01-02T03:04:05.1234567+02:00").Variable("Changed", "DateTimeOffset", "2024-01-02T03:04:05.1234567+02:00")
            .Script("script", "variables.Read.getTime(); variables.Changed.setUTCFullYear(2030); 1");

        var end = (await RunAsync(flow)).OfType<RunLine.Final>().Single();

        end.Vars["Read"].GetString().Should().Be("2024-01-02T03:04:05.1234567+02:00");
        end.Vars["Changed"].GetString().Should().StartWith("2030-01-02T01:04:05.123");
    }

    [Theory]
    [InlineData("bytesToString(bytesFromString('héé'))", "héé")]
    [InlineData("bytesToBase64(bytesFromBase64('YWJj')) + streamToBase64(streamToBytes('YWJj'))", "YWJjYWJj")]
    [InlineData("toJson({ a: '<é' })", "{\"a\":\"\\u003C\\u00E9\"}")]
    [InlineData("toJson(undefined)", "null")]
    [InlineData("typeof args", "object")]
    [InlineData("TimeSpan.FromMinutes(90) + ' ' + new TimeSpan(1, 2, 3)", "01:30:00 01:02:03")]
    [InlineData("new DateTime(2020, 1, 2).toISOString()", "2020-01-02T00:00:00.000Z")]
    [InlineData("new Random(1).Next(5, 6)", "5")]
    [InlineData("1e21", "1E+21")]
    [InlineData("0 / 0", "NaN")]
    public async Task Elsas_functions_and_NET_types_are_there(string script, string result)
    {
        var written = await WriteAsync(script, "Object", null);

        written.Should().Be(result);
    }

    [Theory]
    [InlineData("SetVariable")]
    [InlineData("Delay")]
    public async Task A_value_that_is_no_number_is_an_incident_and_not_null(string type)
    {
        var flow = Flow.Named("nan").Variable("Amount", "Decimal", "5")
            .Step("step", type, ("variable", new System.Text.Json.Nodes.JsonObject { ["id"] = "Amount" }), ("value", new Js("variables.Amount / 'x'")), ("timeSpan", new Js("variables.Amount / 'x'")));

        (await RunAsync(flow)).OfType<RunLine.Incident>().Single().Msg.Should().Contain("the script's value is NaN");
    }

    [Fact]
    public async Task A_script_that_is_run_for_what_it_does_may_end_in_no_number()
    {
        var lines = await RunAsync(Flow.Named("nan").Variable("L", "List<Int32>", "[1]").Script("script", "variables.L.push(2); 0 / 0"));

        lines.OfType<RunLine.Incident>().Should().BeEmpty();
        lines.OfType<RunLine.Final>().Single().Vars["L"].GetArrayLength().Should().Be(2);
    }

    [Theory]
    [InlineData("typeof getMyVar + typeof setMyVar", "functionfunction")]
    [InlineData("typeof getMy_Var", "undefined")]
    public async Task Only_names_of_letters_and_digits_have_accessors(string script, string result)
    {
        var flow = Flow.Named("names").Variable("myVar").Variable("my_Var").Step("line", "WriteLine", ("text", new Js(script)));

        var lines = await RunAsync(flow);

        lines.OfType<RunLine.Out>().Single().Text.Should().Be(result);
    }

    static async Task<string> WriteAsync(string script, string type, string? value)
    {
        var lines = await RunAsync(Flow.Named("globals").Variable("V", type, value).Step("line", "WriteLine", ("text", new Js(script))));
        return lines.OfType<RunLine.Out>().Select(o => o.Text).SingleOrDefault() ?? lines.OfType<RunLine.Incident>().Single().Msg;
    }

    static Task<IReadOnlyList<RunLine>> RunAsync(Flow flow) =>
        VirtualRun.ExecuteAsync(new RunRequest(new FlowFile("flow.json", System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(flow.Json)), []), new ElementTable(), [], default);
}
