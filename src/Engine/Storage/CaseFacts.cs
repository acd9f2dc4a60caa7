using System.Globalization;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Storage;

/// <summary>Names of the facts (<see cref="Change.FactSet"/>) that stores keep as columns, so that lists of cases can show,
/// filter and sort by them. Facts of other names are kept in the state only.</summary>
public static class CaseFacts
{
    public const string Stage = "stage";
    /// <summary><c>instant</c>, <c>fast</c> or <c>standard</c>.</summary>
    public const string Track = "track";
    public const string Product = "product";
    public const string Branch = "branch";
    public const string Borrower = "borrower";
    /// <summary>In units of the currency; a decimal with a point.</summary>
    public const string Amount = "amount";
    public const string Currency = "currency";
    public const string Grade = "grade";
    /// <summary>What became of the case, for example <c>approved</c>.</summary>
    public const string Status = "status";
    /// <summary><c>us</c>, <c>applicant</c> or <c>thirdParty</c>.</summary>
    public const string WaitingFor = "waitingFor";

    /// <summary>The amount of a case; null when there is none or it is not a number.</summary>
    public static decimal? AmountOf(Instance instance) =>
        decimal.TryParse(instance.Facts.GetValueOrDefault(Amount), NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount : null;
}
