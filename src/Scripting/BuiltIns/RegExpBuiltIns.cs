namespace Lendflow.Scripting.BuiltIns;

internal static class RegExpBuiltIns
{
    internal static void AddTo(Dictionary<string, JsValue> globals)
    {
    }

    internal static void AddToStrings(JsObject prototype) => prototype
        .Method("split", 2, static call => ArrayBuiltIns.New(call, StringBuiltIns.Self(call).Split(call.Text(0)).Select(s => JsValue.From(s))))
        .Method("replace", 2, static call => StringBuiltIns.Self(call).Replace(call.Text(0), call.Text(1), StringComparison.Ordinal))
        .Method("replaceAll", 2, static call => StringBuiltIns.Self(call).Replace(call.Text(0), call.Text(1), StringComparison.Ordinal));
}
