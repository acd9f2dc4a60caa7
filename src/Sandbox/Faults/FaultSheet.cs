using System.Text.Json.Serialization;

namespace Lendflow.Sandbox.Faults;

/// <summary>What goes wrong at each counterparty. The same seed and the same order of calls give the same faults.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record FaultSheet
{
    private static readonly string[] Counterparties = ["bureau", "registry", "esign", "core", "sms"];

    public long Seed { get; init; }

    public FaultPlan Bureau { get; init; } = new();

    public FaultPlan Registry { get; init; } = new();

    [JsonPropertyName("esign")]
    public FaultPlan ESign { get; init; } = new();

    public FaultPlan Core { get; init; } = new();

    public FaultPlan Sms { get; init; } = new();

    public FaultPlan For(string counterparty) => counterparty switch
    {
        "bureau" => Bureau,
        "registry" => Registry,
        "esign" => ESign,
        "core" => Core,
        "sms" => Sms,
        _ => throw new ArgumentOutOfRangeException(nameof(counterparty), counterparty, "Not a counterparty."),
    };

    /// <summary>Every problem by its path; empty when there is none.</summary>
    public Dictionary<string, string[]> Problems() =>
        Counterparties
            .SelectMany(name => For(name).Problems().Select(problem => (Path: $"{name}.{problem.Path}", problem.Message)))
            .ToDictionary(problem => problem.Path, problem => new[] { problem.Message });
}

/// <summary>Rates are shares of the calls, from 0 to 1; times are milliseconds, up to ten minutes.</summary>
/// <param name="LatencyMs">Every call takes this much longer.</param>
/// <param name="ErrorRate">Answers 503 and does nothing.</param>
/// <param name="LoseAnswerRate">Acts, then cuts the connection.</param>
/// <param name="TimeoutRate">Acts, then answers only after <paramref name="TimeoutMs"/>.</param>
/// <param name="GarbageRate">Acts, then answers 200 with something else.</param>
/// <param name="DuplicateCallbackRate">Posts a callback again after it was acknowledged.</param>
/// <param name="LateCallbackRate">Posts a callback only after <paramref name="LateCallbackMs"/>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record FaultPlan(
    int LatencyMs = 0,
    double ErrorRate = 0,
    double LoseAnswerRate = 0,
    double TimeoutRate = 0,
    int TimeoutMs = 120_000,
    double GarbageRate = 0,
    double DuplicateCallbackRate = 0,
    double LateCallbackRate = 0,
    int LateCallbackMs = 60_000)
{
    public IEnumerable<(string Path, string Message)> Problems()
    {
        (string Path, double Rate)[] rates =
        [
            ("errorRate", ErrorRate), ("loseAnswerRate", LoseAnswerRate), ("timeoutRate", TimeoutRate),
            ("garbageRate", GarbageRate), ("duplicateCallbackRate", DuplicateCallbackRate), ("lateCallbackRate", LateCallbackRate),
        ];
        (string Path, int Milliseconds)[] times =
            [("latencyMs", LatencyMs), ("timeoutMs", TimeoutMs), ("lateCallbackMs", LateCallbackMs)];

        return rates.Where(rate => rate.Rate is not (>= 0 and <= 1))
            .Select(rate => (rate.Path, $"Expected a share from 0 to 1, but it is {rate.Rate}."))
            .Concat(times.Where(time => time.Milliseconds is not (>= 0 and <= 600_000))
                .Select(time => (time.Path, $"Expected 0 to 600000 milliseconds, but it is {time.Milliseconds}.")));
    }
}
