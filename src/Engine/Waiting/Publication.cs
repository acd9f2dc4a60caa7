using System.Text.Json;

namespace Lendflow.Engine.Waiting;

/// <summary>An event on its way to those who wait for it.</summary>
/// <param name="CorrelationId">Only instances with this one; null for all.</param>
/// <param name="InstanceId">Only this instance; null for all.</param>
public sealed record Publication(string EventName, string? CorrelationId, string? InstanceId, JsonElement? Payload);
