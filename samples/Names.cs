namespace Lendflow.Samples;

/// <summary>Made-up names of businesses and people.</summary>
static class Names
{
    static readonly string[] Surnames = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "马", "朱", "胡", "林", "郭", "何", "高", "罗"];
    static readonly string[] GivenNames = ["伟", "芳", "娜", "敏", "静", "强", "磊", "洋", "艳", "勇", "军", "杰", "秀英", "建国", "志强", "丽华", "海燕", "晓东", "文博", "雨桐"];
    static readonly string[] Words = ["恒信", "顺达", "鑫源", "嘉禾", "瑞丰", "宏图", "永盛", "明德", "天成", "华兴", "同创", "远航", "德润", "锦程", "安泰", "博雅"];
    static readonly string[] EnglishSurnames = ["Miller", "Garcia", "Nguyen", "Johnson", "Patel", "Smith", "Kim", "Lopez", "Brown", "Chen", "Davis", "Walker"];
    static readonly string[] EnglishGivenNames = ["Maria", "James", "Linda", "Robert", "Susan", "David", "Karen", "Daniel", "Anna", "Mark", "Grace", "Paul"];
    static readonly string[] EnglishWords = ["Maple", "River", "Summit", "Harbor", "Cedar", "Pioneer", "Lakeside", "Union", "Prairie", "Granite", "Willow", "Sunrise"];

    public static string Company(Dice dice, Place place, string sector, bool isIndividual)
    {
        var trade = TradeOf(sector);
        return isIndividual
            ? $"{place.City}市{place.District}{dice.Pick(Words)}{trade.Shop}"
            : $"{place.City}{dice.Pick(Words)}{trade.Chinese}有限公司";
    }

    public static string Person(Dice dice) => dice.Pick(Surnames) + dice.Pick(GivenNames);

    public static string EnglishCompany(Dice dice, string sector) => $"{dice.Pick(EnglishWords)} {TradeOf(sector).English} LLC";

    public static string EnglishPerson(Dice dice) => $"{dice.Pick(EnglishGivenNames)} {dice.Pick(EnglishSurnames)}";

    static Trade TradeOf(string sector) => sector switch
    {
        "11" => new("农业科技", "农资店", "Farms"),
        "21" => new("矿业", "石材店", "Minerals"),
        "22" => new("水务", "供水站", "Utilities"),
        "23" => new("建筑工程", "装修部", "Construction"),
        "31" or "32" or "33" => new("机械制造", "加工厂", "Manufacturing"),
        "42" => new("贸易", "批发部", "Wholesale"),
        "44" or "45" => new("商贸", "便利店", "Retail"),
        "48" or "49" => new("物流", "运输队", "Logistics"),
        "51" => new("信息科技", "打印店", "Media"),
        "52" => new("信息咨询", "咨询部", "Finance"),
        "53" => new("物业租赁", "房产中介", "Properties"),
        "54" => new("设计咨询", "工作室", "Consulting"),
        "56" => new("人力资源", "家政部", "Services"),
        "61" => new("教育科技", "培训部", "Learning"),
        "62" => new("医疗健康", "诊所", "Health"),
        "71" => new("文化传媒", "健身馆", "Recreation"),
        "72" => new("餐饮管理", "餐馆", "Kitchen"),
        "81" => new("汽车服务", "维修店", "Repair"),
        _ => new("实业", "经营部", "Trading"),
    };

    sealed record Trade(string Chinese, string Shop, string English);
}

/// <summary>Where a business sits.</summary>
/// <param name="Division">Code of GB/T 2260.</param>
sealed record Place(string City, string District, string Division, string Branch)
{
    public static readonly IReadOnlyList<Place> All =
    [
        new("北京", "朝阳区", "110105", "beijing"),
        new("北京", "海淀区", "110108", "beijing"),
        new("上海", "浦东新区", "310115", "shanghai"),
        new("上海", "静安区", "310106", "shanghai"),
        new("深圳", "南山区", "440305", "shenzhen"),
        new("深圳", "福田区", "440304", "shenzhen"),
        new("成都", "锦江区", "510104", "chengdu"),
        new("成都", "武侯区", "510107", "chengdu"),
        new("杭州", "西湖区", "330106", "head-office"),
        new("长沙", "岳麓区", "430104", "head-office"),
    ];
}
