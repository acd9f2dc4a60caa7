using System.Text.Json.Nodes;

namespace Lendflow.Engine.Tests.Conformance;

/// <summary>Elsa's rules for state machines, a line each: states, transitions and the journal within the machine.</summary>
public sealed class StateMachineRulesTests
{
    [Theory]
    [InlineData("A state that nothing leaves ends the machine", "One", """[{"name":"One","entry":LINE}]""", "[]", "+line .line")]
    [InlineData("An unknown first state ends it at once", "Nope", """[{"name":"One","entry":LINE}]""", "[]", "")]
    [InlineData("No first state ends it at once", null, """[{"name":"One","entry":LINE}]""", "[]", "")]
    [InlineData("A transition to an unknown state does not count", "One", """[{"name":"One"}]""", """[{"from":"One","to":"Nope","trigger":EVENT}]""", "")]
    [InlineData("A transition without a trigger does not count", "One", """[{"name":"One"},{"name":"Two","entry":LINE}]""", """[{"from":"One","to":"Two"}]""", "")]
    [InlineData("A trigger is awaited", "One", """[{"name":"One"},{"name":"Two"}]""", """[{"from":"One","to":"Two","trigger":EVENT}]""", "+event ~event")]
    [InlineData("A trigger whose condition does not hold is scheduled again", "One", """[{"name":"One"},{"name":"Two","entry":LINE}]""",
        """[{"from":"One","to":"Two","trigger":COUNT,"condition":{"typeName":"Boolean","expression":{"type":"JavaScript","value":"variables.N >= 3"}}}]""", "+count .count +count .count +count .count +line .line")]
    public void It_goes_from_state_to_state(string rule, string? initial, string states, string transitions, string journal)
    {
        var flow = Flow.Named("machine").Variable("N", "Int32", "0").Step("SM", "StateMachine",
            ("initialState", JsonValue.Create(initial ?? "")), ("states", Parse(states)), ("transitions", Parse(transitions)));

        var all = flow.Start().Journal;

        string.Join(' ', all.Split(' ').Where(e => !e.EndsWith("Workflow1", StringComparison.Ordinal) && !e.EndsWith("seq", StringComparison.Ordinal) && !e.EndsWith("SM", StringComparison.Ordinal))).Should().Be(journal, rule);
    }

    static JsonNode Parse(string json) => JsonNode.Parse(json
        .Replace("LINE", """{"id":"line","type":"Elsa.WriteLine","text":"line"}""")
        .Replace("EVENT", """{"id":"event","type":"Elsa.Event","eventName":"Go"}""")
        .Replace("COUNT", """{"id":"count","type":"Elsa.RunJavaScript","script":"variables.N++"}"""))!;
}
