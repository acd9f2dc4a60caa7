namespace Lendflow.Host;

/// <summary>What an installation is told by environment variables (or by configuration keys of the same names).</summary>
/// <param name="Urls"><c>LENDFLOW_URLS</c>: addresses to listen on, separated by <c>;</c>. Default <c>http://127.0.0.1:5080</c>.</param>
/// <param name="DataFolder"><c>LENDFLOW_DATA</c>: where SQLite keeps its file. Default <c>data</c>.</param>
/// <param name="Database"><c>LENDFLOW_DB</c>: <c>sqlite</c> (default) or a PostgreSQL connection string.</param>
/// <param name="DemoPassword"><c>LENDFLOW_DEMO_PASSWORD</c>: password of the demo users; null when there are none. Default in
/// Development: <c>lendflow</c>.</param>
/// <param name="Outside"><c>LENDFLOW_OUTSIDE</c>: address of the outside world; null starts a sandbox in this process.</param>
/// <param name="ESignSecret"><c>LENDFLOW_ESIGN_SECRET</c>: what the e-sign provider signs its callbacks with. Default <c>sandbox</c>.</param>
/// <param name="PublicUrl"><c>LENDFLOW_PUBLIC_URL</c>: how the e-sign provider reaches this server; null: the address it listens on.</param>
/// <param name="RunsCSharp"><c>LENDFLOW_CSHARP</c>: <c>on</c> lets flows contain C#. It cannot be confined to its flow, so whoever may import
/// a flow can then do what this process can. Default <c>off</c>: such flows are refused.</param>
/// <param name="CallableHosts"><c>LENDFLOW_HTTP_HOSTS</c>: hosts that flows may call, separated by <c>;</c>: <c>*</c> for every host with a public address, names for
/// any other, with a port if only that one, such as <c>*;core.bank.lan:8443</c>. Default <c>*</c>.</param>
/// <param name="Mail"><c>LENDFLOW_SMTP</c>: mail server such as <c>smtp://mail.bank.lan:25</c>; null: no mail leaves.</param>
/// <param name="MailFrom"><c>LENDFLOW_MAIL_FROM</c>: sender of mails. Default <c>lendflow@localhost</c>.</param>
/// <param name="NoticeWebhook"><c>LENDFLOW_NOTICE_WEBHOOK</c>: where every notice is posted; null: nowhere.</param>
/// <param name="KeepDays"><c>LENDFLOW_KEEP_DAYS</c>: after how many days ended cases are moved from the store to files in the folder
/// <c>archive</c> of the data folder, from 1 on; null: never.</param>
/// <param name="FourEyesOnPublishing"><c>LENDFLOW_FOUR_EYES_ON_PUBLISHING</c>: <c>on</c> lets nobody publish a flow they changed since its last
/// publication, administrators included. Default <c>off</c>.</param>
/// <param name="LogsJson"><c>LENDFLOW_LOG</c>: <c>json</c> for one JSON object a line, <c>text</c> (default) for people.</param>
public sealed record Settings(
    string Urls,
    string DataFolder,
    string Database,
    string? DemoPassword,
    Uri? Outside,
    string ESignSecret,
    Uri? PublicUrl,
    bool RunsCSharp = false,
    string CallableHosts = "*",
    Uri? Mail = null,
    string MailFrom = "lendflow@localhost",
    Uri? NoticeWebhook = null,
    int? KeepDays = null,
    bool FourEyesOnPublishing = false,
    bool LogsJson = false)
{
    /// <summary>Password of the demo users in Development, unless another is set. Everybody knows it.</summary>
    public const string DevelopmentPassword = "lendflow";

    /// <summary>Flows and tables the program ships with, beside it.</summary>
    public static string WorkflowsFolder { get; } = Path.Combine(AppContext.BaseDirectory, "workflows");

    public static Settings Read(IConfiguration configuration, IHostEnvironment environment) => new(
        Text(configuration, "LENDFLOW_URLS") ?? "http://127.0.0.1:5080",
        Path.GetFullPath(Text(configuration, "LENDFLOW_DATA") ?? "data"),
        Text(configuration, "LENDFLOW_DB") ?? "sqlite",
        Text(configuration, "LENDFLOW_DEMO_PASSWORD") ?? (environment.IsDevelopment() ? DevelopmentPassword : null),
        Address(configuration, "LENDFLOW_OUTSIDE"),
        Text(configuration, "LENDFLOW_ESIGN_SECRET") ?? "sandbox",
        Address(configuration, "LENDFLOW_PUBLIC_URL"),
        IsOn(configuration, "LENDFLOW_CSHARP"),
        Text(configuration, "LENDFLOW_HTTP_HOSTS") ?? "*",
        MailServer(configuration),
        Text(configuration, "LENDFLOW_MAIL_FROM") ?? "lendflow@localhost",
        Address(configuration, "LENDFLOW_NOTICE_WEBHOOK"),
        Days(configuration, "LENDFLOW_KEEP_DAYS"),
        IsOn(configuration, "LENDFLOW_FOUR_EYES_ON_PUBLISHING"),
        LogsJson: Text(configuration, "LENDFLOW_LOG") switch
        {
            null or "text" => false,
            "json" => true,
            var other => throw new ArgumentException($"Expected LENDFLOW_LOG to be text or json, but it is '{other}'."),
        });

    static bool IsOn(IConfiguration configuration, string name) => Text(configuration, name) switch
    {
        null or "off" => false,
        "on" => true,
        var other => throw new ArgumentException($"Expected {name} to be on or off, but it is '{other}'."),
    };

    static string? Text(IConfiguration configuration, string name) =>
        configuration[name] is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    static int? Days(IConfiguration configuration, string name)
    {
        if (Text(configuration, name) is not { } text) return null;
        return int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var days) && days >= 1
            ? days
            : throw new ArgumentException($"Expected {name} to be a number of days from 1 on, but it is '{text}'.");
    }

    static Uri? MailServer(IConfiguration configuration)
    {
        if (Text(configuration, "LENDFLOW_SMTP") is not { } text) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == "smtp"
            ? address
            : throw new ArgumentException($"Expected LENDFLOW_SMTP to be an address such as smtp://host:25, but it is '{text}'.");
    }

    static Uri? Address(IConfiguration configuration, string name)
    {
        if (Text(configuration, name) is not { } text) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new ArgumentException($"Expected {name} to be an address such as http://host:5090, but it is '{text}'.");
    }
}
