namespace Lendflow.Engine.Linting;

/// <summary>Something a check before publication found out about a flow.</summary>
/// <param name="Code">Stable name of the rule, for example <c>unreachable-step</c>.</param>
/// <param name="Message">In the form "Expected …, but …", with the way out.</param>
/// <param name="MessageZh">The same in Chinese.</param>
/// <param name="Help">Where the rule is explained: the anchor in <c>docs/manual/lint.md</c>.</param>
public sealed record Finding(string Code, Severity Severity, string Message, string MessageZh, Place Place, string Help);

/// <summary>How much a finding weighs.</summary>
public enum Severity
{
    /// <summary>Worth knowing; often meant to be so.</summary>
    Info,

    /// <summary>Probably a mistake; the flow can be published.</summary>
    Warning,

    /// <summary>Cases will fail, hang or break a control of lending; the flow cannot be published.</summary>
    Error,
}

/// <summary>Where a finding is.</summary>
/// <param name="ActivityId">Id of the step; null when it is about the flow as a whole.</param>
/// <param name="NodeId">Ids from the workflow down to the step, joined by <c>:</c>.</param>
/// <param name="Path">JSON path of the input, variable or arrow (<c>$.root.activities[2].text</c>).</param>
public sealed record Place(string? ActivityId, string? NodeId, string Path);
