using System.Text.Json;
using Lendflow.HumanTasks.Notices;

namespace Lendflow.Host.Notices;

/// <summary>The wording of notices in both languages, from <c>templates/notices.json</c>.</summary>
sealed class NoticeTexts
{
    static readonly string[] Languages = ["en", "zh"];
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    readonly Dictionary<string, Dictionary<string, NoticeText>> texts;

    NoticeTexts(Dictionary<string, Dictionary<string, NoticeText>> texts) => this.texts = texts;

    /// <summary>Reads the templates; every kind needs both languages.</summary>
    public static NoticeTexts Read(string json)
    {
        var texts = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, NoticeText>>>(json, Json) ?? [];
        var missing = Enum.GetValues<NoticeKind>().SelectMany(kind => (string[])[KeyOf(kind), ToApplicant(kind)]).Distinct().SelectMany(key => Languages.Select(language => (Key: key, Language: language)))
            .Where(t => !texts.TryGetValue(t.Key, out var of) || !of.ContainsKey(t.Language)).ToList();
        return missing.Count == 0
            ? new NoticeTexts(texts)
            : throw new InvalidDataException($"Expected a text for every notice in both languages, but {string.Join(", ", missing.Select(m => $"{m.Key}/{m.Language}"))} is missing.");
    }

    /// <summary>A notice in the recipient's language; an unknown one is English.</summary>
    public NoticeText Of(Notice notice, Recipient recipient)
    {
        var language = recipient.Language;
        var ofKind = texts[recipient.IsApplicant ? ToApplicant(notice.Kind) : KeyOf(notice.Kind)];
        var template = ofKind.GetValueOrDefault(language) ?? ofKind["en"];
        return new NoticeText(Fill(template.Subject), Fill(template.Body));

        string Fill(string text) => text
            .Replace("{title}", language == "zh" ? notice.TitleZh ?? notice.Title : notice.Title)
            .Replace("{case}", notice.CaseNumber ?? "–")
            .Replace("{by}", notice.By)
            .Replace("{due}", notice.DueAt is { } due ? $"{due:yyyy-MM-dd HH:mm zzz}" : "–")
            .Replace("{text}", notice.Text ?? "");
    }

    /// <summary>Nothing in it that the lender keeps to itself.</summary>
    static string ToApplicant(NoticeKind kind) => kind == NoticeKind.Asked ? "applicantAsked" : "applicantTold";

    static string KeyOf(NoticeKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
