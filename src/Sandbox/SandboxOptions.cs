namespace Lendflow.Sandbox;

/// <summary>How a sandbox is set up.</summary>
public sealed record SandboxOptions
{
    /// <summary>Address to listen on; port 0 takes a free one. Default <c>http://127.0.0.1:0</c>.</summary>
    public string Url { get; init; } = "http://127.0.0.1:0";

    /// <summary>File that keeps the core banking ledger and the envelopes across restarts and crashes. Null, the default,
    /// keeps them in memory.</summary>
    public string? DataFile { get; init; }

    /// <summary>Secret that e-sign callbacks are signed with. Default <c>sandbox</c>.</summary>
    public string ESignSecret { get; init; } = "sandbox";

    /// <summary>How long the signer takes. Default: no time at all.</summary>
    public TimeSpan SignDelay { get; init; }

    /// <summary>What every signer does: <c>signed</c>, <c>declined</c>, <c>expired</c> or <c>silent</c> (nothing, until told to by
    /// <c>POST /esign/envelopes/{id}/decision</c>). Null, the default, lets the reference decide.</summary>
    public string? ForceESign { get; init; }

    /// <summary>The clock of all waiting and of all dates.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
