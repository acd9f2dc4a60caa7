using Lendflow.Host;
using Lendflow.Host.Api;
using Lendflow.Host.Cli;
using Lendflow.Host.Elsa;
using Lendflow.Host.Health;
using Lendflow.Host.Http;
using Lendflow.Host.Live;
using Lendflow.Host.Notices;
using Lendflow.Host.Outside;
using Lendflow.Host.People;
using Lendflow.Host.Running;
using Lendflow.Host.Studio;
using Lendflow.Storage;
using Lendflow.Timers;

return await Verbs.InvokeAsync(args, ServeAsync);

static async Task<int> ServeAsync(string[] hostArgs)
{
    // Settings are read once; to watch for others would be told of every write to a store that lies below the program's folder.
    var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false", .. hostArgs]);
    var settings = Settings.Read(builder.Configuration, builder.Environment);
    builder.WebHost.UseUrls(settings.Urls);
    builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = 1024 * 1024);
    builder.Logging.AddLendflowLogs(settings);

    await using var outside = await OutsideWorld.OpenAsync(settings, CancellationToken.None);
    builder.Services.AddSingleton(settings).AddSingleton(outside).AddSingleton(TimeProvider.System);

    builder.Services.AddLendflowStorage(settings.Database, settings.DataFolder);
    builder.Services.AddLendflowEngine(LendingSetup.Elements);
    builder.Services.AddLendflowLending();
    builder.Services.AddLendflowHttp(settings);
    builder.Services.AddLendflowTimers();
    builder.Services.AddLendflowPeople(settings);
    builder.Services.AddLendflowNotices();
    builder.Services.AddLendflowLive();
    builder.Services.AddLendflowHealth();
    builder.Services.AddLendflowApi();
    builder.Services.AddElsaApi();

    await using var app = builder.Build();
    await app.PrepareAsync(CancellationToken.None);

    app.UseSecurityHeaders();
    app.UseProblems();
    app.UseStudioFiles();
    app.UseWebUi();
    app.UseRouting();
    app.UseApplicationScope();
    app.UseAuthentication();
    app.UseCrossSiteGuard();
    app.UseAuthorization();
    app.UseRateLimiter();

    app.MapSession();
    app.MapElsaIdentity();
    app.MapElsaApi();
    app.MapProducts();
    app.MapApplications();
    app.MapDocuments();
    app.MapOwnApplications();
    app.MapTasks();
    app.MapTaskCommands();
    app.MapPeople();
    app.MapTables();
    app.MapForms();
    app.MapNotices();
    app.MapInbox();
    app.MapTeam();
    app.MapLive();
    app.MapIncidents();
    app.MapFlows();
    app.MapFindings();
    app.MapBundles();
    app.MapInstances();
    app.MapEvents();
    app.MapAlterations();
    app.MapOperations();
    app.MapWebhooks();
    app.MapFlowEndpoints();
    app.MapHealth();
    app.MapOpenApi("/openapi/{documentName}.json");
    app.MapStudio();
    app.MapWebUi();

    app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine(Greeting(app, settings)));
    await app.RunAsync();
    return 0;
}

static string Greeting(WebApplication app, Settings settings) => settings.DemoPassword is not { } password
    ? $"Lendflow listens on {string.Join(" and ", app.Urls)}."
    : $"Lendflow listens on {string.Join(" and ", app.Urls)}. Demo users: {string.Join(", ", FirstUsers.DemoNames(settings))}"
        + (password == Settings.DevelopmentPassword ? $"; password {password}." : ".");
