namespace Lendflow.Storage;

/// <summary>An SQL statement that both databases understand, with the values of its parameters <c>$1</c>, <c>$2</c> …</summary>
/// <param name="Sql">One of a fixed set of texts, because databases keep it prepared.</param>
/// <param name="Values">Texts, whole numbers, truth values, decimals, times, bytes or null; each database writes them its own way.</param>
sealed record Statement(string Sql, params object?[] Values);
