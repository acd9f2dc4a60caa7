using Lendflow.Engine.Jobs;

namespace Lendflow.Host.Http;

/// <summary>HTTP in flows: requests that reach them, and requests they send.</summary>
static class HttpSetup
{
    public static IServiceCollection AddLendflowHttp(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(CallableHosts.Parse(settings.CallableHosts));
        services.AddSingleton<IJobHandler, OutgoingHttp>();
        return services.AddSingleton<OpenRequests>().AddSingleton<EndpointFinder>().AddSingleton<EndpointAccess>().AddSingleton<EndpointRuns>().AddSingleton<FlowCalls>();
    }
}
