using System.Collections.Concurrent;

namespace Lendflow.Sandbox.Registry;

/// <summary>The register. A business that was put on it stands there as put; any other is made up from its code, if the code's
/// check character is right: 98 % active, 1.5 % revoked, 0.5 % unknown, founded between 2000 and 2024.</summary>
internal sealed class Companies
{
    private static readonly string[] Places = ["杭州", "苏州", "成都", "长沙", "青岛", "佛山", "合肥", "厦门", "宁波", "郑州"];
    private static readonly string[] Words = ["恒信", "顺达", "鑫源", "嘉禾", "瑞丰", "宏图", "永盛", "明德", "天成", "华兴"];
    private static readonly string[] Trades = ["商贸", "餐饮管理", "机械", "纺织", "物流", "信息科技", "建材", "食品"];
    private static readonly string[] Surnames = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"];
    private static readonly string[] GivenNames = ["伟", "芳", "建国", "秀英", "敏", "志强", "丽华", "军", "晓东", "静"];

    private readonly ConcurrentDictionary<string, Company> _registered = new();

    public void Register(string code, Company company) => _registered[code] = company;

    public Company? Find(string code) =>
        _registered.TryGetValue(code, out var company) ? company : SocialCreditCode.IsValid(code) ? MadeUp(code) : null;

    public void Clear() => _registered.Clear();

    private static Company MadeUp(string code)
    {
        var status = Draw.Uniform(code, "status") switch
        {
            < 0.98 => "active",
            < 0.995 => "revoked",
            _ => "unknown",
        };
        return new Company(
            $"{Pick(Places)}{Pick(Words)}{Pick(Trades)}有限公司",
            status,
            new DateOnly(2000, 1, 1).AddDays((int)(Draw.Uniform(code, "established") * 25 * 365)),
            Pick(Surnames) + Pick(GivenNames));

        string Pick(string[] choices) => choices[(int)(Draw.Uniform(code, choices[0]) * choices.Length)];
    }
}

/// <param name="Status"><c>active</c>, <c>revoked</c> or <c>unknown</c>.</param>
internal sealed record Company(string Name, string Status, DateOnly EstablishedOn, string LegalRepresentative);
