using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace Lendflow.Host.Elsa;

/// <summary>Elsa 3's API as far as Elsa Studio uses it, on our engine. Elsa's wire is Elsa's: it is not part of our own description.</summary>
static class ElsaSetup
{
    /// <summary>A definition with all its steps; Studio sends the whole of it at every change.</summary>
    const int LargestDefinition = 4 * 1024 * 1024;

    public static IServiceCollection AddElsaApi(this IServiceCollection services)
    {
        services.AddSingleton<TableChoices>().AddSingleton<ActivityCatalogue>().AddSingleton<DefinitionShapes>().AddSingleton<Histories>().AddSingleton<InstanceFiles>().AddSingleton<InstanceDeletion>();
        services.AddSingleton<WatchedInstances>().AddHostedService(s => s.GetRequiredService<WatchedInstances>());
        services.AddSignalR().AddJsonProtocol(o => o.PayloadSerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        return services;
    }

    public static void MapElsaApi(this IEndpointRouteBuilder app)
    {
        var elsa = app.MapGroup("/elsa/api").RequireAuthorization(FlowRights.MaySee).ExcludeFromDescription()
            .WithMetadata(new RequestSizeLimitAttribute(LargestDefinition)).AddEndpointFilter<ElsaBodyFilter>();
        elsa.MapElsaDefinitions();
        elsa.MapElsaDefinitionWrites();
        elsa.MapElsaBulkActions();
        elsa.MapElsaExports();
        elsa.MapElsaSubgraphs();
        elsa.MapElsaDescriptors();
        elsa.MapElsaInstances();
        elsa.MapElsaInstanceFiles();
        elsa.MapElsaAlterations();
        elsa.MapElsaExecutions();
        elsa.MapElsaExecution();
        elsa.MapElsaActivityTests();
        elsa.MapElsaFeatures();
        elsa.MapElsaScripting();
        app.MapHub<InstanceHub>("/elsa/hubs/workflow-instance").RequireAuthorization(FlowRights.MaySee).ExcludeFromDescription();
    }
}
