using Lendflow.Engine.Tasks;

namespace Lendflow.Storage.Queries;

/// <summary>Whose tasks an inbox shows.</summary>
public enum TaskScope
{
    /// <summary>Nobody has them, and the person is a candidate and not excluded.</summary>
    Available,
    /// <summary>Open and assigned to the person, or to somebody they stand in for.</summary>
    Mine,
    /// <summary>As <see cref="Mine"/>, with a date to look at them again; earliest first.</summary>
    FollowUp,
    /// <summary>Open tasks on which the person was asked something.</summary>
    Asked,
    /// <summary>Open and offered to a group of the person, whoever has them.</summary>
    Team,
    /// <summary>Completed by the person. Searched, narrowed, sorted otherwise and counted are the latest 2000.</summary>
    Done,
    /// <summary>Every open task; who may ask for it is the host's business.</summary>
    All,
}

/// <summary>Order of an inbox. Ties are broken by id, so that pages do not overlap.</summary>
public enum TaskSort { Due, DueDescending, Priority, Created }

/// <summary>For whom, and what the inbox is narrowed by; null for no matter.</summary>
/// <param name="Search">Beginnings of words, each of title, case number or borrower, whatever the case of their letters; any part of a
/// text without spaces, as Chinese is written. Of what was done, any part.</param>
/// <param name="Person">Whose inbox, with the absent people they stand in for.</param>
/// <param name="Flow">Definition id.</param>
/// <param name="Sort">Null for the scope's own: latest completed first when done, else earliest due first.</param>
public sealed record TaskFilter(
    Person Person, TaskScope Scope, string? Search = null, string? Flow = null, string? Stage = null, TaskSort? Sort = null)
{
    /// <summary>Title of the step, in English.</summary>
    public string? Step { get; init; }
    /// <summary>Lowest priority, 0 to 100.</summary>
    public int? MinPriority { get; init; }
    /// <summary>Product of the case.</summary>
    public string? Product { get; init; }
    /// <summary>Branch of the case.</summary>
    public string? Branch { get; init; }
    /// <summary>Group the task is offered to.</summary>
    public string? Group { get; init; }
    /// <summary>User name of who has it.</summary>
    public string? Assignee { get; init; }
    /// <summary>Due before this moment.</summary>
    public DateTimeOffset? DueBefore { get; init; }

    /// <summary>Of the person and of those they stand in for.</summary>
    internal List<string> Names => [Person.Name, .. Person.StandsInFor.Select(absent => absent.Name)];
}

/// <summary>What an inbox can be counted by.</summary>
public enum TaskGrouping { Stage, Flow, Assignee, Step }

/// <param name="Key">Empty when the tasks have none.</param>
/// <param name="IsAtLeast">There are too many tasks to count them all; there may be more with this key.</param>
/// <param name="Name">What people call it when the key is an id: the name of a flow. Null for none.</param>
public sealed record TaskGroupCount(string Key, int Count, bool IsAtLeast = false, string? Name = null);

/// <summary>How many tasks each tab of a person's inbox holds; <see cref="TaskQueries.MostCounted"/> stands for so many or more.</summary>
public sealed record TaskCounts(int Available, int Mine, int Done, int FollowUp, int Asked, int Team);
