namespace Lendflow.Scripting.Values;

/// <summary>A string not yet put together, so that building a long text piece by piece takes linear time and memory.</summary>
internal sealed class Rope
{
    /// <summary>Shorter results are copied at once.</summary>
    internal const int MinimumLength = 256;

    private string? _flat;
    private object? _left;
    private object? _right;

    internal Rope(object left, object right, int length)
    {
        _left = left;
        _right = right;
        Length = length;
    }

    internal int Length { get; }

    internal string Flatten()
    {
        if (_flat is { } done)
            return done;
        _flat = string.Create(Length, this, static (buffer, rope) => rope.CopyTo(buffer));
        _left = _right = null;
        return _flat;
    }

    private void CopyTo(Span<char> buffer)
    {
        // From the right, because appending makes left-deep ropes: the stack stays short.
        var end = buffer.Length;
        var pending = new Stack<object>();
        pending.Push(this);
        while (pending.TryPop(out var piece))
        {
            if (piece is Rope { _flat: null } rope)
            {
                pending.Push(rope._left!);
                pending.Push(rope._right!);
                continue;
            }

            var text = piece as string ?? ((Rope)piece)._flat!;
            text.CopyTo(buffer[(end - text.Length)..]);
            end -= text.Length;
        }
    }
}
