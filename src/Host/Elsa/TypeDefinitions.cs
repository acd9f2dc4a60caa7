using System.Text;
using System.Text.Json;
using Lendflow.Engine.Graphs;

namespace Lendflow.Host.Elsa;

/// <summary>What scripts of a flow can use, as TypeScript declarations for the editor's completion.</summary>
static class TypeDefinitions
{
    /// <summary>The same for every flow.</summary>
    const string Globals = """
        /** The value of a variable, or null. */
        declare function getVariable(name: string): any;
        /** Sets a variable; one that is not declared becomes one of the nearest container. */
        declare function setVariable(name: string, value: any): void;
        /** An input of the workflow. */
        declare function getInput(name: string): any;
        /** The last output of a step, by the step's id or name; its Result when no output is named. */
        declare function getOutputFrom(step: string, output?: string): any;
        /** The result of the step that gave one last. */
        declare function getLastResult(): any;
        /** Leaves this step by an outcome (Run JavaScript). */
        declare function setOutcome(name: string): void;
        /** Leaves this step by several outcomes (Run JavaScript). */
        declare function setOutcomes(names: string[]): void;
        declare function getWorkflowDefinitionId(): string;
        declare function getWorkflowDefinitionVersionId(): string;
        declare function getWorkflowDefinitionVersion(): number;
        declare function getWorkflowInstanceId(): string;
        declare function getCorrelationId(): string | null;
        declare function setCorrelationId(id: string): void;
        declare function getWorkflowInstanceName(): string | null;
        declare function setWorkflowInstanceName(name: string): void;
        declare function isNullOrWhiteSpace(text: string | null): boolean;
        declare function isNullOrEmpty(text: string | null): boolean;
        declare function toJson(value: any): string;
        declare function stringToBase64(text: string): string;
        declare function stringFromBase64(text: string): string;
        declare function newGuid(): string;
        declare function newGuidString(): string;
        declare function newShortGuid(): string;
        declare function parseGuid(text: string): string;

        """;

    public static string Of(Graph graph)
    {
        var text = new StringBuilder(Globals);
        var variables = graph.Nodes.SelectMany(n => n.Variables).DistinctBy(v => v.Name).ToList();
        text.AppendLine("declare const variables: {");
        foreach (var variable in variables) text.AppendLine($"  {Name(variable.Name)}: {TypeOf(variable.Type)};");
        text.AppendLine("};");
        foreach (var variable in variables.Where(v => IsIdentifier(v.Name)))
        {
            text.AppendLine($"declare function get{Pascal(variable.Name)}(): {TypeOf(variable.Type)};");
            text.AppendLine($"declare function set{Pascal(variable.Name)}(value: {TypeOf(variable.Type)}): void;");
        }
        foreach (var input in graph.WorkflowInputs.Where(i => IsIdentifier(i) && variables.TrueForAll(v => Pascal(v.Name) != Pascal(i))))
            text.AppendLine($"declare function get{Pascal(input)}(): any;");
        foreach (var node in graph.Nodes.Where(n => IsIdentifier(n.Name ?? n.Id)))
            foreach (var output in node.Element.Descriptor.Outputs)
                text.AppendLine($"/** {node.Label}: {output.Description} */\ndeclare function get{Pascal(output.Name)}From{Pascal(node.Name ?? node.Id)}(): {TypeOf(output.Type)};");
        return text.ToString();
    }

    static string TypeOf(string alias) => alias switch
    {
        "String" or "Guid" or "DateTime" or "DateTimeOffset" or "TimeSpan" => "string",
        "Boolean" => "boolean",
        "Int16" or "Int32" or "Int64" or "Single" or "Double" or "Decimal" => "number",
        _ when alias.EndsWith("[]", StringComparison.Ordinal) => $"{TypeOf(alias[..^2])}[]",
        _ when alias.EndsWith('>') => $"{TypeOf(alias[(alias.IndexOf('<') + 1)..^1])}[]",
        _ => "any",
    };

    static string Name(string name) => IsIdentifier(name) ? name : JsonSerializer.Serialize(name);

    static bool IsIdentifier(string name) => name.Length > 0 && (char.IsLetter(name[0]) || name[0] is '_' or '$') && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '$');

    static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
