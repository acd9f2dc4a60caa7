using Lendflow.Activities;
using Lendflow.Activities.CreditPull;
using Lendflow.Activities.Disbursement;
using Lendflow.Activities.DocumentCheck;
using Lendflow.Activities.ESign;
using Lendflow.Activities.Outside;
using Lendflow.Engine.Elements;
using Lendflow.Host.Cases;
using Lendflow.HumanTasks.Tasks;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Lendflow.Host.Outside;

/// <summary>Gives the lending activities what they need of this host: policy, lender, archive and the lines to the outside.</summary>
static class LendingSetup
{
    static readonly ContractParty Lender = new("示范银行股份有限公司", "91330000MA27U0XT2R", "行长 Chief Executive", "+8657100000000");

    public static IServiceCollection AddLendflowLending(this IServiceCollection services)
    {
        services.AddSingleton(_ => ReadPolicy());
        services.AddSingleton<IWorkRules>(s => s.GetRequiredService<Policy>());
        services.AddSingleton<LenderTables>().AddHostedService(s => s.GetRequiredService<LenderTables>());
        services.AddSingleton(s => Contracts(() => CallbackUrl(s)));
        services.AddSingleton<IDocumentArchive, DocumentArchive>().AddSingleton<Api.EnvelopeReports>();
        services.AddSingleton<OutsideLines>();
        services.AddSingleton<ICreditBureau>(s => new HttpCreditBureau(s.GetRequiredService<OutsideLines>().To("credit bureau")));
        services.AddSingleton<ICompanyRegistry>(s => new HttpCompanyRegistry(s.GetRequiredService<OutsideLines>().To("company registry")));
        services.AddSingleton<IESignProvider>(s => new HttpESignProvider(s.GetRequiredService<OutsideLines>().To("e-sign provider")));
        services.AddSingleton<ICoreBanking>(s => new HttpCoreBanking(s.GetRequiredService<OutsideLines>().To("core banking")));
        return services.AddSingleton<ESignDesk>().AddLendingActivities();
    }

    public static IEnumerable<Element> Elements(IServiceProvider services) => LendingActivities.All(services.GetRequiredService<Policy>());

    public static ContractSettings Contracts(Func<Uri> callbackUrl) => new(ReadTemplate(), Lender, callbackUrl);

    public static Policy ReadPolicy() =>
        Policy.Load(Path.Combine(Settings.WorkflowsFolder, "tables"), out var problems)
        ?? throw new InvalidDataException($"Expected usable tables, but:\n{string.Join('\n', problems)}");

    static ContractTemplate ReadTemplate()
    {
        var json = File.ReadAllText(Path.Combine(Settings.WorkflowsFolder, "templates", "loan-contract.json"));
        return ContractTemplate.TryRead(json, out var template, out var problems)
            ? template
            : throw new InvalidDataException($"Expected a usable contract template, but:\n{string.Join('\n', problems)}");
    }

    static Uri CallbackUrl(IServiceProvider services)
    {
        var listening = services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        var address = services.GetRequiredService<Settings>().PublicUrl
            ?? new Uri((listening ?? throw new InvalidOperationException("Expected a server that listens, but it does not yet.")).Replace("//*", "//127.0.0.1").Replace("//+", "//127.0.0.1").Replace("//0.0.0.0", "//127.0.0.1").Replace("//[::]", "//127.0.0.1"));
        return new Uri(address, "/api/webhooks/esign");
    }
}
