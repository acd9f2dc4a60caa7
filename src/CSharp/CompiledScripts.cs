namespace Lendflow.CSharp;

/// <summary>Compiled scripts by the hash of their text, the least recently used pushed out first. What is pushed out is unloaded
/// once the runs that still use it have ended.</summary>
sealed class CompiledScripts(int capacity)
{
    readonly Lock gate = new();
    readonly Dictionary<string, LinkedListNode<Entry>> byHash = [];
    readonly LinkedList<Entry> byUse = [];

    sealed record Entry(string Hash, Lazy<CompiledScript> Script);

    /// <summary>The script, compiled now if it is not kept.</summary>
    public CompiledScript Get(ScriptText text) => Find(text).Value;

    Lazy<CompiledScript> Find(ScriptText text)
    {
        lock (gate)
        {
            if (byHash.TryGetValue(text.Hash, out var known))
            {
                byUse.Remove(known);
                byUse.AddFirst(known);
                return known.Value.Script;
            }
            var entry = new Entry(text.Hash, new Lazy<CompiledScript>(() => ScriptCompiler.Compile(text)));
            byHash[text.Hash] = byUse.AddFirst(entry);
            if (byHash.Count > capacity) PushOut(byUse.Last!);
            return entry.Script;
        }
    }

    void PushOut(LinkedListNode<Entry> oldest)
    {
        byUse.Remove(oldest);
        byHash.Remove(oldest.Value.Hash);
        if (oldest.Value.Script.IsValueCreated) oldest.Value.Script.Value.Unload();
    }
}
