using Lendflow.Activities.Outside;

namespace Lendflow.Host.Outside;

/// <summary>The lines to all counterparties: one each for the life of the process, because their callers share limits and circuit.</summary>
sealed class OutsideLines(OutsideWorld outside, TimeProvider clock, ILogger<OutsideCall> log) : IDisposable
{
    readonly Dictionary<string, OutsideCall> _lines = [];
    readonly Lock _gate = new();

    /// <param name="counterparty">Its name in sentences.</param>
    public OutsideCall To(string counterparty)
    {
        lock (_gate)
        {
            if (!_lines.TryGetValue(counterparty, out var line)) _lines[counterparty] = line = new OutsideCall(counterparty, outside.Address, new OutsideLimits(), clock, log);
            return line;
        }
    }

    /// <summary>How this process gets on with each counterparty it has asked or is going to.</summary>
    public IReadOnlyList<OutsideLineState> States()
    {
        lock (_gate) return [.. _lines.Values.Select(l => l.State).OrderBy(s => s.Counterparty, StringComparer.Ordinal)];
    }

    public void Dispose()
    {
        foreach (var line in _lines.Values) line.Dispose();
    }
}
