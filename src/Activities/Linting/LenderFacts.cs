using Lendflow.Activities.Tables;

namespace Lendflow.Activities.Linting;

/// <summary>What the lending rules know beside the flow.</summary>
/// <param name="Tables">Those in force.</param>
/// <param name="Now">The moment from which time limits are tried out.</param>
/// <param name="Groups">Groups that people can be in; empty when nobody knows.</param>
public sealed record LenderFacts(TablesInForce Tables, DateTimeOffset Now, IReadOnlySet<string> Groups);
