using System.Net.Http.Json;
using System.Text.Json;

namespace Lendflow.Host.Tests.Http;

[Collection(nameof(OneHost))]
public sealed class DesignerTests(TestHost host)
{
    const string Request = "Url,Method,Content,ContentType,Authorization,DisableAuthorizationHeaderValidation,RequestHeaders,EnableResiliency";

    /// <summary>Names are Elsa's: flows drawn there have them.</summary>
    [Theory]
    [InlineData("Elsa.HttpEndpoint", "Path,SupportedMethods,Authorize,Policy,RequestTimeout,RequestSizeLimit,FileSizeLimit,AllowedFileExtensions,BlockedFileExtensions,AllowedMimeTypes,"
        + "ExposeRequestTooLargeOutcome,ExposeFileTooLargeOutcome,ExposeInvalidFileExtensionOutcome,ExposeInvalidFileMimeTypeOutcome", "ParsedContent,Files,File,RouteData,QueryStringData,Headers,Result", "")]
    [InlineData("Elsa.WriteHttpResponse", "StatusCode,Content,ContentType,ResponseHeaders", "", "")]
    [InlineData("Elsa.SendHttpRequest", "ExpectedStatusCodes," + Request, "StatusCode,ParsedContent,ResponseHeaders,Result", "UnmatchedStatusCode,FailedToConnect,Timeout")]
    [InlineData("Elsa.FlowSendHttpRequest", "ExpectedStatusCodes," + Request, "StatusCode,ParsedContent,ResponseHeaders,Result", "")]
    public async Task An_activity_is_offered_with_everything_Elsas_has(string type, string inputs, string outputs, string embedded)
    {
        var descriptor = (await ActivitiesAsync()).Single(d => d.Text("typeName") == type);

        descriptor.Text("category").Should().Be("HTTP");
        Names(descriptor, "inputs").Should().Equal(inputs.Split(','));
        Names(descriptor, "outputs").Should().Equal(outputs.Split(',', StringSplitOptions.RemoveEmptyEntries));
        descriptor.GetProperty("ports").EnumerateArray().Where(p => p.Text("type") == "Embedded").Select(p => p.Text("name")).Should().Equal(embedded.Split(',', StringSplitOptions.RemoveEmptyEntries));
        descriptor.GetProperty("inputs").EnumerateArray().Should().OnlyContain(i => i.Text("description")!.Length > 0);
    }

    [Fact]
    public async Task Methods_are_boxes_to_tick_and_statuses_a_list_to_choose_from()
    {
        var activities = await ActivitiesAsync();

        Choices(activities, "Elsa.HttpEndpoint", "SupportedMethods", "checklist", "checkList").Should().Contain(["GET", "POST"]);
        Choices(activities, "Elsa.WriteHttpResponse", "StatusCode", "dropdown", "selectList").Should().Contain(["OK", "NotFound"]).And.NotContain("Continue");
    }

    async Task<List<JsonElement>> ActivitiesAsync() =>
        [.. (await (await host.AsAsync("owner")).GetFromJsonAsync<JsonElement>("/elsa/api/descriptors/activities")).GetProperty("items").EnumerateArray()];

    static IEnumerable<string?> Names(JsonElement descriptor, string member) => descriptor.GetProperty(member).EnumerateArray().Select(m => m.Text("name"));

    static IEnumerable<string?> Choices(List<JsonElement> activities, string type, string input, string hint, string list) =>
        activities.Single(d => d.Text("typeName") == type).GetProperty("inputs").EnumerateArray().Single(i => i.Text("name") == input)
            .GetProperty("uiSpecifications").GetProperty(hint).GetProperty(list).GetProperty("items").EnumerateArray().Select(i => i.Text("value"));
}
