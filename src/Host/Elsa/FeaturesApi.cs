namespace Lendflow.Host.Elsa;

/// <summary>What Studio asks to know which of its parts to show.</summary>
static class FeaturesApi
{
    public static void MapElsaFeatures(this IEndpointRouteBuilder elsa)
    {
        elsa.MapGet("/features/installed", (HttpContext http) => ElsaJson.Lasting(http, Installed));
        elsa.MapGet("/package/version", () => ElsaJson.Ok(new { packageVersion = "3.8.2" })).AllowAnonymous();
        elsa.MapGet("/resilience/strategies", (HttpContext http) => ElsaJson.Lasting(http, new Listed<object>([])));
        elsa.MapGet("/resilience/retries/{id}", () => ElsaJson.Ok(new Paged<object>([], 0)));
        elsa.MapGet("/secrets/descriptors", (HttpContext http) => ElsaJson.Lasting(http, new { types = Array.Empty<object>(), stores = Array.Empty<object>() }));
        elsa.MapPost("/secrets/picker", () => ElsaJson.Ok(new { items = Array.Empty<object>(), canCreateInline = false }));
    }

    static readonly Listed<Feature> Installed = new([new("RealTimeWorkflowUpdates", "Shows running instances as they go.")]);
}

sealed record Feature(string Name, string Description, string Namespace = "Elsa")
{
    public string FullName => $"{Namespace}.{Name}";
    public string DisplayName => FullName;
}
