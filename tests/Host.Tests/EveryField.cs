using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lendflow.Host.Tests;

/// <summary>A form with a field of every kind.</summary>
static class EveryField
{
    public static JsonNode Schema => JsonNode.Parse("""
        {
          "type": "object",
          "required": ["note", "price", "on", "way", "confirmed"],
          "properties": {
            "note": { "type": "string", "title": "Note", "titleZh": "说明", "maxLength": 20 },
            "staff": { "type": "integer", "title": "Staff", "titleZh": "人数", "minimum": 1, "maximum": 500 },
            "price": { "type": "object", "title": "Price", "titleZh": "价格", "format": "money", "currencies": ["CNY", "USD"], "minimum": "0", "maximum": "100000000000000.01" },
            "on": { "type": "string", "title": "Visited on", "titleZh": "走访日期", "format": "date", "formatMinimum": "2020-01-01" },
            "way": { "type": "string", "title": "Way", "titleZh": "方式", "enum": ["site", "phone"], "labels": { "site": "On site", "phone": "By phone" }, "labelsZh": { "site": "现场", "phone": "电话" } },
            "confirmed": { "type": "boolean", "title": "I was there", "titleZh": "本人到场", "const": true },
            "partners": { "type": "array", "title": "Partners", "titleZh": "伙伴", "maxItems": 3, "items": { "type": "object", "required": ["name"], "properties": {
              "name": { "type": "string", "title": "Name", "titleZh": "名称" }, "share": { "type": "number", "title": "Share", "titleZh": "占比", "maximum": 100 } } } },
            "photo": { "type": "string", "title": "Photo", "titleZh": "照片", "format": "document" },
            "signature": { "type": "object", "title": "Signature", "titleZh": "签名", "format": "signature" }
          },
          "layout": [
            { "title": "Case", "titleZh": "案件", "items": [{ "case": "number" }, { "case": "borrower" }] },
            { "title": "Visit", "titleZh": "走访", "items": ["note", "staff", "price", "on", "way", "confirmed"] },
            { "title": "Evidence", "titleZh": "凭证", "items": ["partners", "photo", "signature"] }
          ]
        }
        """)!;

    /// <summary>Saves the schema as a new edition of a form.</summary>
    public static async Task SaveAsync(TestHost host, string key, JsonNode schema)
    {
        var owner = await host.AsAsync("owner");
        var known = await owner.GetAsync($"/api/forms/{key}");
        var basedOn = known.IsSuccessStatusCode ? (await known.JsonAsync()).GetProperty("editions").GetArrayLength() : 0;
        await (await owner.PostAsJsonAsync("/api/forms", new { key, name = "Visit", nameZh = "走访", schema, basedOn, reason = "Tests" })).OkAsync();
    }
}
