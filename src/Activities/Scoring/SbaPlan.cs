namespace Lendflow.Activities.Scoring;

/// <summary>What the shipped scorecard is asked to look at, and what is set by judgement.</summary>
static class SbaPlan
{
    public static readonly IReadOnlyList<string> Limits =
    [
        "Only approved loans are recorded: the card ranks applicants like those who were once approved and knows nothing of the declined.",
        "The amount is the approved one; the requested amount is not recorded.",
        "The recorded term is not used: it was shortened when a loan was charged off and so tells the outcome.",
        "Defaults rose after the fit window (see fit and test bad rates): the probabilities of default are too low for a worse economy.",
        "The windows, the smallest bin and the grade limits were settled with the test window in view: its figures are a little too good.",
        "The card ranks weakly (see AUC): what an application says without bureau data tells little. Let it sort work, not decide alone.",
        "US loans of 2003 to 2006: before relying on the card, test it on your own closed loans with the same command.",
        "Loans approved before 2003 are not used: location, sector and jobs are mostly unrecorded there, and jobs appear only on loans that were paid.",
        "Revolving credit is not used: the field holds undocumented codes whose meaning changes between years.",
        "The bureau characteristics are judgement: these loans carry no bureau data.",
    ];

    public static readonly IReadOnlyList<CharacteristicPlan> Characteristics =
    [
        new("amount", "Requested amount", "申请金额", "score-amount",
            "The requested amount is in a range with more defaults", "申请金额处于违约较多的区间",
            new Binning.Monotone(20, IsSaferWhenHigher: true, IsWhole: false)),
        new("employees", "Employees", "员工人数", "score-employees",
            "The number of employees is in a range with more defaults", "员工人数处于违约较多的区间",
            new Binning.Quantile(8, IsWhole: true)),
        new("newBusiness", "New business", "新设企业", "score-new",
            "The business is at most two years old", "企业成立不满两年",
            new Binning.Words([new(["yes"], "at most two years", "成立两年以内")], "older than two years", "成立两年以上", Riskier: "yes")),
        new("sector", "Sector", "行业", "score-sector",
            "The sector has more defaults", "所属行业违约较多",
            new Binning.Words(Sectors, "other or unknown", "其他或未知")),
        new("location", "Location", "所在地", "score-location",
            "The location has more defaults", "所在地违约较多",
            new Binning.Words([new(["urban"], "urban", "城镇"), new(["rural"], "rural", "乡村")], "unknown", "未知")),
        new("franchise", "Franchise", "特许经营", "score-franchise",
            "The business is not part of a franchise", "非特许经营企业",
            new Binning.Words([new(["yes"], "franchise", "特许经营")], "no franchise", "非特许经营")),
        new("jobsCreated", "Jobs created", "新增岗位", "score-jobs-created",
            "The loan creates few jobs", "贷款新增岗位较少",
            new Binning.Monotone(10, IsSaferWhenHigher: true, IsWhole: true)),
        new("jobsRetained", "Jobs retained", "保留岗位", "score-jobs-retained",
            "The loan keeps few jobs", "贷款保留岗位较少",
            new Binning.Monotone(10, IsSaferWhenHigher: true, IsWhole: true)),
    ];

    public static readonly IReadOnlyList<Characteristic> ExpertCharacteristics =
    [
        new("bureauScore", "Bureau score (judgement)", "征信评分（专家设定）", "score-bureau",
            "The credit bureau score is low or missing", "征信评分偏低或缺失",
            [
                new(new BinRange.Missing(), "no score", "无评分", 0),
                new(new BinRange.Between(null, 450), "under 450", "450 以下", -80),
                new(new BinRange.Between(450, 550), "450 to under 550", "450 至 550（不含）", -40),
                new(new BinRange.Between(550, 650), "550 to under 650", "550 至 650（不含）", 0),
                new(new BinRange.Between(650, 750), "650 to under 750", "650 至 750（不含）", 20),
                new(new BinRange.Between(750, null), "750 or more", "750 及以上", 40),
            ]),
        new("bureauDelinquencies", "Late payments in twelve months (judgement)", "近十二个月逾期次数（专家设定）", "score-delinquencies",
            "There were late payments in the last twelve months", "近十二个月有逾期记录",
            [
                new(new BinRange.Missing(), "no report", "无报告", 0),
                new(new BinRange.Between(null, 1), "none", "无", 0),
                new(new BinRange.Between(1, 2), "1", "1", -20),
                new(new BinRange.Between(2, 4), "2 to 3", "2 至 3", -40),
                new(new BinRange.Between(4, null), "4 or more", "4 及以上", -80),
            ]),
    ];

    public static readonly IReadOnlyList<GradePlan> Grades =
    [
        new("A", 0.15, "low risk", "低风险"),
        new("B", 0.20, "moderate risk", "较低风险"),
        new("C", 0.25, "medium risk", "中等风险"),
        new("D", 0.30, "elevated risk", "较高风险"),
        new("E", 1, "high risk", "高风险"),
    ];

    /// <summary>The two-digit sectors of NAICS that the data hold.</summary>
    static IReadOnlyList<WordGroup> Sectors =>
    [
        new(["11"], "Agriculture", "农林牧渔"),
        new(["21"], "Mining", "采矿"),
        new(["22"], "Utilities", "公用事业"),
        new(["23"], "Construction", "建筑"),
        new(["31", "32", "33"], "Manufacturing", "制造"),
        new(["42"], "Wholesale", "批发"),
        new(["44", "45"], "Retail", "零售"),
        new(["48", "49"], "Transport and storage", "运输仓储"),
        new(["51"], "Information", "信息"),
        new(["52"], "Finance and insurance", "金融保险"),
        new(["53"], "Real estate and leasing", "房地产与租赁"),
        new(["54"], "Professional services", "专业服务"),
        new(["56"], "Administrative and support services", "行政与支持服务"),
        new(["61"], "Education", "教育"),
        new(["62"], "Health care", "医疗保健"),
        new(["71"], "Arts and recreation", "文体娱乐"),
        new(["72"], "Accommodation and food", "住宿餐饮"),
        new(["81"], "Other services", "其他服务"),
    ];
}
