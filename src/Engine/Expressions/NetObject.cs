using System.Text.Json;
using Lendflow.Scripting;

namespace Lendflow.Engine.Expressions;

/// <summary>A .NET value as scripts see it in Elsa: an object with its properties and methods, whose first letter may be small. When
/// it leaves the script it is its text again.</summary>
sealed class NetObject<T>(T value, NetMembers<T> members) : HostObject
{
    public T Value => value;

    public override IEnumerable<string> Names => members.Properties.Select(p => p.Name);

    public override JsonElement? Json => Values.Of(Text);

    public override string Text => members.Text(value);

    public override bool TryGet(string name, out JsValue found)
    {
        found = JsValue.Undefined;
        foreach (var (property, read) in members.Properties)
        {
            if (!Matches(property, name)) continue;
            found = read(value);
            return true;
        }
        foreach (var (method, code) in members.Methods)
        {
            if (!Matches(method, name)) continue;
            found = JsValue.FromFunction(method, call => code(value, call));
            return true;
        }
        return false;
    }

    static bool Matches(string member, string name) =>
        member.Length == name.Length && char.ToUpperInvariant(name[0]) == member[0] && member.AsSpan(1).SequenceEqual(name.AsSpan(1));
}

/// <summary>What scripts can ask of values of a .NET type.</summary>
/// <param name="Text">The value as text, which is also how flows keep it.</param>
sealed record NetMembers<T>(
    Func<T, string> Text, IReadOnlyList<(string Name, Func<T, JsValue> Read)> Properties, IReadOnlyList<(string Name, Func<T, ScriptCall, JsValue> Code)> Methods)
{
    public JsValue Of(T value) => JsValue.From(new NetObject<T>(value, this));
}
