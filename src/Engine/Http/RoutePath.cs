namespace Lendflow.Engine.Http;

/// <summary>Paths of endpoints: segments that are taken literally, <c>{names}</c> that stand for one segment each, and at the end
/// <c>{name?}</c> for one or none or <c>{*name}</c> for any number. Case does not matter.</summary>
/// <remarks>An endpoint is found by the hash of its shape, in which names are blank; so a request is looked up by the few shapes it
/// can have, and no list of all endpoints is needed.</remarks>
public static class RoutePath
{
    const string Name = "{}";
    const string Rest = "{*}";

    const int MostNames = 3;
    const int MostSegments = 8;

    /// <summary>The shapes of an endpoint's path: one, or two when its last name is optional.</summary>
    /// <param name="problem">Why it is no path; empty when it is one.</param>
    public static IReadOnlyList<string> Shapes(string path, out string problem)
    {
        var segments = Segments(path);
        problem = Problem(path, segments);
        if (problem.Length > 0) return [];
        var shape = segments.Select(s => IsRest(s) ? Rest : IsName(s) ? Name : s.ToLowerInvariant()).ToList();
        return segments.Length > 0 && IsOptional(segments[^1]) ? [Join(shape), Join(shape[..^1])] : [Join(shape)];
    }

    static string Problem(string path, string[] segments)
    {
        if (path.Contains("//", StringComparison.Ordinal)) return $"Expected a path without double slashes, but it is '{path}'.";
        var names = segments.Where(IsName).ToList();
        if (segments.Except(names).Any(s => s.Contains('{', StringComparison.Ordinal) || s.Contains('}', StringComparison.Ordinal)))
            return $"Expected each name in braces to be a whole segment of the path, such as orders/{{id}}, but it is '{path}'.";
        if (names.SkipLast(1).Any(n => IsRest(n) || IsOptional(n)) || (segments.Length > 0 && !IsName(segments[^1]) && names.Any(n => IsRest(n) || IsOptional(n))))
            return $"Expected {{*name}} and {{name?}} only at the end of the path, but it is '{path}'.";
        return names.Count > MostNames || (names.Count > 0 && segments.Length > MostSegments)
            ? $"Expected a path of at most {MostNames} names in at most {MostSegments} segments, but it is '{path}'."
            : "";
    }

    /// <summary>The shapes that a request's path can have, the most literal first.</summary>
    public static IEnumerable<string> ShapesOf(string requested)
    {
        var segments = Segments(requested.ToLowerInvariant());
        yield return Join(segments);
        if (segments.Length <= MostSegments)
            for (var names = 1; names <= Math.Min(MostNames, segments.Length); names++)
                foreach (var shape in Blanked(segments, 0, names)) yield return Join(shape);
        for (var kept = Math.Min(segments.Length, MostSegments - 1); kept >= 0; kept--)
            for (var names = 0; names < Math.Min(MostNames, kept + 1); names++)
                foreach (var shape in Blanked(segments[..kept], 0, names)) yield return Join([.. shape, Rest]);
    }

    static IEnumerable<string[]> Blanked(string[] segments, int from, int names)
    {
        if (names == 0)
        {
            yield return segments;
            yield break;
        }
        for (var i = segments.Length - names; i >= from; i--)
        {
            var blanked = (string[])segments.Clone();
            blanked[i] = Name;
            foreach (var shape in Blanked(blanked, i + 1, names - 1)) yield return shape;
        }
    }

    /// <summary>What stands in a request's path for the names of an endpoint's: each name in lower case, as flows drawn for Elsa
    /// expect it, and as it is written.</summary>
    public static IReadOnlyDictionary<string, string> Match(string path, string requested)
    {
        var (template, given) = (Segments(path), Segments(requested));
        var data = new Dictionary<string, string>();
        for (var i = 0; i < template.Length; i++)
        {
            if (!IsName(template[i]) || (i >= given.Length && !IsRest(template[i]))) continue;
            var name = template[i].Trim('{', '}', '*', '?').Split(':', '=')[0].TrimEnd('?');
            data[name] = data[name.ToLowerInvariant()] = IsRest(template[i]) ? string.Join('/', given[i..]) : given[i];
        }
        return data;
    }

    static string[] Segments(string path) => path.Trim().Split('/', StringSplitOptions.RemoveEmptyEntries);

    static string Join(IReadOnlyList<string> segments) => "/" + string.Join('/', segments);

    static bool IsName(string segment) => segment.StartsWith('{') && segment.EndsWith('}') && segment.LastIndexOf('{') == 0;

    static bool IsRest(string segment) => segment.StartsWith("{*", StringComparison.Ordinal);

    static bool IsOptional(string segment) => segment.EndsWith("?}", StringComparison.Ordinal);
}
