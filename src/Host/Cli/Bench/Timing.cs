namespace Lendflow.Host.Cli.Bench;

/// <summary>How long something took, time after time, in milliseconds; the times in their order fall into so many repeats.</summary>
sealed record Timing(string Name, int Repeats, IReadOnlyList<double> Times)
{
    readonly IReadOnlyList<double> _worstOfRepeats = [.. Times.Chunk(Math.Max(1, Times.Count / Repeats)).Select(repeat => Percentile(repeat, 0.95)).Order()];

    public double P50 => Percentile(Times, 0.50);
    public double P95 => Percentile(Times, 0.95);
    public double BestP95 => _worstOfRepeats[0];
    public double WorstP95 => _worstOfRepeats[^1];

    static double Percentile(IEnumerable<double> times, double share)
    {
        var sorted = times.Order().ToList();
        return sorted[(int)(sorted.Count * share)];
    }
}

/// <summary>What a figure has to be read with.</summary>
static class Machine
{
    const string LoadFile = "/proc/loadavg";

    /// <summary>How busy the machine is with this and everything else.</summary>
    public static string Load => File.Exists(LoadFile) ? $"Load average at the end: {File.ReadAllText(LoadFile)[..14]} on {Environment.ProcessorCount} processors." : $"{Environment.ProcessorCount} processors.";
}
