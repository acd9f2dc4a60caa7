using System.Text.Json;
namespace Lendflow.Engine.Definitions;
static class DefinitionJson { public static JsonElement Write(WorkflowDefinition d) => d.Source; }
