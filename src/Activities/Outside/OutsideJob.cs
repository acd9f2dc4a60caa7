using System.Diagnostics;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Jobs;

namespace Lendflow.Activities.Outside;

/// <summary>Turns what a counterparty answered into the answer of a job.</summary>
static class OutsideJob
{
    /// <summary>A refusal is final; no usable answer may be tried again.</summary>
    public static JobAnswer Answer<T, TResult>(OutsideResult<T> result, Func<T, TResult> select) => result switch
    {
        Answered<T>(var value) => new JobAnswer.Done(Values.From(select(value))),
        Refused<T>(_, var message) => new JobAnswer.Failed(message, MayRetry: false),
        Unavailable<T>(var message) => new JobAnswer.Failed(message, MayRetry: true),
        _ => throw new UnreachableException(),
    };

    public static JobAnswer Unreadable(Job job) =>
        new JobAnswer.Failed($"Expected a job of kind '{job.Kind}' with its data, but they cannot be read.", MayRetry: false);
}
