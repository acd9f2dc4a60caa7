using Lendflow.Scripting.Patterns;

namespace Lendflow.Scripting.Objects;

internal sealed class JsRegExp(Pattern pattern) : JsObject(Intrinsics.RegExpPrototype)
{
    internal override string Class => "RegExp";

    internal Pattern Pattern => pattern;
}
