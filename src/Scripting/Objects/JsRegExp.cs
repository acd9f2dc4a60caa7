using Lendflow.Scripting.Patterns;

namespace Lendflow.Scripting.Objects;

internal sealed class JsRegExp(Pattern pattern) : JsObject(Intrinsics.RegExpPrototype)
{
    internal override string Class => "RegExp";

    internal Pattern Pattern => pattern;

    internal double LastIndex { get; set; }

    /// <summary>One match at or behind the position.</summary>
    internal MatchResult? Match(Machine machine, string text, int from) =>
        new Matcher(pattern, text, machine).Find(from, pattern.IsSticky) is { } slots ? new MatchResult(pattern, text, slots) : null;

    /// <summary>As <c>exec</c>: starts at and moves lastIndex when the flags say so.</summary>
    internal MatchResult? MatchNext(Machine machine, string text)
    {
        var remembers = pattern.IsGlobal || pattern.IsSticky;
        var from = remembers ? LastIndex : 0;
        var match = from <= text.Length ? Match(machine, text, (int)from) : null;
        if (remembers)
            LastIndex = match?.End ?? 0;
        return match;
    }

    /// <summary>All matches from the start, none overlapping.</summary>
    internal IEnumerable<MatchResult> Matches(Machine machine, string text)
    {
        for (var at = 0; at <= text.Length && Match(machine, text, at) is { } match;)
        {
            yield return match;
            at = match.End > match.Start ? match.End : Step(text, match.End);
        }
    }

    internal int Step(string text, int at) =>
        at + 1 < text.Length && pattern.IsUnicode && char.IsHighSurrogate(text[at]) && char.IsLowSurrogate(text[at + 1]) ? at + 2 : at + 1;

    internal override bool TryGetOwn(string key, out Property property)
    {
        if (key != "lastIndex")
            return base.TryGetOwn(key, out property);
        property = new Property(key, LastIndex, PropertyFlags.Writable);
        return true;
    }

    protected override bool TrySetOwn(Machine machine, string key, JsValue value)
    {
        if (key != "lastIndex")
            return base.TrySetOwn(machine, key, value);
        LastIndex = Math.Max(0, Coercion.ToInteger(machine, value));
        return true;
    }
}

/// <param name="Slots">Start and end of each group, -1 when it took no part; the whole match is group 0.</param>
internal sealed record MatchResult(Pattern Pattern, string Text, int[] Slots)
{
    internal int Start => Slots[0];

    internal int End => Slots[1];

    internal JsValue Group(int number) => Slots[number * 2] < 0 ? JsValue.Undefined : Text[Slots[number * 2]..Slots[(number * 2) + 1]];

    internal IEnumerable<JsValue> Groups => Enumerable.Range(0, Pattern.GroupCount + 1).Select(Group);

    /// <summary>The named groups as an object; undefined when there are none.</summary>
    internal JsValue Named()
    {
        if (Pattern.GroupNames.Length == 0)
            return JsValue.Undefined;
        var groups = new JsObject(null);
        foreach (var (name, number) in Pattern.GroupNames)
            groups.Define(name, Group(number));
        return JsValue.Of(groups);
    }

    /// <summary>Pays for the texts of the groups.</summary>
    internal void Account(Machine machine)
    {
        for (var i = 0; i < Slots.Length; i += 2)
            machine.Allocate(JsArray.ItemBytes + (2.0 * (Slots[i + 1] - Slots[i])));
    }

    /// <summary>The array <c>exec</c> returns.</summary>
    internal JsValue ToArray(Machine machine)
    {
        machine.Allocate(JsObject.ObjectBytes + (4 * JsObject.PropertyBytes));
        Account(machine);
        var result = new JsArray([.. Groups]);
        result.Define("index", Start);
        result.Define("input", Text);
        result.Define("groups", Named());
        return JsValue.Of(result);
    }
}
