using System.Collections.Concurrent;
using System.Diagnostics;
using Lendflow.Engine.Running;
using Lendflow.Sandbox.Tests;

namespace Lendflow.Timers.Tests;

public sealed class TraceTests : IDisposable
{
    readonly ActivityTraceId _trace = ActivityTraceId.CreateRandom();
    readonly ConcurrentQueue<Activity> _spans = [];
    readonly ActivityListener _listener;

    public TraceTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == CaseTrace.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.Parent.TraceId == _trace ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    [Fact]
    public async Task A_timer_that_fires_much_later_on_another_node_belongs_to_the_trace_of_the_request_that_started_the_case()
    {
        var time = new ManualTimeProvider();
        var rig = new TimerRig(time);
        using (var request = new Activity("request").SetParentId(_trace, ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded).Start()) await rig.StartAsync("case");
        time.Advance(TimeSpan.FromHours(1));

        await rig.NewClock().LookAsync(CancellationToken.None);

        _spans.Select(s => s.OperationName).Should().Equal("commit", "start", "commit", "timer");
        _spans.Should().OnlyContain(s => s.TraceId == _trace);
    }

    [Fact]
    public async Task A_case_that_nobody_listens_to_carries_no_trace()
    {
        var rig = new TimerRig(new ManualTimeProvider());

        await rig.StartAsync("unheard");

        (await rig.Store.LoadAsync("unheard", CancellationToken.None))!.Trace.Should().BeNull();
        _spans.Should().BeEmpty();
    }

    public void Dispose() => _listener.Dispose();
}
