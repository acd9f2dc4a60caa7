using System.Text.Json;
using System.Text.Json.Serialization;
using Lendflow.Activities.Scoring;

namespace Lendflow.Samples;

/// <summary>What generated applications look like. The distributions are fitted to real loans (see <see cref="ParameterFit"/>);
/// what those loans do not carry is in <see cref="Assumed"/>.</summary>
/// <param name="Citation">The loans the distributions come from.</param>
/// <param name="Loans">How many they were.</param>
/// <param name="Amount">USD.</param>
/// <param name="AmountEmployeesRankCorrelation">Spearman's rank correlation of amount and employees.</param>
/// <param name="JobsCreated">Over all loans, zeros included.</param>
/// <param name="Location">Share by <c>urban</c>, <c>rural</c> and <c>unknown</c>.</param>
/// <param name="Sector">Share by the first two digits of the industry code; empty text is unknown.</param>
public sealed record ApplicationParameters(
    string Citation,
    DateOnly ApprovedFrom,
    DateOnly ApprovedUntil,
    int Loans,
    QuantileTable Amount,
    QuantileTable Employees,
    double AmountEmployeesRankCorrelation,
    QuantileTable JobsCreated,
    QuantileTable JobsRetained,
    double NewBusiness,
    double Franchise,
    IReadOnlyDictionary<string, double> Location,
    IReadOnlyDictionary<string, double> Sector,
    AssumedParameters Assumed)
{
    static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    static readonly Lazy<ApplicationParameters> ShippedOnce = new(() => FromJson(ReadShipped()));

    /// <summary>The parameters that ship with this library.</summary>
    public static ApplicationParameters Shipped => ShippedOnce.Value;

    public static ApplicationParameters FromJson(string json) => JsonSerializer.Deserialize<ApplicationParameters>(json, Json)
        ?? throw new JsonException("Expected application parameters, but found null.");

    public string ToJson() => ReadableJson.Write(JsonSerializer.SerializeToNode(this, Json)!);

    static string ReadShipped()
    {
        using var stream = typeof(ApplicationParameters).Assembly.GetManifestResourceStream("application-parameters.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>What no data set stands behind.</summary>
/// <param name="YuanPerDollar">Price level that turns fitted amounts into yuan.</param>
/// <param name="ExistingCustomer">Share that had a loan here before.</param>
/// <param name="RevenueUnstated">Share that does not state its revenue.</param>
/// <param name="NoConsent">Share that withholds consent to the bureau inquiry.</param>
/// <param name="Channel">Share by channel.</param>
public sealed record AssumedParameters(
    double YuanPerDollar, double ExistingCustomer, double RevenueUnstated, double NoConsent, IReadOnlyDictionary<string, double> Channel)
{
    public static AssumedParameters Standard { get; } = new(
        YuanPerDollar: 7.15, ExistingCustomer: 0.3, RevenueUnstated: 0.1, NoConsent: 0.01,
        new Dictionary<string, double> { ["online"] = 0.7, ["branch"] = 0.2, ["partner"] = 0.1 });
}

/// <summary>A distribution by its values at evenly spaced quantiles, the smallest first and the largest last.</summary>
public sealed record QuantileTable(IReadOnlyList<double> Values)
{
    /// <summary>The table of a sample at 0 %, 2.5 %, … 100 %.</summary>
    public static QuantileTable Of(IEnumerable<double> sample)
    {
        var sorted = sample.Order().ToArray();
        return new QuantileTable([.. Enumerable.Range(0, 41).Select(step => sorted[(int)Math.Round(step / 40.0 * (sorted.Length - 1))])]);
    }

    /// <summary>The value below which <paramref name="share"/> (0 to 1) lie, straight between neighbours.</summary>
    public double At(double share)
    {
        var place = Math.Clamp(share, 0, 1) * (Values.Count - 1);
        var below = Math.Min((int)place, Values.Count - 2);
        return Values[below] + (place - below) * (Values[below + 1] - Values[below]);
    }
}
