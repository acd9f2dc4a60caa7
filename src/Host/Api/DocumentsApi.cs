using System.Text.Json;
using Lendflow.Activities;
using Lendflow.Activities.DocumentCheck;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Waiting;
using Lendflow.Host.Cases;
using Lendflow.Host.People;
using Lendflow.Storage.Queries;
using Microsoft.AspNetCore.Mvc;

namespace Lendflow.Host.Api;

/// <summary>Documents of a case: upload, download, and the applicant's word that all are there.</summary>
static class DocumentsApi
{
    /// <summary>The file and the fields around it.</summary>
    internal const int LargestUpload = DocumentContent.Largest + 64 * 1024;

    /// <summary>Kinds of documents that forms of tasks bring, beside those of the checklists.</summary>
    internal static readonly string[] FormKinds = ["attachment", "signature"];

    public static void MapDocuments(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/applications/{number}/documents").WithTags("applications").RequireAuthorization();
        api.MapGet("", ListAsync).WithName("listDocuments").WithSummary("Documents of a case, oldest first").Produces<IReadOnlyList<CaseDocument>>();
        api.MapGet("{id}", DownloadAsync).WithName("getDocument").WithSummary("The file").Produces<byte[]>(200, "application/octet-stream");
        api.MapPost("", UploadAsync).WithName("uploadDocument").WithSummary("Adds a PDF, PNG or JPEG of at most 10 MiB").RequireAuthorization(Roles.MayAct).AddEndpointFilter<BackPressure>()
            .Accepts<Upload>("multipart/form-data").WithMetadata(new RequestSizeLimitAttribute(LargestUpload)).Produces<CaseDocument>(201);
        api.MapPost("submit", SubmitAsync).WithName("submitDocuments").WithSummary("Says that all documents are there; a case that waits for them goes on").RequireAuthorization(Roles.MayAct).Produces(202);
    }

    static async Task<IResult> ListAsync(string number, CaseQueries cases, CaseDocuments documents, CancellationToken cancellationToken) =>
        await cases.FindAsync(number, cancellationToken) is null ? ApplicationsApi.NotFound(number) : TypedResults.Ok(await documents.ListAsync(number, cancellationToken));

    static async Task<IResult> DownloadAsync(string number, string id, CaseDocuments documents, CancellationToken cancellationToken) =>
        await documents.OpenAsync(number, id, cancellationToken) is { } file
            ? TypedResults.Stream(file.Content, file.Document.ContentType, file.Document.FileName)
            : Problems.NotFound($"a document '{id}' of case '{number}'");

    static async Task<IResult> UploadAsync(string number, HttpRequest request, CaseQueries cases, CaseDocuments documents, Policy policy, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await cases.FindAsync(number, cancellationToken) is not { } found) return ApplicationsApi.NotFound(number);
        var kinds = policy.At(clock.GetUtcNow()).Checklists.Where(c => c.Product == found.Product).SelectMany(c => c.Documents).Select(d => d.Kind).Concat(FormKinds).Distinct().ToList();
        return await KeepAsync(number, kinds, $"/api/applications/{number}/documents", request, documents, cancellationToken);
    }

    /// <summary>Keeps an uploaded file.</summary>
    /// <param name="folder">Number under which it is kept.</param>
    /// <param name="at">Address of the documents.</param>
    internal static async Task<IResult> KeepAsync(string folder, IReadOnlyList<string> kinds, string at, HttpRequest request, CaseDocuments documents, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        var problems = new List<Problem>();
        var (kind, issuedOn, expiresOn, fields) = (form["kind"].ToString(), DateOf(form, "issuedOn", problems), DateOf(form, "expiresOn", problems), FieldsOf(form, problems));
        if (!kinds.Contains(kind)) problems.Add(new Problem("$.kind", $"Expected one of {string.Join(", ", kinds)}, but found {(kind.Length == 0 ? "none" : $"'{kind}'")}."));
        if (form.Files.GetFile("file") is not { } file) problems.Add(new Problem("$.file", "Expected a file, but there is none."));
        else if (file.Length > DocumentContent.Largest) return Problems.Of(413, $"Expected a file of at most {DocumentContent.Largest} bytes, but it has {file.Length}.");
        else
        {
            var content = await ReadAsync(file, cancellationToken);
            if (DocumentContent.TypeOf(content, out var problem) is not { } type) return Problems.Of(415, problem);
            if (problems.Count > 0) return Problems.Invalid(problems);
            var kept = await documents.AddAsync(Guid.CreateVersion7().ToString("N"), folder, new CheckedFile(kind, CheckedFile.NameOf(file.FileName), type, content, issuedOn, expiresOn, fields), cancellationToken);
            return TypedResults.Created($"{at}/{kept.Id}", kept);
        }
        return Problems.Invalid(problems);
    }

    static async Task<IResult> SubmitAsync(string number, HttpContext http, CaseQueries cases, CaseDocuments documents, EventPublisher events, CancellationToken cancellationToken)
    {
        if (await cases.FindAsync(number, cancellationToken) is not { } found) return ApplicationsApi.NotFound(number);
        var payload = Values.From(new { documents = await documents.ListAsync(number, cancellationToken) });
        var publication = new Publication(AwaitDocumentsActivity.Event, number, found.InstanceId, payload);
        return await events.ResumeAsync(publication, http.User.Identity!.Name, cancellationToken) > 0
            ? TypedResults.Accepted($"/api/applications/{number}")
            : Problems.Of(409, "Expected a case that waits for documents, but it does not.");
    }

    static async Task<byte[]> ReadAsync(IFormFile file, CancellationToken cancellationToken)
    {
        var content = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(content, cancellationToken);
        return content;
    }

    static DateOnly? DateOf(IFormCollection form, string name, List<Problem> problems)
    {
        var text = form[name].ToString();
        if (text.Length == 0) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date)) return date;
        problems.Add(new Problem($"$.{name}", $"Expected a date such as 2026-01-31, but found '{text}'."));
        return null;
    }

    static Dictionary<string, string> FieldsOf(IFormCollection form, List<Problem> problems)
    {
        var text = form["fields"].ToString();
        if (text.Length == 0) return [];
        try
        {
            if (JsonSerializer.Deserialize<Dictionary<string, string>>(text) is { } fields) return fields;
        }
        catch (JsonException)
        {
            // Told below.
        }
        problems.Add(new Problem("$.fields", "Expected a JSON object with texts by name, but it is something else."));
        return [];
    }

    /// <summary>The form of an upload, for the description of the API.</summary>
    sealed record Upload(IFormFile File, string Kind, DateOnly? IssuedOn = null, DateOnly? ExpiresOn = null, string? Fields = null);
}
