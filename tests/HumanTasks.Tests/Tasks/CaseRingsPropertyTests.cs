using FsCheck;
using FsCheck.Fluent;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Calendars;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.HumanTasks.Tests.Tasks;

/// <summary>Cases that wait for anybody, move between stages and are looked at, all at any time.</summary>
public sealed class CaseRingsPropertyTests
{
    static readonly DateTimeOffset Begin = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    static readonly SlaPolicy Limit = new("any", null, "Limit", "时限", TimeSpan.FromHours(10), SlaClockKind.Wall, [50, 75, 100], TimeSpan.FromHours(4), "managers");
    static readonly TimeSpan LongAfter = TimeSpan.FromDays(30);

    [Fact]
    public void Nothing_rings_twice() => ForAnyCase((_, rung) => rung.Select(r => r.Ring.Detail).Distinct().Count() == rung.Count);

    [Fact]
    public void Nothing_rings_before_so_much_of_our_time_is_used() => ForAnyCase((log, rung) =>
        rung.All(r => OurTime([.. log.TakeWhile(e => e.At <= r.At)], r.Ring.Clock, r.At) >= Used(r.Ring)));

    [Fact]
    public void Nothing_rings_while_somebody_else_is_waited_for() => ForAnyCase((log, rung) =>
        rung.All(r => !CaseClocks.Of([.. log.TakeWhile(e => e.At <= r.At)]).Single(c => c.Policy == r.Ring.Clock).IsPaused));

    [Fact]
    public void Whoever_looks_long_after_our_time_began_again_finds_every_share_rung() => ForAnyCase((log, rung) =>
        CaseClocks.Of(log).Where(clock => !clock.IsPaused && !clock.IsOver)
            .All(clock => Limit.Percents.All(percent => rung.Any(r => r.Ring.Clock == clock.Policy && r.Ring.Percent == percent))));

    static TimeSpan Used(CaseRing ring) => ring.Percent is { } percent ? Limit.Target * (percent / 100.0) : Limit.RemindEvery!.Value * ring.Number;

    static TimeSpan OurTime(IReadOnlyList<LogEntry> log, string key, DateTimeOffset now)
    {
        SlaClocks.TryTimeOf(CaseClocks.Of(log).Single(c => c.Policy == key), WhoseTime.Us, SlaClockKind.Wall, null, now, out var time, out var problem).Should().BeTrue(problem);
        return time;
    }

    static void ForAnyCase(Func<IReadOnlyList<LogEntry>, IReadOnlyList<(CaseRing Ring, DateTimeOffset At)>, bool> holds)
    {
        var moves = from minutes in Gen.Choose(1, 6 * 60)
                    from what in Gen.Frequency((3, Gen.Constant<Change?>(null)), (3, Gen.Elements("us", "applicant", "thirdParty").Select(Change? (w) => new Change.FactSet(CaseFacts.WaitingFor, w))), (2, Gen.Elements("documents", "review").Select(Change? (s) => new Change.FactSet(CaseFacts.Stage, s))))
                    select (minutes, what);
        Prop.ForAll(moves.ListOf().ToArbitrary(), drawn =>
        {
            var (log, rung, at) = (new List<LogEntry> { Entry(1, Begin, new Change.InstanceStarted("i", "d", "v", 1, "LN-1", null, new Dictionary<string, System.Text.Json.JsonElement>(), null, null, null)) }, new List<(CaseRing, DateTimeOffset)>(), Begin);
            foreach (var (minutes, what) in drawn)
            {
                at = at.AddMinutes(minutes);
                if (what is null) Look();
                else log.Add(Entry(log.Count + 1, at, what));
            }
            at += LongAfter;
            Look();
            return holds(log, rung);

            void Look()
            {
                // As the worker does: again and again until nothing is left to say.
                for (var rings = Rings(); rings.Count > 0; rings = Rings())
                    foreach (var ring in rings)
                    {
                        rung.Add((ring, at));
                        log.Add(Entry(log.Count + 1, at, new Change.Triggered(Trigger.Clock.Kind, at, Detail: ring.Detail)));
                    }
            }

            IReadOnlyList<CaseRing> Rings() => CaseRings.Of(CaseClocks.Of(log), _ => Limit, null, at).Rings;
        }).QuickCheckThrowOnFailure();
    }

    static LogEntry Entry(int number, DateTimeOffset at, Change change) => new("i", number, at, [change]);
}
