namespace Lendflow.Sandbox;

/// <summary>What a counterparty says to a request under an idempotency key.</summary>
internal abstract record Answer<T>
{
    /// <summary>201 for a new thing, 200 for the same again, a problem with its reason code for no.</summary>
    public IResult ToHttp(Func<T, object> show) => this switch
    {
        Created<T>(var value) => Results.Json(show(value), statusCode: StatusCodes.Status201Created),
        Repeated<T>(var value) => Results.Json(show(value)),
        Refused<T>(var refusal) => refusal.ToHttp(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

internal sealed record Created<T>(T Value) : Answer<T>;

internal sealed record Repeated<T>(T Value) : Answer<T>;

internal sealed record Refused<T>(Refusal Refusal) : Answer<T>;

/// <summary>A no, with a code for programs and a sentence for people.</summary>
internal sealed record Refusal(int Status, string Code, string Detail)
{
    public static readonly Refusal KeyMissing = new(
        400, "idempotency-key-missing", "Expected the header Idempotency-Key with 1 to 200 characters, but it is missing or longer.");

    public static readonly Refusal KeyReused = new(
        422, "idempotency-key-reused", "Expected the same request again under this idempotency key, but it is another one.");

    public static bool IsKey(string? key) => key is { Length: > 0 and <= 200 };

    public IResult ToHttp() =>
        Results.Json(new { Title = Code, Status, Detail, Code }, contentType: "application/problem+json", statusCode: Status);
}
