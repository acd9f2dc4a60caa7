using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Jobs;

namespace Lendflow.Engine.Virtual;

/// <summary>Answers ReadLine from a text given before the run; null when it is used up.</summary>
sealed class StandardInput(string text) : IJobHandler
{
    readonly Queue<string> lines = new(text.Length == 0 ? [] : text.TrimEnd('\n').Split('\n'));

    public string Kind => ReadLine.JobKind;

    public Task<JobAnswer> PerformAsync(Job job, CancellationToken cancellationToken) =>
        Task.FromResult<JobAnswer>(new JobAnswer.Done(Values.Of(lines.TryDequeue(out var line) ? line : null)));
}
