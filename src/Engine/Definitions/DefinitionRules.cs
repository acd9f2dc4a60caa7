using System.Text.Json;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Running;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Definitions;

/// <summary>What a definition must look like to be taken in. Every problem is found in one pass, each with its path.</summary>
static class DefinitionRules
{
    static readonly HashSet<string> Skipped = new(StringComparer.OrdinalIgnoreCase) { "metadata", "customProperties", "connections" };

    /// <param name="languages">Languages that expressions may be written in beside JavaScript.</param>
    public static IReadOnlyList<Problem> Check(JsonElement source, IReadOnlyList<IExpressionLanguage> languages)
    {
        if (source.ValueKind != JsonValueKind.Object)
            return [new Problem("$", $"Expected a workflow definition (an object), but found {Kind(source)}.") { MessageZh = "应为流程定义（JSON 对象），但不是。" }];

        if (SizeRules.Check(source) is { Count: > 0 } tooLarge) return tooLarge;
        var problems = new List<Problem>();
        CheckNames(source, "inputs", problems);
        CheckNames(source, "outputs", problems);
        CheckVersion(source, problems);
        CheckActivation(source, problems);
        var root = source.Member("root");
        if (!root.IsUnset()) CheckActivity(root, "$.root", problems);
        else if (source.Member("definitionId").IsUnset() && source.Member("name").IsUnset())
            problems.Add(new Problem("$.root", "Expected a workflow definition with a name or a root activity, but found neither.") { MessageZh = "应为带有名称或根活动的流程定义，但两者皆无。" });
        new CodeRules(languages, problems).Check(source);
        return SizeRules.Told(problems);
    }

    static void CheckNames(JsonElement source, string member, List<Problem> problems)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var index = 0;
        foreach (var item in source.Member(member).Items())
        {
            var name = item.Text("name");
            if (string.IsNullOrWhiteSpace(name)) problems.Add(new Problem($"$.{member}[{index}].name", "Expected a name, but there is none.") { Code = "duplicate-name", MessageZh = "应有名称，但没有。" });
            else if (!seen.Add(name)) problems.Add(new Problem($"$.{member}[{index}].name", $"Expected each name once, but '{name}' is defined more than once.") { Code = "duplicate-name", MessageZh = $"每个名称只应出现一次，但“{name}”定义了多次。请改名。" });
            index++;
        }
    }

    static void CheckVersion(JsonElement source, List<Problem> problems)
    {
        var version = source.Member("version");
        if (!version.IsUnset() && !(version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out _)))
            problems.Add(new Problem("$.version", $"Expected a whole number, but found {Kind(version)}.") { MessageZh = "版本号应为整数，但不是。" });
    }

    static void CheckActivation(JsonElement source, List<Problem> problems)
    {
        var written = source.Member("options").Text(Activation.Option);
        if (!Activation.TryParse(written, out _))
            problems.Add(new Problem($"$.options.{Activation.Option}", $"Expected one of {string.Join(", ", Enum.GetNames<ActivationStrategy>())}, but found '{written}'."));
    }

    static void CheckActivity(JsonElement activity, string path, List<Problem> problems)
    {
        if (activity.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new Problem(path, $"Expected an activity (an object), but found {Kind(activity)}.") { MessageZh = "应为活动（JSON 对象），但不是。" });
            return;
        }
        if (string.IsNullOrWhiteSpace(activity.Text("type")))
            problems.Add(new Problem($"{path}.type", "Expected the activity's type, but there is none.") { Code = "activity-without-type", MessageZh = "应有活动类型，但没有。" });
        CheckSchedule(activity, path, problems);
        CheckArrows(activity, path, problems);
        CheckMembers(activity, path, problems);
    }

    /// <summary>A schedule that is written down can be judged before it is needed.</summary>
    static void CheckSchedule(JsonElement activity, string path, List<Problem> problems)
    {
        var expression = activity.Member("cronExpression").Member("expression");
        if (activity.Text("type") != Cron.TypeName || expression.Text("type") is not (null or "Literal") || expression.Text("value") is not { Length: > 0 } schedule) return;
        if (CronSchedule.Parse(schedule, out var problem) is null) problems.Add(new Problem($"{path}.cronExpression", problem) { Code = "bad-schedule", MessageZh = $"应为有效的定时表达式，但“{schedule}”无法读取。请更正。" });
    }

    /// <summary>In the old, flat form an arrow must name activities that exist; in the nested form one that does not is left out.</summary>
    static void CheckArrows(JsonElement activity, string path, List<Problem> problems)
    {
        var arrows = activity.Member("connections").Items().ToList();
        if (arrows.Count == 0 || arrows[0].Member("source").ValueKind != JsonValueKind.String) return;
        var ids = activity.Member("activities").Items().Select(a => a.Text("id")).ToHashSet();
        for (var index = 0; index < arrows.Count; index++)
            foreach (var end in (string[])["source", "target"])
                if (arrows[index].Member(end).ValueKind == JsonValueKind.String && !ids.Contains(arrows[index].Text(end)))
                    problems.Add(new Problem($"{path}.connections[{index}].{end}", $"Expected the id of an activity, but there is no '{arrows[index].Text(end)}'."));
    }

    static void CheckMembers(JsonElement element, string path, List<Problem> problems)
    {
        foreach (var member in element.EnumerateObject())
        {
            var memberPath = $"{path}.{member.Name}";
            if (Skipped.Contains(member.Name)) continue;
            if (member.Name.Equals("activities", StringComparison.OrdinalIgnoreCase)) CheckActivities(member.Value, memberPath, problems);
            else CheckValue(member.Value, memberPath, problems);
        }
    }

    static void CheckActivities(JsonElement activities, string path, List<Problem> problems)
    {
        var ids = new HashSet<string>();
        var index = 0;
        foreach (var activity in activities.Items())
        {
            var activityPath = $"{path}[{index++}]";
            CheckActivity(activity, activityPath, problems);
            if (activity.Text("id") is { Length: > 0 } id && !ids.Add(id))
                problems.Add(new Problem($"{activityPath}.id", $"Expected each id once in its container, but '{id}' is used again.") { Code = "duplicate-id", MessageZh = $"同一容器内每个标识只应出现一次，但“{id}”重复。请更改其中一个。" });
        }
    }

    static void CheckValue(JsonElement value, string path, List<Problem> problems)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in value.EnumerateArray()) CheckValue(item, $"{path}[{index++}]", problems);
            return;
        }
        if (value.ValueKind != JsonValueKind.Object) return;
        if (value.Member("expression").ValueKind == JsonValueKind.Object) return;
        if (value.Text("type") is { } type && type.Contains('.')) CheckActivity(value, path, problems);
        else CheckMembers(value, path, problems);
    }

    static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "nothing",
    };
}
