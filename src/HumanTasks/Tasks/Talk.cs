using Lendflow.Engine.Tasks;

namespace Lendflow.HumanTasks.Tasks;

/// <summary>Commands by which people talk about a task: nobody's right to it changes.</summary>
static class Talk
{
    public static TaskResult Comment(Work work) => NoText(work) ?? TaskRules.Done(work, work.Task);

    public static TaskResult Ask(Work work)
    {
        if (work.Command.To is not { } to) return TaskRules.Invalid("to", "Expected the person who is asked, but nobody is named.");
        if (to.Is(work.Command.Actor.Name)) return TaskRules.Invalid("to", "Expected a question to somebody else, but you ask yourself.");
        var pauses = work.Command.WhoseTime == WhoseTime.Applicant;
        var question = new Question($"q{work.Task.Questions.Count + 1}", work.Command.Actor.Name, to.Name, work.Command.Comment ?? "", work.Now, Pauses: pauses);
        var asked = work.Task with { Questions = [.. work.Task.Questions, question] };
        return NoText(work) ?? (pauses ? MayNotPause(work) : null) ?? TaskRules.Done(work, pauses ? asked with { Status = UserTaskStatus.Suspended, WhoseTime = WhoseTime.Applicant } : asked);
    }

    /// <summary>Whoever may ask does not make the case wait: that is for those who may suspend the task.</summary>
    static TaskResult? MayNotPause(Work work) =>
        work.Task.Status == UserTaskStatus.Suspended || (TaskTransitions.Find(TaskAction.Suspend, work.Task.Status) is { } pause && TaskRights.StandingOf(work.Task, work.Command, pause.By) is not null)
            ? null
            : TaskRules.Forbidden("$", TaskRights.Missing(work.Task, work.Command.Actor, TaskTransitions.Find(TaskAction.Suspend, work.Task.Status)!.By));

    public static TaskResult Answer(Work work)
    {
        if (work.Task.Questions.FirstOrDefault(q => q.Id == work.Command.QuestionId) is not { IsOpen: true } question)
            return TaskRules.Conflict($"Expected an open question, but '{work.Command.QuestionId}' is answered.");
        var answered = question with { Reply = work.Command.Comment, AnsweredAt = work.Now };
        return NoText(work) ?? TaskRules.Done(work, GoneOn(work.Task with { Questions = [.. work.Task.Questions.Select(q => q.Id == question.Id ? answered : q)] }, question));
    }

    /// <summary>With the last answer the task waited for, it goes on.</summary>
    static UserTask GoneOn(UserTask task, Question answered) =>
        answered.Pauses && task is { Status: UserTaskStatus.Suspended, WhoseTime: WhoseTime.Applicant } && !task.Questions.Any(q => q.IsOpen && q.Pauses)
            ? task with { Status = task.Assignee is null ? UserTaskStatus.Ready : UserTaskStatus.Reserved, WhoseTime = WhoseTime.Us }
            : task;

    public static TaskResult Attach(Work work)
    {
        if (work.Command.Attachment is not { DocumentId.Length: > 0 } document) return TaskRules.Invalid("documentId", "Expected a document of the case, but none is named.");
        if (work.Task.Attachments.Any(a => a.DocumentId == document.DocumentId)) return TaskRules.Conflict($"Expected a document that is not attached, but {document.Name} is.");
        return TaskRules.Done(work with { Command = work.Command with { Comment = document.Name } }, work.Task with
        {
            Attachments = [.. work.Task.Attachments, document with { By = work.Command.Actor.Name, At = work.Now }],
        });
    }

    static TaskResult? NoText(Work work) =>
        string.IsNullOrWhiteSpace(work.Command.Comment) ? TaskRules.Invalid("comment", "Expected a text, but it is empty.") : null;
}
