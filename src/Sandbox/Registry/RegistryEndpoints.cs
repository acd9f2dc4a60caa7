using Lendflow.Sandbox.Faults;

namespace Lendflow.Sandbox.Registry;

/// <summary>The company registry. <c>PUT</c> puts a business on the register, for samples and tests that know its name.</summary>
internal static class RegistryEndpoints
{
    private static readonly Refusal NotRegistered = new(
        404, "not-registered", "Expected a registered business, but there is none with this social credit code.");

    public static void MapRegistry(this IEndpointRouteBuilder app, FaultSwitch faults, Companies companies)
    {
        app.MapGet("/registry/companies/{code}", (string code) =>
                companies.Find(code) is { } company ? Results.Json(company) : NotRegistered.ToHttp())
            .AddEndpointFilter(faults.At("registry"));
        app.MapPut("/registry/companies/{code}", (string code, Company company) =>
        {
            companies.Register(code, company);
            return Results.Json(company);
        });
    }
}
