using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Lendflow.Host.Studio;

/// <summary>Serves the files of Elsa Studio as they were published, in the smallest form the browser takes. The package has every
/// file three times: plain, <c>.br</c> and <c>.gz</c>.</summary>
sealed partial class StudioFiles(IFileProvider files)
{
    static readonly (string Coding, string Extension)[] Codings = [("br", ".br"), ("gzip", ".gz")];
    static readonly FileExtensionContentTypeProvider Types = new() { Mappings = { [".dat"] = "application/octet-stream", [".webmanifest"] = "application/manifest+json" } };

    /// <returns>False when there is no such file.</returns>
    public async Task<bool> TryServeAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method)) return false;
        if (!Types.TryGetContentType(path, out var type) || files.GetFileInfo(path) is not { Exists: true } plain) return false;

        var (coding, file) = Smallest(http.Request, path, plain);
        var headers = http.Response.Headers;
        headers.Vary = "Accept-Encoding";
        headers.CacheControl = IsFingerprinted().IsMatch(path) ? "public, max-age=31536000, immutable" : "no-cache";
        headers.ETag = Tag(file, coding);
        http.Response.ContentType = type;
        if (http.Request.Headers.IfNoneMatch.Contains(headers.ETag.ToString()))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return true;
        }
        if (coding is not null) headers.ContentEncoding = coding;
        http.Response.ContentLength = file.Length;
        if (HttpMethods.IsGet(http.Request.Method)) await http.Response.SendFileAsync(file, http.RequestAborted);
        return true;
    }

    (string? Coding, IFileInfo File) Smallest(HttpRequest request, string path, IFileInfo plain)
    {
        var accepted = request.Headers.AcceptEncoding.ToString();
        foreach (var (coding, extension) in Codings)
            if (accepted.Contains(coding, StringComparison.OrdinalIgnoreCase) && files.GetFileInfo(path + extension) is { Exists: true } compressed) return (coding, compressed);
        return (null, plain);
    }

    static string Tag(IFileInfo file, string? coding) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{file.Length:x}-{file.LastModified.ToUnixTimeSeconds():x}{(coding is null ? "" : $"-{coding}")}\"");

    /// <summary>Ten characters of the content's hash stand before the extension: such a file never changes.</summary>
    [GeneratedRegex(@"\.[a-z0-9]{10}\.[a-z0-9]+$")]
    private static partial Regex IsFingerprinted();
}
