using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Lendflow.Host;

/// <summary>Serves the web UI: hashed assets for a year, pages afresh, and the first page for every address of its router.</summary>
static class WebUi
{
    /// <summary>Only our own code and data. Styles may be inline because Ant Design computes them; WebAssembly is Elsa Studio's.</summary>
    const string Policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        + "font-src 'self' data:; connect-src 'self'; frame-src 'self' blob:; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "SAMEORIGIN";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return next(http);
    });

    public static void UseWebUi(this WebApplication app) => app.UseStaticFiles(new StaticFileOptions
    {
        FileProvider = Files(app.Environment),
        OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = CacheFor(file),
    });

    /// <summary>The first page for the addresses of its router. The API's unknown addresses stay 404.</summary>
    public static void MapWebUi(this WebApplication app)
    {
        var page = new StaticFileOptions
        {
            FileProvider = Files(app.Environment),
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
        };
        app.MapFallbackToFile("/", "index.html", page);
        app.MapFallbackToFile("{*path:regex(^(?!api/|elsa/|health/|openapi/|metrics|assets/|studio/).*$)}", "index.html", page);
    }

    /// <summary>Beside the program when published, else where the build of the web UI puts it.</summary>
    public static IFileProvider Files(IHostEnvironment environment)
    {
        var folder = new[] { AppContext.BaseDirectory, environment.ContentRootPath }.Select(f => Path.Combine(f, "wwwroot")).FirstOrDefault(Directory.Exists);
        return folder is null ? new NullFileProvider() : new PhysicalFileProvider(folder);
    }

    /// <summary>The build puts a hash of the content into the names of everything in <c>assets</c>.</summary>
    static string CacheFor(StaticFileResponseContext file) =>
        file.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache";
}
