using System.Security.Cryptography;
using Lendflow.Activities;
using Lendflow.Activities.Tables;

namespace Lendflow.Samples;

/// <summary>Makes the documents an applicant would bring for a checklist, with the faults real ones have. The files depend on the
/// seed and the borrower's code alone.</summary>
public sealed class DocumentGenerator(DocumentFaults faults, int seed)
{
    static readonly DateOnly Unlimited = new(9999, 12, 31);

    /// <summary>The documents brought on <paramref name="today"/>, in the order of the checklist.</summary>
    public IReadOnlyList<SampleDocument> Documents(LoanApplication application, Checklist checklist, DateOnly today)
    {
        var documents = new List<SampleDocument>();
        foreach (var asked in checklist.Documents)
        {
            var dice = new Dice($"document/{seed}/{application.Borrower.SocialCreditCode}/{asked.Kind}");
            if (!dice.Chance(asked.Required ? faults.Missing : 1 - faults.OptionalBrought))
                documents.Add(Document(dice, application, asked, today));
        }

        return documents;
    }

    SampleDocument Document(Dice dice, LoanApplication application, ChecklistDocument asked, DateOnly today)
    {
        var isExpired = dice.Chance(faults.Expired);
        var isMismatching = dice.Chance(faults.Mismatching);
        var issuedOn = IssuedOn(dice, asked, isExpired, today);
        DateOnly? expiresOn = !asked.MustNotExpire ? null : isExpired ? today.AddDays(-dice.Whole(1, 400)) : dice.Chance(0.5) ? Unlimited : today.AddDays(dice.Whole(60, 3650));
        var fields = Fields(dice, application, asked, isMismatching, today);
        string[] lines =
        [
            asked.NameZh,
            asked.Name,
            .. fields.Select(field => $"{field.Key}: {field.Value}"),
            $"issuedOn: {issuedOn:yyyy-MM-dd}",
            .. expiresOn is { } last ? [$"expiresOn: {last:yyyy-MM-dd}"] : Array.Empty<string>(),
            application.Borrower.Name,
        ];
        var isPicture = asked.Accepts.Contains("image/png") && (!asked.Accepts.Contains("application/pdf") || dice.Chance(0.4));
        return new SampleDocument(
            asked.Kind, $"{asked.Kind}.{(isPicture ? "png" : "pdf")}", isPicture ? "image/png" : "application/pdf",
            isPicture ? SamplePng.Write(string.Join('\n', lines)) : SamplePdf.Write(lines), issuedOn, expiresOn, fields);
    }

    /// <summary>Within the allowed age; an expired document that only has an age is older than that.</summary>
    static DateOnly IssuedOn(Dice dice, ChecklistDocument asked, bool isExpired, DateOnly today) => asked.MaxAgeDays switch
    {
        { } days when isExpired => today.AddDays(-days - dice.Whole(1, 200)),
        { } days => today.AddDays(-dice.Whole(0, days * 2 / 3)),
        null => today.AddDays(-dice.Whole(420, 1800)),
    };

    /// <summary>What reading the document gives. A mismatching one shows somebody else's number.</summary>
    static SortedDictionary<string, string> Fields(Dice dice, LoanApplication application, ChecklistDocument asked, bool isMismatching, DateOnly today)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (field, path) in asked.MustMatch)
            fields[field] = ValueAt(path, application);
        if (isMismatching && asked.MustMatch.Keys.Order(StringComparer.Ordinal).LastOrDefault() is { } wrong)
            fields[wrong] = OtherValue(dice, asked.MustMatch[wrong], today);
        return fields;
    }

    static string ValueAt(string path, LoanApplication application) => path switch
    {
        "borrower.name" => application.Borrower.Name,
        "borrower.socialCreditCode" => application.Borrower.SocialCreditCode,
        "borrower.representative.name" => application.Borrower.Representative.Name,
        "borrower.representative.residentId" => application.Borrower.Representative.ResidentId,
        _ => throw new ArgumentException($"Expected a path of the application that documents show, but got '{path}'."),
    };

    static string OtherValue(Dice dice, string path, DateOnly today)
    {
        var place = dice.Pick(Place.All);
        return path switch
        {
            "borrower.socialCreditCode" => Codes.SocialCredit(dice, place.Division, isIndividual: false),
            "borrower.representative.residentId" => Codes.ResidentId(dice, place.Division, today.AddDays(-dice.Whole(25 * 365, 60 * 365))),
            _ => Names.Person(dice),
        };
    }
}

/// <summary>How often documents are at fault; shares from 0 to 1.</summary>
/// <param name="Missing">Of the required documents.</param>
/// <param name="Expired">Of the documents brought; those whose validity or age nobody asks for cannot show it.</param>
/// <param name="Mismatching">Of the documents brought; those without fields to compare cannot show it.</param>
/// <param name="OptionalBrought">Share of the optional documents that come along.</param>
public sealed record DocumentFaults(double Missing = 0.08, double Expired = 0.03, double Mismatching = 0.01, double OptionalBrought = 0.3)
{
    public static DocumentFaults None { get; } = new(0, 0, 0);
}

/// <summary>A document file as it would be uploaded.</summary>
/// <param name="Kind">Document type of the checklist.</param>
/// <param name="ExpiresOn">Last day of validity, 9999-12-31 when unlimited; null when the checklist does not ask.</param>
/// <param name="Fields">What reading the document gives, by the names the checklist compares.</param>
public sealed record SampleDocument(
    string Kind,
    string FileName,
    string ContentType,
    ReadOnlyMemory<byte> Content,
    DateOnly IssuedOn,
    DateOnly? ExpiresOn,
    IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>What is known about the file once it is uploaded.</summary>
    public CaseDocument AsUploaded(string id, DateTimeOffset at) => new(
        id, Kind, FileName, ContentType, Content.Length, Convert.ToHexStringLower(SHA256.HashData(Content.Span)), IssuedOn, ExpiresOn, Fields, at);
}
