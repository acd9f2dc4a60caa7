namespace Lendflow.Sandbox.Faults;

/// <summary>Faults on demand. <c>PUT</c> replaces the whole sheet: a counterparty it does not name has no faults.</summary>
internal static class FaultEndpoints
{
    public static void MapFaults(this IEndpointRouteBuilder app, FaultSwitch faults)
    {
        app.MapGet("/faults", () => faults.Sheet);
        app.MapDelete("/faults", () =>
        {
            faults.Sheet = new FaultSheet();
            return Results.NoContent();
        });
        app.MapPut("/faults", (FaultSheet sheet) =>
        {
            var problems = sheet.Problems();
            if (problems.Count > 0)
            {
                return Results.Json(
                    new { Title = "invalid-faults", Status = 422, Errors = problems },
                    contentType: "application/problem+json",
                    statusCode: 422);
            }

            faults.Sheet = sheet;
            return Results.Ok(sheet);
        });
    }
}
