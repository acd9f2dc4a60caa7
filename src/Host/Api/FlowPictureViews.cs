using System.ComponentModel.DataAnnotations;

namespace Lendflow.Host.Api;

/// <summary>The flow of a case, as drawn, and where the case stands in it.</summary>
sealed record FlowPictureView(string Name, int Version, IReadOnlyList<StepPictureView> Steps, IReadOnlyList<ArrowView> Arrows);

/// <summary>A step on the canvas.</summary>
/// <param name="Id">Id of the step in the flow.</param>
/// <param name="X">Left edge, in pixels of the designer.</param>
/// <param name="Y">Upper edge.</param>
/// <param name="State"><c>here</c> while the case is at it.</param>
/// <param name="Visits">How often the case came by.</param>
sealed record StepPictureView(
    string Id, string Title, string TitleZh, double X, double Y, double Width, double Height,
    [property: AllowedValues("ahead", "here", "done", "failed", "cancelled")] string State, int Visits);

/// <summary>A way from one step to another.</summary>
/// <param name="Outcome">The outcome of the first step by which it is taken.</param>
/// <param name="IsTaken">Whether the case went this way.</param>
/// <param name="Vertices">Where its author bent it, in pixels of the designer.</param>
sealed record ArrowView(string From, string To, string Outcome, bool IsTaken, IReadOnlyList<PointView> Vertices);

sealed record PointView(double X, double Y);
