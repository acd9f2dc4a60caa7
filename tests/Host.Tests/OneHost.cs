namespace Lendflow.Host.Tests;

/// <summary>Tests that only read, or write under names of their own, share one host.</summary>
[CollectionDefinition(nameof(OneHost))]
public sealed class OneHost : ICollectionFixture<TestHost>;
