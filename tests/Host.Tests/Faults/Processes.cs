namespace Lendflow.Host.Tests.Faults;

/// <summary>Tests with servers of their own run one after the other, when all others are done: two at once would only wait for the
/// processor, and patience is measured in seconds.</summary>
[CollectionDefinition(nameof(Processes), DisableParallelization = true)]
public sealed class Processes;
