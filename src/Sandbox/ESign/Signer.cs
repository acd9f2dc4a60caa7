namespace Lendflow.Sandbox.ESign;

/// <summary>The person at the other end. By the reference, 97 of 100 sign, 2 decline and 1 lets the envelope expire (reported at
/// once too, so that a test need not wait for the real date); the settings may force one of these on everybody.</summary>
internal sealed class Signer(SigningSettings settings)
{
    private static readonly string[] Decisions = ["signed", "declined", "expired"];

    public SigningSettings Settings { get; set; } = settings;

    public static bool IsDecision(string status) => Decisions.Contains(status);

    /// <summary>Null when the signer stays silent.</summary>
    public string? Decide(string reference) => Settings.Force switch
    {
        "silent" => null,
        { } forced => forced,
        null => Draw.Uniform("signer", reference) switch
        {
            < 0.97 => "signed",
            < 0.99 => "declined",
            _ => "expired",
        },
    };
}

/// <param name="SignDelayMs">From sending to the signer's decision; 0 to a week.</param>
/// <param name="Force"><c>signed</c>, <c>declined</c>, <c>expired</c>, <c>silent</c>, or null for chance.</param>
internal sealed record SigningSettings(int SignDelayMs = 0, string? Force = null)
{
    public bool IsValid() =>
        SignDelayMs is >= 0 and <= 7 * 24 * 3_600_000 && (Force is null or "silent" || Signer.IsDecision(Force));
}
