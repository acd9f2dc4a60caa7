namespace Lendflow.Activities.Tests;

/// <summary>Builds data that is right in every respect; a test changes what it is about.</summary>
static class A
{
    public const string SocialCreditCode = "91350100M000100Y43";
    public const string ResidentId = "11010519491231002X";

    public static LoanApplication LoanApplication { get; } = new(
        "working-capital", 200_000m, 12, "Stock for the winter season", "online", "shanghai",
        new Borrower("Fuzhou Tea Trading", SocialCreditCode, "micro", "4244", new DateOnly(2018, 5, 4), 12, 2, 10, "urban",
            IsFranchise: false, AnnualRevenue: 1_800_000m, IsExistingCustomer: false,
            new Person("Chen Mei", ResidentId, "13800138000", "chen@example.com")),
        new Consent(true, new DateTimeOffset(2026, 2, 20, 10, 0, 0, TimeSpan.FromHours(8))));

    public static CaseDocument Document(string kind) => new(
        $"doc-{kind}", kind, $"{kind}.pdf", "application/pdf", 1000, new string('0', 64), new DateOnly(2026, 2, 10), new DateOnly(9999, 12, 31),
        kind == "resident-id"
            ? new Dictionary<string, string> { ["residentId"] = ResidentId, ["name"] = "Chen Mei" }
            : new Dictionary<string, string> { ["socialCreditCode"] = SocialCreditCode, ["name"] = "Fuzhou Tea Trading" },
        new DateTimeOffset(2026, 2, 20, 10, 0, 0, TimeSpan.FromHours(8)));
}
