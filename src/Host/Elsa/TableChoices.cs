using Lendflow.Activities;
using Lendflow.Activities.Tables;
using Lendflow.Host.People;

namespace Lendflow.Host.Elsa;

/// <summary>A value an author can choose.</summary>
sealed record Choice(string Text, string Value);

/// <summary>Choices for inputs that name something of the lender's tables: what is chosen from a list cannot be misspelt.</summary>
sealed class TableChoices(Policy policy, TimeProvider clock)
{
    /// <summary>Null when the input is free.</summary>
    public IReadOnlyList<Choice>? Of(string type, string input) => (type, input) switch
    {
        (_, "slaStep") => [.. Tables.Sla.All.DistinctBy(p => p.Step).Select(p => new Choice(p.Name, p.Step))],
        (_, "formKey") => [.. Tables.Forms.Values.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => new Choice(f.Name, f.Key))],
        (_, "candidateGroups") => [.. Roles.GroupsOf(Roles.All).Select(g => new Choice(g, g))],
        ("Lending.AwaitDocuments", "reasonCodes") => Reasons(ReasonKind.Rework),
        ("Lending.CloseCase", "reasonCodes") => Reasons(ReasonKind.Decline, ReasonKind.HardStop),
        (_, "product") => [.. Tables.Products.Select(p => new Choice(p.Name, p.Key))],
        (_, "branch") => [.. Tables.Branches.Select(b => new Choice(b.Name, b.Key))],
        (_, "calendar") => [.. Tables.Calendars.Keys.Order(StringComparer.Ordinal).Select(c => new Choice(c, c))],
        _ => null,
    };

    TablesInForce Tables => policy.At(clock.GetUtcNow());

    IReadOnlyList<Choice> Reasons(params IReadOnlyList<ReasonKind> kinds) =>
        [.. Tables.ReasonCodes.Where(r => kinds.Contains(r.Kind)).Select(r => new Choice(r.Internal, r.Code))];
}
