using FsCheck;
using FsCheck.Fluent;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Tests.Definitions;

/// <summary>Random commands, in any order, against the rules, a store and a model that only remembers promises.</summary>
public sealed class LifecycleProperties
{
    const string Loan = "loan";

    static readonly DerivedTriggers Nothing = new([], []);

    public enum Verb { Save, SaveAsOpened, SaveStale, Publish, Retract, Revert, StartCase, DeleteVersion, Delete }

    /// <param name="Number">Which content to save, or which of the versions to take.</param>
    public sealed record Command(Verb Verb, int Number);

    static readonly Gen<Command> Commands =
        from verb in Gen.Frequency(
            (6, Gen.Constant(Verb.Save)), (2, Gen.Constant(Verb.SaveAsOpened)), (1, Gen.Constant(Verb.SaveStale)), (5, Gen.Constant(Verb.Publish)), (2, Gen.Constant(Verb.Retract)),
            (2, Gen.Constant(Verb.Revert)), (3, Gen.Constant(Verb.StartCase)), (2, Gen.Constant(Verb.DeleteVersion)), (1, Gen.Constant(Verb.Delete)))
        from number in Gen.Choose(0, 5)
        select new Command(verb, number);

    [Fact]
    public void Whatever_is_done_the_promises_about_versions_hold() =>
        Prop.ForAll(Commands.ListOf().ToArbitrary(), commands => Holds([.. commands])).QuickCheckThrowOnFailure();

    static bool Holds(IReadOnlyList<Command> commands)
    {
        var library = new Library();
        foreach (var command in commands)
        {
            library.Give(command);
            if (library.BrokenPromise() is { } broken) throw new InvalidOperationException($"{broken} after {string.Join(", ", commands)}");
        }
        return true;
    }

    sealed class Library
    {
        readonly InMemoryStore store = new();
        readonly Dictionary<int, string> idOfNumber = [];
        readonly Dictionary<string, string> sealedContent = [];
        readonly HashSet<string> withCases = [];
        long commits;
        int clock;

        DefinitionState State => store.ReadStateAsync(Loan, default).Result;

        public void Give(Command command)
        {
            var state = State;
            var by = new Signature("olga", Some.Time.AddSeconds(++clock));
            var chosen = state.Versions.Count == 0 ? null : state.Versions[command.Number % state.Versions.Count];
            var model = Flow.Named(Loan).Line($"content {command.Number}").Definition;
            var ruling = command.Verb switch
            {
                Verb.Save => Lifecycle.Save(state, model, null, by, NewId()),
                Verb.SaveAsOpened => Lifecycle.Save(state, model, state.Latest?.Content, by, NewId()),
                Verb.SaveStale => Lifecycle.Save(state, model, "another content", by, NewId()),
                Verb.Publish when state.Latest is { } latest => Lifecycle.Publish(state, Version(latest.Id), Nothing, by),
                Verb.Retract => Lifecycle.Retract(state, by),
                Verb.Revert when chosen is not null => Lifecycle.Revert(state, Version(chosen.Id), by, NewId()),
                Verb.StartCase when chosen is not null => Lifecycle.Seal(state, chosen.Id, by),
                Verb.DeleteVersion when chosen is not null => Lifecycle.DeleteVersion(state, chosen.Id, Cases(chosen.Id), true, by),
                Verb.Delete => Lifecycle.Delete(state, Cases([.. state.Versions.Select(v => v.Id)]), true, by),
                _ => Ruling.Nothing,
            };
            if (command.Verb == Verb.StartCase && chosen is not null && ruling.Refusal is null) withCases.Add(chosen.Id);
            if (ruling.Commit is not { } commit) return;
            store.CommitAsync([commit], default).Result.Should().BeTrue();
            commits++;
        }

        public string? BrokenPromise()
        {
            var versions = store.ListVersionsAsync(Loan, default).Result;
            var state = State;
            if (versions.Count(v => v.IsLatest) != Math.Min(1, versions.Count)) return "not exactly one version is the latest";
            if (versions.Count(v => v.IsPublished) > 1) return "more than one version is published";
            if (versions.Any(v => idOfNumber.TryGetValue(v.Version, out var id) ? id != v.Id : !idOfNumber.TryAdd(v.Version, v.Id))) return "a version number was given twice";
            if (versions.Any(v => v.IsSealed && (sealedContent.TryGetValue(v.Id, out var content) ? content != v.Head.Content : !sealedContent.TryAdd(v.Id, v.Head.Content)))) return "the content of a sealed version changed";
            if (versions.Any(v => sealedContent.ContainsKey(v.Id) && !v.IsSealed)) return "a sealed version was opened";
            if (withCases.Any(id => versions.All(v => v.Id != id))) return "a version with an open case is gone";
            if (!versions.Select(v => v.Head).SequenceEqual(state.Versions)) return "the state is not that of the versions";
            if (state.Revision != commits || store.ReadHistoryAsync(Loan, default).Result.Count != commits) return "a command is not in the history";
            return versions.Any(v => store.FindContentAsync(v.Head.Content, default).Result is null) ? "a content was lost" : null;
        }

        WorkflowDefinition Version(string id) => store.FindVersionAsync(id, default).Result!;

        CaseCount Cases(params string[] versions) => new(versions.Count(withCases.Contains), 0);

        string NewId() => $"id-{clock}";
    }
}
