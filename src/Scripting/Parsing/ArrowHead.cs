using Lendflow.Scripting.Tree;

namespace Lendflow.Scripting.Parsing;

/// <summary>What stands in parentheses (or a lone name) right before <c>=&gt;</c>; exists only while parsing.</summary>
internal sealed class ArrowHead(int position, IReadOnlyList<Expression> items, bool isAsync) : Expression(position)
{
    internal IReadOnlyList<Expression> Items => items;

    internal bool IsAsync => isAsync;

    internal override void Resolve(Binder binder) => throw new SourceException("Unexpected token '=>'", Position);

    internal override JsValue Evaluate(Frame frame) => throw new InvalidOperationException("An arrow's head has no value.");
}
