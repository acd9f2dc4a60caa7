using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Lendflow.Activities.Disbursement;
using Lendflow.Activities.ESign;
using Lendflow.Activities.ESign.Pdf;

namespace Lendflow.Activities.Tests.ESign;

internal static class SomeContract
{
    public static readonly DateTimeOffset At = new(2026, 11, 21, 9, 30, 0, TimeSpan.FromHours(8));

    public static FontFile Font => FontFile.FindInstalled(out var problem) ?? throw new InvalidOperationException(problem);

    public static ContractTerms Terms(decimal amount = 100_000, int months = 12, string currency = "CNY") => new(
        "LA-2026-000123",
        At,
        new ContractParty("云杉小额贷款有限公司", "91310000MA1FL0AB2X", "周明", "021-5555 0100"),
        new ContractParty("上海明珠餐饮管理有限公司", "91310115MA1K4XYZ3B", "张三", "138 0000 0000"),
        amount,
        currency,
        4.35m,
        months,
        "采购厨房设备及补充流动资金",
        RepaymentKind.EqualPrincipal,
        new ContractAccount("上海明珠餐饮管理有限公司", "6222021001112223334", "中国工商银行上海市浦东支行"),
        RepaymentSchedule.Of(amount, 4.35m, months, RepaymentKind.EqualPrincipal, new DateOnly(2026, 11, 21)).Instalments);

    public static ContractTemplate Template() =>
        ContractTemplate.TryRead(TemplateJson(), out var template, out var problems)
            ? template
            : throw new InvalidOperationException(string.Join(Environment.NewLine, problems));

    public static string TemplateJson()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Workflow.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("Expected the tests to run below the solution's folder, but they do not.");
        return File.ReadAllText(Path.Combine(folder.FullName, "workflows", "templates", "loan-contract.json"));
    }

    public static byte[] Pdf() => ((ContractRendered)LoanContract.Render(Terms(), Template(), Font)).Pdf;

    public static X509Certificate2 Certificate(string name = "Lendflow Test Signer")
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(At.AddDays(-1), At.AddYears(1));
    }
}
