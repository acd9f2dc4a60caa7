using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lendflow.Sandbox;

/// <summary>How everything looks on the wire and in the data file.</summary>
internal static class Wire
{
    public static readonly JsonSerializerOptions Json = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions json)
    {
        json.RespectNullableAnnotations = true;
        json.RespectRequiredConstructorParameters = true;
        json.Converters.Add(new MoneyConverter());
        return json;
    }

    /// <summary>Tells two requests under one idempotency key apart without keeping the personal data in them.</summary>
    public static string Fingerprint(string operation, object? request) =>
        operation + ":" + Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, Json)));

    /// <summary>The same id for the same name, so that a run can be repeated and compared.</summary>
    public static string Id(string prefix, string name) =>
        prefix + "-" + Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)))[..16];

    /// <summary>Amounts show two decimals, always.</summary>
    private sealed class MoneyConverter : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDecimal();

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value + 0.00m);
    }
}
