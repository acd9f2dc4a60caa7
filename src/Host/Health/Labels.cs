using System.Globalization;

namespace Lendflow.Host.Health;

/// <summary>The tags of a measurement as the key of its series. A measurement is looked up by the span it comes with, so that only
/// the first of a series allocates.</summary>
sealed class Labels : IEqualityComparer<KeyValuePair<string, object?>[]>, IAlternateEqualityComparer<ReadOnlySpan<KeyValuePair<string, object?>>, KeyValuePair<string, object?>[]>
{
    /// <summary>As Prometheus writes them, in the order of their names.</summary>
    public static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in tags) labels[name.Replace('.', '_').Replace('-', '_')] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return string.Join(',', labels.Select(l => $"{l.Key}=\"{l.Value.Replace(@"\", @"\\").Replace("\"", "\\\"").Replace("\n", "\\n")}\""));
    }

    public KeyValuePair<string, object?>[] Create(ReadOnlySpan<KeyValuePair<string, object?>> tags) => tags.ToArray();

    public bool Equals(KeyValuePair<string, object?>[]? one, KeyValuePair<string, object?>[]? other) => Equals(one.AsSpan(), other!);

    public bool Equals(ReadOnlySpan<KeyValuePair<string, object?>> tags, KeyValuePair<string, object?>[] other)
    {
        if (tags.Length != other.Length) return false;
        for (var i = 0; i < tags.Length; i++)
            if (tags[i].Key != other[i].Key || !Equals(tags[i].Value, other[i].Value)) return false;
        return true;
    }

    public int GetHashCode(KeyValuePair<string, object?>[] tags) => GetHashCode(tags.AsSpan());

    public int GetHashCode(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = new HashCode();
        foreach (var (name, value) in tags)
        {
            hash.Add(name);
            hash.Add(value);
        }
        return hash.ToHashCode();
    }
}
