using Lendflow.HumanTasks.Notices;

namespace Lendflow.Host.Notices;

/// <summary>A way to reach people who are not looking at the inbox.</summary>
interface INoticeChannel
{
    /// <summary>Key in the delivery log.</summary>
    string Name { get; }

    /// <summary>Where a person is reached; null when this channel does not carry such a notice, or not to them.</summary>
    string? AddressOf(Recipient recipient, NoticeKind kind);

    /// <summary>Sends it. What the other side does wrong is an answer, not an exception.</summary>
    /// <param name="key">Equal for every try of the same notice to the same person.</param>
    Task<Sending> SendAsync(string address, NoticeText text, string key, CancellationToken cancellationToken);
}

/// <summary>Somebody to be told.</summary>
/// <param name="Language"><c>en</c> or <c>zh</c>.</param>
/// <param name="IsApplicant">Applicants are told of their case only: not what steps are called, nor who works on them.</param>
sealed record Recipient(string User, string? Email, string? Phone, string Language, bool IsApplicant = false);

/// <summary>A notice in words.</summary>
sealed record NoticeText(string Subject, string Body);

/// <summary>What became of a sending.</summary>
/// <param name="Problem">"Expected …, but …"; null when it was sent.</param>
/// <param name="MayHaveLeft">Whether it is not known if it left: then it is not sent again.</param>
sealed record Sending(string? Problem, bool MayHaveLeft = false)
{
    public static readonly Sending Sent = new((string?)null);
}
