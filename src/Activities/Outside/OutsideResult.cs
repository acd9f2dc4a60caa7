namespace Lendflow.Activities.Outside;

/// <summary>What came of asking a counterparty: <see cref="Answered{T}"/>, <see cref="Refused{T}"/> or
/// <see cref="Unavailable{T}"/>; nothing else, and never an exception for something the outside did.</summary>
/// <typeparam name="T">What a good answer carries.</typeparam>
public abstract record OutsideResult<T>
{
    private protected OutsideResult()
    {
    }

    /// <summary>Turns an answer that <paramref name="problem"/> objects to into <see cref="Unavailable{T}"/>: an answer that
    /// contradicts the question does not tell whether the counterparty acted.</summary>
    internal OutsideResult<T> Unless(Func<T, string?> problem) =>
        this is Answered<T>(var value) && problem(value) is { } message ? new Unavailable<T>(message) : this;

    /// <summary>Takes from a good answer the part that is wanted.</summary>
    internal OutsideResult<TPart> Select<TPart>(Func<T, TPart> part) => this switch
    {
        Answered<T>(var value) => new Answered<TPart>(part(value)),
        Refused<T>(var code, var message) => new Refused<TPart>(code, message),
        Unavailable<T>(var message) => new Unavailable<TPart>(message),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>The counterparty did what was asked, and its answer fits the question.</summary>
public sealed record Answered<T>(T Value) : OutsideResult<T>;

/// <summary>The counterparty said no to this request and has not acted on it. Repeating it is useless.</summary>
/// <param name="Code">The counterparty's reason, for example <c>no-consent</c>; <c>http-404</c> when it gave none.</param>
/// <param name="Message">For staff: "Expected …, but …", without personal data.</param>
public sealed record Refused<T>(string Code, string Message) : OutsideResult<T>;

/// <summary>No usable answer. The counterparty may or may not have acted, so an effect is to be repeated later, with the same
/// idempotency key.</summary>
/// <param name="Message">For staff: "Expected …, but …", without personal data.</param>
public sealed record Unavailable<T>(string Message) : OutsideResult<T>;
