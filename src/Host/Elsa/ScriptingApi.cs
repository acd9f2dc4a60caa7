using Lendflow.Engine.Graphs;
using Lendflow.Engine.Storage;
using Lendflow.Host.Api;

namespace Lendflow.Host.Elsa;

/// <summary>What the script editor completes.</summary>
static class ScriptingApi
{
    public static void MapElsaScripting(this IEndpointRouteBuilder elsa) =>
        elsa.MapPost("/scripting/javascript/type-definitions/{definitionId}", DescribeAsync);

    static async Task<IResult> DescribeAsync(string definitionId, IDefinitionStore definitions, GraphCache graphs, CancellationToken cancellationToken) =>
        await definitions.FindLatestAsync(definitionId, cancellationToken) is { } latest && await graphs.FindVersionAsync(latest.Id, cancellationToken) is { } graph
            ? Results.Text(TypeDefinitions.Of(graph), "application/x-typescript", System.Text.Encoding.UTF8)
            : Problems.NotFound($"a flow '{definitionId}'");
}
