using System.Text.Json;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Tasks;

namespace Lendflow.Host.Cli.Bench;

/// <summary>Fills a store with cases that are under way and cases that are over.</summary>
static class InboxFilling
{
    const int TasksOfCase = 10;

    public const string SmallGroup = "committee";
    public static readonly string[] Groups = ["officers", "analysts", "reviewers", "managers", "directors"];

    static readonly string[] Stages = ["documents", "review", "approval", "signing", "disbursement"];
    static readonly string[] Towns = ["上海", "苏州", "杭州", "宁波", "无锡", "南京", "嘉兴", "绍兴", "温州", "常州"];
    static readonly string[] Names = ["晨光", "恒泰", "瑞丰", "东海", "明珠", "长江", "金桥", "远大", "华兴", "永安", "天成", "宏图", "青松", "红星", "银河", "新越", "安达", "百川", "群英", "开元"];
    static readonly string[] Trades = ["文具", "机械", "食品", "纺织", "电子", "物流", "建材", "餐饮", "印刷", "五金"];

    public static string BorrowerOf(int n) => $"{Towns[n % 10]}{Names[n / 10 % 20]}{Names[n / 200 % 20]}{Trades[n / 4000 % 10]}有限公司";

    public static async Task FillAsync(PeopleRig rig, int open, int done, CancellationToken cancellation)
    {
        await FillAsync("o", open, Open);
        await FillAsync("d", done, Done);

        Task FillAsync(string prefix, int count, Func<int, Instance, DateTimeOffset, UserTask> task) => Parallel.ForAsync(0, count / TasksOfCase, new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = cancellation }, async (block, stop) =>
        {
            var (at, instance) = (rig.Clock.GetUtcNow(), new Instance());
            Change[] begin =
            [
                new Change.Triggered("Start", at),
                new Change.InstanceStarted($"{prefix}-{block}", "bench", "bench-1", 1, $"BENCH-{prefix}{block}", null, new Dictionary<string, JsonElement>(), null, null, null),
                new Change.FactSet(CaseFacts.Borrower, BorrowerOf(block)), new Change.FactSet(CaseFacts.Product, block % 3 == 0 ? "equipment" : "micro"), new Change.FactSet(CaseFacts.Branch, Towns[block % 10]),
            ];
            foreach (var change in begin) instance.Apply(change);
            instance.Committed();
            var tasks = Enumerable.Range(block * TasksOfCase, TasksOfCase).Select(n => (Change)new Change.TaskChanged(task(n, instance, at)));
            await rig.Store.CommitAsync(new Commit(instance, 0, [.. begin, .. tasks], at, null, at), stop);
        });
    }

    static UserTask Open(int n, Instance of, DateTimeOffset at) => ATask($"o{n}", n, of, at) with
    {
        Status = n % 5 == 0 ? UserTaskStatus.Reserved : UserTaskStatus.Ready,
        Assignee = n % 5 == 0 ? $"user{n / 5 % 200}" : null,
        FollowUpAt = n % 50 == 0 ? at.AddDays(1) : null,
        DueAt = at.AddMinutes((n % 20_000) - 2_000),
    };

    static UserTask Done(int n, Instance of, DateTimeOffset at) => ATask($"d{n}", n, of, at) with
    {
        Status = UserTaskStatus.Completed, Assignee = $"user{n % 200}", CompletedBy = $"user{n % 200}", CompletedAt = at.AddMinutes(-n % 500_000), Outcome = "Done",
    };

    static UserTask ATask(string id, int n, Instance of, DateTimeOffset at) => new()
    {
        Id = id, InstanceId = of.Id, DefinitionId = "bench", Activity = 3, Step = "decide", CaseNumber = of.CorrelationId, Title = $"Decide about {Stages[n % Stages.Length]}", TitleZh = "审批", Stage = Stages[n % Stages.Length],
        CandidateGroups = n % 2500 == 1 ? [Groups[n / 5 % Groups.Length], SmallGroup] : [Groups[n / 5 % Groups.Length]], Priority = n % 100, CreatedAt = at.AddMinutes(-n % 30_000), History = [new TaskEvent(at, "system", "Create")],
    };
}
