using System.Text.Json;
using System.Text.Json.Serialization;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Elements;

/// <summary>The tokens of one execution of a flowchart in token mode. Equal ones are one entry with a count, so the list is never
/// longer than the arrows call for, however often a loop comes round. It is kept as JSON in the memory of the execution.</summary>
sealed class Tokens
{
    const string Key = "tokens";

    readonly List<Token> tokens;

    /// <param name="IsBlocked">No token but a marker: the next one on this arrow comes too late and is swallowed.</param>
    sealed record Token(string From, string To, string? Outcome, bool IsConsumed, bool IsBlocked)
    {
        public int Count { get; set; } = 1;

        /// <summary>The arrow it was put on in this burst; null when it was read back.</summary>
        [JsonIgnore] public Connection? Arrow { get; init; }

        [JsonIgnore] public bool IsAlive => !IsConsumed && !IsBlocked;

        public bool IsOn(Connection c) => From == c.Source.Id && To == c.Target.Id && Outcome == c.Port;
    }

    Tokens(List<Token> tokens) => this.tokens = tokens;

    /// <summary>One list for everybody: calling off a branch in the middle of a completion has to see what that has done so far.</summary>
    public static Tokens Of(Execution x)
    {
        if (x.Self.Understood is Tokens known) return known;
        var tokens = new Tokens(Values.To<List<Token>>(x.Recall(Key)) ?? []);
        x.Self.Understood = tokens;
        return tokens;
    }

    /// <summary>The JSON of a list of nothing but one token on this arrow: what nearly every step leaves behind.</summary>
    public static JsonElement OneOn(Connection arrow) => Values.From<List<Token>>([On(arrow)]);

    public void Keep(Execution x)
    {
        x.Remember(Key, tokens is [{ IsAlive: true, Count: 1, Arrow: { } arrow }] ? arrow.OneToken : Values.From(tokens));
        x.Self.Understood = this;
    }

    public bool AreAllConsumed => !tokens.Exists(t => t.IsAlive);

    public void Put(Connection arrow) => Add(On(arrow));

    public void Block(Connection arrow) => Add(new Token(arrow.Source.Id, arrow.Target.Id, arrow.Port, false, true));

    public bool IsBlocked(Connection arrow) => tokens.Exists(t => t.IsBlocked && t.IsOn(arrow));

    /// <summary>The keys of the arrows on which the next token comes too late.</summary>
    public IReadOnlyList<string> BlockedArrows => tokens.Exists(t => t.IsBlocked) ? [.. tokens.Where(t => t.IsBlocked).Select(t => Connection.KeyOf(t.From, t.Outcome, t.To))] : [];

    public void Unblock(Connection arrow) => tokens.RemoveAll(t => t.IsBlocked && t.IsOn(arrow));

    public bool HasArrived(Connection arrow) => tokens.Exists(t => t.IsAlive && t.IsOn(arrow));

    /// <summary>Swallows the token of a blocked arrow; the marker is used up.</summary>
    public void Swallow(Connection arrow)
    {
        Take(tokens.Find(t => t.IsBlocked && t.IsOn(arrow)));
        if (Take(tokens.Find(t => t.IsAlive && t.IsOn(arrow))) is { } token) Add(token with { IsConsumed = true, Count = 1 });
    }

    /// <summary>What led to a step is used up.</summary>
    /// <returns>Whether there was any.</returns>
    public bool Consume(Node step)
    {
        var isConsumed = false;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!tokens[i].IsAlive || tokens[i].To != step.Id) continue;
            tokens[i] = tokens[i] with { IsConsumed = true };
            isConsumed = true;
        }
        return isConsumed;
    }

    public void Forget(Node step)
    {
        for (var i = tokens.Count - 1; i >= 0; i--)
            if (tokens[i].IsConsumed && tokens[i].To == step.Id) tokens.RemoveAt(i);
    }

    /// <summary>Drops the tokens of arrows that are not drawn any more.</summary>
    public void KeepOnly(IReadOnlySet<string> steps) => tokens.RemoveAll(t => !steps.Contains(t.From) || !steps.Contains(t.To));

    /// <summary>Whether a token is on its way to the beginning of one of these arrows.</summary>
    public bool AreComingFor(Connection[] arrows)
    {
        foreach (var token in tokens)
            foreach (var arrow in arrows)
                if (token.IsAlive && token.To == arrow.Source.Id) return true;
        return false;
    }

    static Token On(Connection arrow) => new(arrow.Source.Id, arrow.Target.Id, arrow.Port, false, false) { Arrow = arrow };

    void Add(Token token)
    {
        foreach (var known in tokens)
        {
            if ((known.From, known.To, known.Outcome, known.IsConsumed, known.IsBlocked) != (token.From, token.To, token.Outcome, token.IsConsumed, token.IsBlocked)) continue;
            known.Count += token.Count;
            return;
        }
        tokens.Add(token);
    }

    Token? Take(Token? token)
    {
        if (token is not null && --token.Count == 0) tokens.Remove(token);
        return token;
    }
}
