using System.Threading.Channels;
using Lendflow.Host.Cli.Demo;
using Lendflow.Samples;

namespace Lendflow.Host.Tests.Faults;

/// <summary>Says when something bad happens: some answers after the last time, by the dice. Answers are counted, so the moments
/// lie where work is, and no clock decides them.</summary>
sealed class Moments : IDisposable
{
    const int MostAnswersBetween = 40;

    readonly Channel<int> _channel = Channel.CreateUnbounded<int>();
    readonly Dice _dice;
    readonly IReadOnlyList<DemoUser> _people;
    readonly int _count;
    readonly Lock _gate = new();
    int _answers, _next;

    public Moments(IReadOnlyList<DemoUser> people, int count, string seed)
    {
        (_people, _count, _dice) = (people, count, new Dice(seed));
        _next = _dice.Whole(1, MostAnswersBetween);
        foreach (var person in people) person.Answered += Count;
    }

    /// <summary>Number of the answer at each moment.</summary>
    public ChannelReader<int> Reader => _channel.Reader;

    public int Happened { get; private set; }

    void Count()
    {
        lock (_gate)
        {
            if (++_answers < _next || Happened == _count) return;
            Happened++;
            _next = _answers + _dice.Whole(5, MostAnswersBetween);
            _channel.Writer.TryWrite(_answers);
        }
    }

    public void Stop() => _channel.Writer.TryComplete();

    public void Dispose()
    {
        foreach (var person in _people) person.Answered -= Count;
    }
}
