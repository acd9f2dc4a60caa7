using Lendflow.Engine.Jobs;
using Lendflow.Host.Outside;
using Lendflow.HumanTasks.Notices;

namespace Lendflow.Host.Notices;

/// <summary>Puts the telling of people together.</summary>
static class NoticeSetup
{
    /// <summary>Text messages cost money and attention: only for what cannot wait.</summary>
    static readonly NoticeKind[] Urgent = [NoticeKind.Escalated, NoticeKind.OverrideRequested];

    public static IServiceCollection AddLendflowNotices(this IServiceCollection services)
    {
        services.AddSingleton(_ => NoticeTexts.Read(File.ReadAllText(Path.Combine(Settings.WorkflowsFolder, "templates", "notices.json"))));
        services.AddSingleton(new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }));
        services.AddSingleton<INoticeChannel, MailChannel>();
        services.AddSingleton<INoticeChannel>(s => new PostChannel("sms", new Uri(s.GetRequiredService<OutsideWorld>().Address, "sms/messages"), (r, kind) => Urgent.Contains(kind) ? r.Phone : null, s.GetRequiredService<HttpMessageInvoker>()));
        services.AddSingleton<INoticeChannel>(s => new PostChannel("webhook", s.GetRequiredService<Settings>().NoticeWebhook, (r, _) => r.User, s.GetRequiredService<HttpMessageInvoker>()));
        services.AddSingleton<NotifyJob>().AddHostedService<CalendarWatch>();
        return services.AddSingleton<IJobHandler>(s => s.GetRequiredService<NotifyJob>());
    }
}
