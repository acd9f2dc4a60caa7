using System.Text.RegularExpressions;
using Microsoft.Extensions.FileProviders;

namespace Lendflow.Host.Studio;

/// <summary>Elsa Studio under <c>/studio</c>: its files, and one page of ours that shows its elements at all addresses below.</summary>
static class StudioPages
{
    const string Folder = "/studio";

    /// <summary>The two hashes are scripts inside Studio's instance list and editor.</summary>
    const string Scripts = "script-src 'self' 'wasm-unsafe-eval' 'sha256-vu6sQrKXQHR4Yn3FMMihA/9TxxfIXnCxKwvLrTPJ5ts=' 'sha256-snlP1jz0gjwc5cTz9ErZcliXuCK63+Mmf68RRCeptgc='";

    /// <summary>Answers for the package's files; before anybody is asked to sign in, because they are public.</summary>
    public static void UseStudioFiles(this WebApplication app)
    {
        var files = new StudioFiles(WebUi.Files(app.Environment));
        app.UseWhen(
            http => http.Request.Path.StartsWithSegments(Folder),
            studio => studio.Use(async (http, next) =>
            {
                if (!await files.TryServeAsync(http)) await next(http);
            }));
    }

    public static void MapStudio(this WebApplication app)
    {
        var files = WebUi.Files(app.Environment);
        app.MapGet($"{Folder}/{{**path:regex(^(?!_framework/|_content/).*$)}}", (HttpContext http) => PageAsync(http, files)).AllowAnonymous().ExcludeFromDescription();
        app.MapGet($"{Folder}/files.json", () => Results.Json(Warm(files), contentType: "application/json")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/diagnostics/structured-logs", (string? workflowInstanceId) =>
            Results.Redirect(workflowInstanceId is null ? $"{Folder}/workflows/instances" : $"{Folder}/workflows/instances/{Uri.EscapeDataString(workflowInstanceId)}/view"))
            .AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>Links inside Studio's panels start at the root of the site, where the addresses of flows are.</summary>
    /// <returns>Where such a link leads; null when it is none.</returns>
    public static IResult? FollowLink(HttpRequest request, string path) =>
        HttpMethods.IsGet(request.Method) && path.Split('/')[0] is "definitions" or "instances" ? Results.Redirect($"{Folder}/workflows/{path}{request.QueryString}") : null;

    static async Task PageAsync(HttpContext http, IFileProvider files)
    {
        if (http.User.Identity is not { IsAuthenticated: true })
        {
            http.Response.Redirect($"/sign-in?from={Uri.EscapeDataString(http.Request.Path + http.Request.QueryString)}");
            return;
        }
        if (files.GetFileInfo($"{Folder}/index.html") is not { Exists: true } page)
        {
            await Api.Problems.NotFound("Elsa Studio in this build").ExecuteAsync(http);
            return;
        }
        var socket = $"{(http.Request.IsHttps ? "wss" : "ws")}://{http.Request.Host}";
        http.Response.Headers.ContentSecurityPolicy =
            $"default-src 'self'; {Scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; "
            + $"connect-src 'self' {socket}; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.SendFileAsync(page, http.RequestAborted);
    }

    /// <summary>What Studio loads whoever opens it: a browser that has it before opens Studio in seconds.</summary>
    static IEnumerable<string> Warm(IFileProvider files) => files.GetDirectoryContents($"{Folder}/_framework")
        .Where(f => !f.IsDirectory && Regex.IsMatch(f.Name, @"\.[a-z0-9]{10}\.(wasm|js)$"))
        .Select(f => $"{Folder}/_framework/{f.Name}");
}
