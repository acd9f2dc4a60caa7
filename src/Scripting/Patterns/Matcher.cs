namespace Lendflow.Scripting.Patterns;

/// <summary>Backtracking over an explicit stack: every instruction counts against the run's steps, so a catastrophic pattern
/// ends at the same point on every machine.</summary>
internal sealed class Matcher(Pattern pattern, string text, Machine machine)
{
    private const int InstructionsPerStep = 16;

    private readonly bool _ignoresCase = pattern.Flags.Contains('i', StringComparison.Ordinal);
    private readonly bool _isMultiline = pattern.Flags.Contains('m', StringComparison.Ordinal);
    private readonly int[] _slots = new int[pattern.SlotCount];
    private Saved[] _stack = new Saved[32];
    private int _top;
    private int _instructions;

    /// <summary>A way not yet tried (Slot -1), or a slot's value before it was overwritten.</summary>
    private readonly record struct Saved(int Slot, int Address, int Value);

    /// <summary>Starts and ends of the groups, -1 when a group took no part; null when nothing matches.</summary>
    internal int[]? Find(int from, bool onlyThere)
    {
        for (var start = from; start <= text.Length; start++)
        {
            machine.Step();
            Array.Fill(_slots, -1);
            _top = 0;
            if (Run(0, start))
                return _slots[..((pattern.GroupCount + 1) * 2)];
            if (onlyThere)
                break;
            if (pattern.IsUnicode && start + 1 < text.Length && char.IsHighSurrogate(text[start]) && char.IsLowSurrogate(text[start + 1]))
                start++;
        }

        return null;
    }

    private bool Run(int address, int position)
    {
        var bottom = _top;
        while (true)
        {
            if (++_instructions % InstructionsPerStep == 0)
                machine.Step();
            ref readonly var instruction = ref pattern.Program[address];
            var succeeded = true;
            switch (instruction.Operation)
            {
                case Operation.Character:
                    succeeded = TakeCharacter(in instruction, ref position);
                    break;
                case Operation.Fork:
                    Push(new Saved(-1, instruction.Second, position));
                    address = instruction.First;
                    continue;
                case Operation.Jump:
                    address = instruction.First;
                    continue;
                case Operation.Save:
                    Store(instruction.First, position);
                    break;
                case Operation.Forget:
                    for (var slot = instruction.First * 2; slot <= (instruction.Second * 2) + 1; slot++)
                        Store(slot, -1);
                    break;
                case Operation.RequireProgress:
                    succeeded = _slots[instruction.First] != position;
                    break;
                case Operation.Anchor:
                    succeeded = Holds(instruction.Anchor, position);
                    break;
                case Operation.BackReference:
                    succeeded = TakeGroup(in instruction, ref position);
                    break;
                case Operation.Look:
                    succeeded = Look(address, position) != instruction.IsNegated;
                    address = instruction.First - 1;
                    break;
                default:
                    return true;
            }

            address++;
            if (!succeeded && !Backtrack(bottom, out address, out position))
                return false;
        }
    }

    /// <summary>Whether the part behind the look matches here; what it captured stays unless it is negated.</summary>
    private bool Look(int address, int position)
    {
        var bottom = _top;
        var isNegated = pattern.Program[address].IsNegated;
        var found = Run(address + 1, position);
        if (found && isNegated)
        {
            while (_top > bottom)
                Undo(_stack[--_top]);
        }
        else if (found)
        {
            // No way back into the look, but what it stored must be undone if what follows fails.
            var kept = bottom;
            for (var i = bottom; i < _top; i++)
            {
                if (_stack[i].Slot >= 0)
                    _stack[kept++] = _stack[i];
            }

            _top = kept;
        }

        return found;
    }

    private bool Backtrack(int bottom, out int address, out int position)
    {
        while (_top > bottom)
        {
            var saved = _stack[--_top];
            if (saved.Slot < 0)
            {
                (address, position) = (saved.Address, saved.Value);
                return true;
            }

            Undo(saved);
        }

        (address, position) = (0, 0);
        return false;
    }

    private void Undo(Saved saved)
    {
        if (saved.Slot >= 0)
            _slots[saved.Slot] = saved.Value;
    }

    private void Store(int slot, int value)
    {
        Push(new Saved(slot, 0, _slots[slot]));
        _slots[slot] = value;
    }

    private void Push(Saved saved)
    {
        if (_top == _stack.Length)
        {
            machine.Allocate(_stack.Length * 12.0);
            Array.Resize(ref _stack, _stack.Length * 2);
        }

        _stack[_top++] = saved;
    }

    private bool TakeCharacter(ref readonly Instruction instruction, ref int position)
    {
        if (instruction.IsBackward ? position == 0 : position == text.Length)
            return false;
        int c = instruction.IsBackward ? text[position - 1] : text[position];
        var width = 1;
        if (pattern.IsUnicode && char.IsSurrogate((char)c))
            (c, width) = CodePoint(position, instruction.IsBackward);
        position += instruction.IsBackward ? -width : width;
        if (!_ignoresCase)
            return instruction.First >= 0 ? c == instruction.First : instruction.Set!.Contains(c);
        return instruction.Set!.ContainsIgnoringCase(c);
    }

    private (int CodePoint, int Width) CodePoint(int position, bool isBackward)
    {
        var first = isBackward ? position - 2 : position;
        var isPair = first >= 0 && first + 1 < text.Length && char.IsHighSurrogate(text[first]) && char.IsLowSurrogate(text[first + 1]);
        return isPair ? (char.ConvertToUtf32(text[first], text[first + 1]), 2) : (text[isBackward ? position - 1 : position], 1);
    }

    /// <summary>The text of a group once more; a group that took no part is empty.</summary>
    private bool TakeGroup(ref readonly Instruction instruction, ref int position)
    {
        var (from, to) = (_slots[instruction.First * 2], _slots[(instruction.First * 2) + 1]);
        if (from < 0 || to < 0)
            return true;
        var length = to - from;
        var start = instruction.IsBackward ? position - length : position;
        if (start < 0 || start + length > text.Length)
            return false;
        machine.Charge(length / 16);
        for (var i = 0; i < length; i++)
        {
            var (a, b) = (text[from + i], text[start + i]);
            if (a != b && !(_ignoresCase && CharacterSet.Upper(a) == CharacterSet.Upper(b)))
                return false;
        }

        position = instruction.IsBackward ? start : start + length;
        return true;
    }

    private bool Holds(AnchorKind anchor, int position) => anchor switch
    {
        AnchorKind.Start => position == 0 || (_isMultiline && CharacterSet.LineEnds.Contains(text[position - 1])),
        AnchorKind.End => position == text.Length || (_isMultiline && CharacterSet.LineEnds.Contains(text[position])),
        _ => (IsWord(position - 1) != IsWord(position)) == (anchor == AnchorKind.WordBoundary),
    };

    private bool IsWord(int position) =>
        position >= 0 && position < text.Length && CharacterSet.WordCharacters.Contains(text[position]);
}
