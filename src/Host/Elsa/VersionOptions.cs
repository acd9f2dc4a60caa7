using System.Globalization;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Storage;
using Lendflow.Storage.Queries;

namespace Lendflow.Host.Elsa;

/// <summary>Elsa's way of saying which version is meant: a name or a number. Empty means any.</summary>
readonly record struct VersionOptions(VersionChoice Choice, int? Number)
{
    public static VersionOptions Parse(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new(VersionChoice.All, number)
        : Enum.TryParse<VersionChoice>(text, ignoreCase: true, out var choice) ? new(choice, null)
        : new(VersionChoice.All, null);

    /// <summary>The version of a definition that is meant, the newest when several are; null when there is none.</summary>
    public async Task<WorkflowDefinition?> FindAsync(string definitionId, IDefinitionStore definitions, CancellationToken cancellationToken)
    {
        var options = this;
        return (await definitions.ListVersionsAsync(definitionId, cancellationToken)).FirstOrDefault(options.Means);
    }

    bool Means(WorkflowDefinition version) => (Number is null || version.Version == Number) && Choice switch
    {
        VersionChoice.Latest => version.IsLatest,
        VersionChoice.Published => version.IsPublished,
        VersionChoice.LatestOrPublished => version.IsLatest || version.IsPublished,
        VersionChoice.LatestAndPublished => version.IsLatest && version.IsPublished,
        VersionChoice.Draft => version is { IsLatest: true, IsPublished: false },
        _ => true,
    };
}
