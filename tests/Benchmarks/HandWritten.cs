namespace Lendflow.Benchmarks;

/// <summary>What no engine can save that keeps a log and finds steps and variables by name: twelve steps, each looked up,
/// queued, kept while it runs, logged and forgotten, every second one setting a variable. Nothing is general about it.</summary>
static class HandWritten
{
    static readonly Dictionary<string, string> Next = Enumerable.Range(0, 12).ToDictionary(n => $"flow:step{n}", n => $"flow:step{n + 1}");

    sealed record Happening(int Execution, string What, string? Step);

    sealed class Running(int id, string step)
    {
        public int Id => id;
        public string Step => step;
        public Dictionary<string, object> Inputs { get; } = [];
    }

    public static int Run()
    {
        var log = new List<Happening>();
        var queue = new Queue<string>(["flow:step0"]);
        var running = new Dictionary<int, Running>();
        var visits = new Dictionary<string, int>();
        var variables = new Dictionary<string, object>();
        var last = 0;
        while (queue.TryDequeue(out var step) && Next.TryGetValue(step, out var next))
        {
            var execution = running[++last] = new Running(last, step);
            visits[step] = visits.GetValueOrDefault(step) + 1;
            log.Add(new Happening(last, "started", step));
            execution.Inputs["value"] = step;
            log.Add(new Happening(last, "inputs", step));
            if (last % 2 == 0) variables[step] = execution.Inputs["value"];
            if (last % 2 == 0) log.Add(new Happening(last, "set", step));
            log.Add(new Happening(last, "completed", null));
            running.Remove(last);
            queue.Enqueue(next);
            log.Add(new Happening(last, "scheduled", next));
        }
        return log.Count + variables.Count;
    }
}
