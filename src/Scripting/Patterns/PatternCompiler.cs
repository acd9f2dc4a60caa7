namespace Lendflow.Scripting.Patterns;

internal enum Operation : byte
{
    /// <summary>One character of the set; moves.</summary>
    Character,

    /// <summary>Goes on at the first address; if that fails, at the second.</summary>
    Fork,
    Jump,

    /// <summary>Stores the position in a slot.</summary>
    Save,

    /// <summary>Forgets the groups from the first to the second number.</summary>
    Forget,

    /// <summary>Fails when nothing was matched since the slot was saved.</summary>
    RequireProgress,
    Anchor,

    /// <summary>Runs what follows apart; then goes on at the first address.</summary>
    Look,
    BackReference,

    /// <summary>The end of the whole or of what a look looks at.</summary>
    Match,
}

/// <summary>An instruction of the matcher.</summary>
internal readonly record struct Instruction(
    Operation Operation, int First = 0, int Second = 0, CharacterSet? Set = null, bool IsBackward = false, bool IsNegated = false, AnchorKind Anchor = default);

/// <summary>Turns the tree into instructions. Repetitions are written out, so that matching needs no counters.</summary>
internal sealed class PatternCompiler(int groupCount)
{
    private const int MaximumSize = 50_000;

    private readonly List<Instruction> _program = [];
    private int _slots = (groupCount + 1) * 2;
    private bool _isBackward;

    internal (Instruction[] Program, int Slots) Compile(PatternNode tree)
    {
        Emit(new Instruction(Operation.Save, 0));
        Add(tree);
        Emit(new Instruction(Operation.Save, 1));
        Emit(new Instruction(Operation.Match));
        return ([.. _program], _slots);
    }

    private int Emit(Instruction instruction)
    {
        if (_program.Count >= MaximumSize)
            throw new PatternException("too large");
        _program.Add(instruction);
        return _program.Count - 1;
    }

    private void Add(PatternNode node)
    {
        switch (node)
        {
            case PatternNode.Characters characters:
                Emit(new Instruction(Operation.Character, characters.Set.Single, Set: characters.Set, IsBackward: _isBackward));
                break;
            case PatternNode.Sequence sequence:
                foreach (var part in _isBackward ? sequence.Parts.Reverse() : sequence.Parts)
                    Add(part);
                break;
            case PatternNode.Alternatives alternatives:
                AddAlternatives(alternatives.Choices);
                break;
            case PatternNode.Capture capture:
                Emit(new Instruction(Operation.Save, (capture.Number * 2) + (_isBackward ? 1 : 0)));
                Add(capture.Inner);
                Emit(new Instruction(Operation.Save, (capture.Number * 2) + (_isBackward ? 0 : 1)));
                break;
            case PatternNode.Repeat repeat:
                AddRepeat(repeat);
                break;
            case PatternNode.Anchor anchor:
                Emit(new Instruction(Operation.Anchor, Anchor: anchor.Kind));
                break;
            case PatternNode.Look look:
                AddLook(look);
                break;
            case PatternNode.BackReference reference:
                Emit(new Instruction(Operation.BackReference, reference.Group, IsBackward: _isBackward));
                break;
        }
    }

    private void AddAlternatives(IReadOnlyList<PatternNode> choices)
    {
        List<int> exits = [];
        for (var i = 0; i < choices.Count - 1; i++)
        {
            var fork = Emit(new Instruction(Operation.Fork));
            Add(choices[i]);
            exits.Add(Emit(new Instruction(Operation.Jump)));
            Aim(fork, fork + 1, _program.Count);
        }

        Add(choices[^1]);
        foreach (var exit in exits)
            Aim(exit, _program.Count);
    }

    private void Aim(int at, int first, int second = 0) => _program[at] = _program[at] with { First = first, Second = second };

    private void AddRepeat(PatternNode.Repeat repeat)
    {
        for (var i = 0; i < repeat.Minimum; i++)
            AddRound(repeat);
        if (repeat.Maximum is not { } maximum)
        {
            AddLoop(repeat);
            return;
        }

        List<int> forks = [];
        for (var i = repeat.Minimum; i < maximum; i++)
        {
            forks.Add(Emit(new Instruction(Operation.Fork)));
            AddGuardedRound(repeat);
        }

        foreach (var fork in forks)
            AimFork(fork, repeat.IsGreedy, _program.Count);
    }

    private void AddLoop(PatternNode.Repeat repeat)
    {
        var fork = Emit(new Instruction(Operation.Fork));
        AddGuardedRound(repeat);
        Emit(new Instruction(Operation.Jump, fork));
        AimFork(fork, repeat.IsGreedy, _program.Count);
    }

    private void AimFork(int fork, bool isGreedy, int exit)
    {
        if (isGreedy)
            Aim(fork, fork + 1, exit);
        else
            Aim(fork, exit, fork + 1);
    }

    /// <summary>An optional round must match something, or a loop would never end.</summary>
    private void AddGuardedRound(PatternNode.Repeat repeat)
    {
        if (repeat.Inner is PatternNode.Characters)
        {
            Add(repeat.Inner);
            return;
        }

        var slot = _slots++;
        Emit(new Instruction(Operation.Save, slot));
        AddRound(repeat);
        Emit(new Instruction(Operation.RequireProgress, slot));
    }

    private void AddRound(PatternNode.Repeat repeat)
    {
        if (repeat.Groups.To >= repeat.Groups.From)
            Emit(new Instruction(Operation.Forget, repeat.Groups.From, repeat.Groups.To));
        Add(repeat.Inner);
    }

    private void AddLook(PatternNode.Look look)
    {
        var outer = _isBackward;
        _isBackward = look.IsBehind;
        var start = Emit(new Instruction(Operation.Look, IsNegated: look.IsNegated));
        Add(look.Inner);
        Emit(new Instruction(Operation.Match));
        Aim(start, _program.Count);
        _isBackward = outer;
    }
}
