using Lendflow.Host.People;
using Lendflow.Storage;
using Lendflow.Storage.Queries;

namespace Lendflow.Host.Api;

/// <summary>What the signed-in user was told, and how it was delivered.</summary>
static class NoticesApi
{
    public static void MapNotices(this IEndpointRouteBuilder app)
    {
        var notices = app.MapGroup("/api/notices").WithTags("notices").RequireAuthorization(Roles.SignedIn).AddEndpointFilter<BodyFilter>();
        notices.MapGet("", async (HttpContext http, NoticeStore store, CancellationToken cancellationToken, bool unread = false, int page = 0, int pageSize = 25) =>
        {
            var found = await store.ListAsync(http.User.Identity!.Name!, unread, new PageRequest(page, pageSize), cancellationToken);
            var isStaff = Roles.OfUser(http.User).Any(Roles.Staff.Contains);
            return TypedResults.Ok(new NoticePage(isStaff ? found.Items : [.. found.Items.Select(ForApplicant)], found.TotalCount, await store.CountUnreadAsync(http.User.Identity!.Name!, cancellationToken)));
        }).WithName("listNotices").WithSummary("What you were told, latest first");
        notices.MapPost("read", async (Body<ReadUntil> body, HttpContext http, NoticeStore store, TimeProvider clock, CancellationToken cancellationToken) =>
        {
            await store.ReadAsync(http.User.Identity!.Name!, body.Value.Until, clock.GetUtcNow(), cancellationToken);
            return TypedResults.NoContent();
        }).WithName("readNotices").WithSummary("Marks everything up to a moment as read");
        notices.MapGet("deliveries", async (NoticeStore store, CancellationToken cancellationToken, int page = 0, int pageSize = 25) =>
            TypedResults.Ok(await store.ListDeliveriesAsync(new PageRequest(page, pageSize), cancellationToken))).WithName("listDeliveries").WithSummary("What left by mail, text message and webhook, and what became of it").RequireAuthorization(Roles.MayOperate);
    }

    /// <summary>What steps are called and who works on them is the lender's business: applicants read which case it is about, and what they were told.</summary>
    static ToldNotice ForApplicant(ToldNotice notice) => notice with { TaskId = "", Title = notice.CaseNumber ?? "", TitleZh = notice.CaseNumber ?? "", By = "system" };
}

sealed record NoticePage(IReadOnlyList<ToldNotice> Items, int TotalCount, int Unread);

sealed record ReadUntil(DateTimeOffset Until);
