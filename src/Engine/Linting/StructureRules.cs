using Lendflow.Engine.Definitions;
using Lendflow.Engine.Linting.Rules;

namespace Lendflow.Engine.Linting;

/// <summary>The rules that hold for every flow. What is not here is not looked for.</summary>
public static class StructureRules
{
    public static IReadOnlyList<LintRule> All { get; } =
    [
        // Ways through the flow
        new("unreachable-step", Severity.Warning, "A step that nothing leads to never runs.", "没有路径通向的节点永远不会执行。", UnreachableStep.Check),
        new("dead-end-outcome", Severity.Warning, "A case that leaves a step by an outcome without an arrow ends there unnoticed.", "从没有连线的结果离开的案件会悄然中止。", DeadEndOutcome.Check),
        new("unknown-outcome", Severity.Warning, "An arrow from an outcome a step never gives is never followed.", "从节点不会产生的结果引出的连线永远不会被执行。", UnknownOutcome.Check),
        new("arrow-after-end", Severity.Warning, "An arrow from a step that ends the flow is never followed.", "从结束节点引出的连线永远不会被执行。", ArrowAfterEnd.Check),
        new("dangling-arrow", Severity.Warning, "An arrow to a step that is not there does not exist when the flow runs.", "指向不存在节点的连线在运行时不存在。", DanglingArrow.Check),
        new("dead-branch", Severity.Warning, "Behind a condition that is always the same lies a branch that never runs.", "恒定条件之后总有一支永远不会执行。", DeadBranch.Check),
        new("case-never-reached", Severity.Warning, "A case that an earlier one always takes the place of never runs.", "总被前一分支抢先的分支永远不会执行。", CaseNeverReached.Check),
        new("trigger-behind-trigger", Severity.Warning, "Started by a later trigger, a case skips the steps before it.", "由靠后的触发器启动的案件会跳过之前的节点。", TriggerBehindTrigger.Check),

        // Joins and loops
        new("join-never-fires", Severity.Error, "A join that waits for branches which exclude each other never runs.", "等待互斥分支的汇聚节点永远不会执行。", JoinNeverFires.Check),
        new("join-may-wait", Severity.Warning, "A join that waits for a branch which a decision may turn away does not run then.", "等待可能被判断排除的分支时，汇聚节点不会执行。", JoinMayWait.Check),
        new("join-in-loop", Severity.Error, "A join to which a loop leads back waits for branches that do not come again.", "循环返回的汇聚节点会等待不再到来的分支。", JoinInLoop.Check),
        new("unknown-join-mode", Severity.Error, "A join of an unknown mode stops the case with an incident.", "汇聚模式未知时案件会以异常中止。", UnknownJoinMode.Check),
        new("unsound-arrow-back", Severity.Error, "In counter mode an arrow back to a step that some path goes round faults the case.", "计数模式下，返回到可被绕过的节点会使案件报错。", UnsoundArrowBack.Check),
        new("loop-beside-join", Severity.Warning, "In counter mode the first round of a loop counts as its branch having come, so the join behind it runs too early.", "计数模式下循环的第一轮即被视为分支到达，汇聚会过早执行。", LoopBesideJoin.Check),
        new("merge-runs-twice", Severity.Warning, "In token mode a step that two branches lead into without a join runs once for each.", "令牌模式下，未汇聚的两个分支会使后续节点各执行一次。", MergeRunsTwice.Check),
        new("endless-loop", Severity.Error, "A loop without exit and without a step that waits runs until the engine stops it.", "既无出口又无等待的循环会一直运行直至被终止。", EndlessLoop.Check),
        new("loop-without-exit", Severity.Warning, "A case in a loop without exit never ends.", "没有出口的循环使案件永不结束。", LoopWithoutExit.Check),
        new("break-outside-loop", Severity.Warning, "A Break without a loop ends everything drawn beside it.", "循环外的“中断”会结束整个所在流程图。", BreakOutsideLoop.Check),
        new("for-step-zero", Severity.Error, "A loop that counts by zero never advances and stops the case with an incident.", "步长为零的循环无法前进，案件会以异常中止。", ForStepZero.Check),

        // Activities
        new("unknown-activity-type", Severity.Error, "A step of a type this server does not have stops the case with an incident.", "未知类型的节点会使案件以异常中止。", UnknownActivityType.Check),
        new("unknown-activity-version", Severity.Error, "A step of a version this server does not have stops the case with an incident.", "未知版本的节点会使案件以异常中止。", UnknownActivityVersion.Check),
        new("missing-child-workflow", Severity.Error, "A step whose workflow is not here stops the case with an incident.", "引用的流程不存在时案件会以异常中止。", MissingChildWorkflow.Check),
        new("unknown-workflow-called", Severity.Warning, "A step that starts a workflow nobody has stops the case with an incident.", "启动不存在的流程会使案件以异常中止。", UnknownWorkflowCalled.Check),
        new("missing-input", Severity.Error, "A step without an input it needs stops the case or waits for ever.", "缺少必需输入的节点会中止案件或永远等待。", MissingInput.Check),
        new("unknown-input", Severity.Info, "An input under a name the step does not know is never read.", "名称未知的输入永远不会被读取。", UnknownInput.Check),
        new("wall-clock-timer", Severity.Info, "A wait of days that counts nights and holidays is over sooner than people can act.", "按自然时间计算的多日等待会早于工作时间到期。", WallClockTimer.Check),

        // Data
        new("script-syntax-error", Severity.Error, "A script that cannot be parsed stops the case with an incident.", "无法解析的脚本会使案件以异常中止。", ScriptSyntaxError.Check),
        new("read-before-write", Severity.Warning, "A variable that is read before any step has written it is empty.", "在写入之前读取的变量为空。", ReadBeforeWrite.Check),
        new("undeclared-variable", Severity.Warning, "A variable that is declared nowhere is always empty.", "未声明的变量恒为空。", UndeclaredVariable.Check),
        new("set-undeclared-variable", Severity.Error, "Setting a variable that is not declared stops the case with an incident.", "设置未声明的变量会使案件以异常中止。", SetUndeclaredVariable.Check),
        new("unused-variable", Severity.Info, "A variable nobody uses misleads whoever reads the flow.", "无人使用的变量会误导流程的读者。", UnusedVariable.Check),
        new("shadowed-variable", Severity.Warning, "Of two variables of one name a step may read the one it does not mean.", "同名变量可能使节点读到并非所指的那个。", ShadowedVariable.Check),
        new("undeclared-input", Severity.Warning, "An input the flow does not declare is given by nobody who starts it.", "启动流程的人不会提供未声明的输入。", UndeclaredInput.Check),
        new("unknown-step-output", Severity.Warning, "The output of a step that does not exist is always empty.", "不存在的节点的输出恒为空。", UnknownStepOutput.Check),
        new("output-to-nowhere", Severity.Warning, "An output bound to a variable that does not exist is lost.", "绑定到不存在变量的输出会丢失。", OutputToNowhere.Check),
        new("secret-literal", Severity.Error, "A secret in a flow is known to everybody who can read or export it.", "流程中的密钥会被所有可读取或导出的人知晓。", SecretLiteral.Check),
        new("possible-secret", Severity.Warning, "A text that looks like a secret may be one.", "疑似密钥的文本可能确为密钥。", PossibleSecret.Check),

        // Found when the definition is taken in: such a flow is not imported at all
        Refusal("not-a-definition", "What is not a workflow definition cannot run.", "不是流程定义的内容无法运行。"),
        Refusal("activity-without-type", "A step without a type cannot run.", "没有类型的节点无法运行。"),
        Refusal("duplicate-id", "Two steps of one id cannot be told apart by arrows and records.", "标识相同的两个节点无法被连线和记录区分。"),
        Refusal("duplicate-name", "Two inputs or outputs of one name overwrite each other.", "同名的输入或输出会相互覆盖。"),
        Refusal("unsupported-expression", "An expression in a language this server does not run cannot be evaluated.", "本服务器不支持的表达式语言无法求值。"),
        Refusal("code-error", "Code that cannot be compiled cannot run.", "无法编译的代码无法运行。"),
        Refusal("bad-schedule", "A schedule that cannot be read never comes due.", "无法读取的定时计划永远不会触发。"),
    ];

    /// <summary>A rule of <see cref="DefinitionRules"/>, which is asked before there is a graph.</summary>
    static LintRule Refusal(string code, string rationale, string rationaleZh) => new(code, Severity.Error, rationale, rationaleZh, _ => []);
}
