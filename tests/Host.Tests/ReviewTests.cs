using System.Net.Http.Json;
using System.Text.Json;

namespace Lendflow.Host.Tests;

[Collection(nameof(OneHost))]
public sealed class ReviewTests(TestHost host)
{
    [Fact]
    public async Task A_joint_review_shows_its_seats_and_how_far_the_quorum_is()
    {
        var tasks = await AFlow.ReviewAsync(host, "REVIEW-1", quorum: 2);
        var reviewer = await host.AsAsync("reviewer");

        await tasks["analysts"].CompleteAsync(host, "analyst", "Approve");
        var review = await reviewer.GetFromJsonAsync<JsonElement>($"/api/tasks/{tasks["reviewers"].Text("id")}/review");

        review.Text("mode").Should().Be("joint");
        (review.GetProperty("quorum").GetInt32(), review.GetProperty("approving").GetInt32()).Should().Be((2, 1));
        review.GetProperty("seats").EnumerateArray().Select(s => (s.Text("group"), s.Text("status"), s.Text("vote"))).Should()
            .Equal(("analysts", "completed", "Approve"), ("reviewers", "ready", null), ("managers", "ready", null));
    }

    [Fact]
    public async Task A_vote_that_may_not_be_read_yet_counts_for_nothing_that_is_shown()
    {
        var tasks = await AFlow.ReviewAsync(host, "REVIEW-2", quorum: 2, visibility: "afterAll");
        var reviewer = await host.AsAsync("reviewer");

        await tasks["analysts"].CompleteAsync(host, "analyst", "Approve");
        var review = await reviewer.GetFromJsonAsync<JsonElement>($"/api/tasks/{tasks["reviewers"].Text("id")}/review");

        var seat = review.GetProperty("seats")[0];
        (seat.Text("vote"), seat.GetProperty("isHidden").GetBoolean(), review.GetProperty("approving").GetInt32()).Should().Be((null, true, 0));
    }

    [Fact]
    public async Task The_flow_of_a_case_is_drawn_with_where_it_stands()
    {
        var (number, _) = await A.TaskForManagersAsync(host);
        var manager = await host.AsAsync("manager");

        var picture = await manager.GetFromJsonAsync<JsonElement>($"/api/applications/{number}/flow");

        var states = picture.GetProperty("steps").EnumerateArray().ToDictionary(s => s.Text("id")!, s => s.Text("state"));
        (states["scoring"], states["approval"], states["disbursement"]).Should().Be(("done", "here", "ahead"));
        picture.GetProperty("arrows").EnumerateArray().Where(a => a.GetProperty("isTaken").GetBoolean()).Select(a => (a.Text("from"), a.Text("to"))).Should()
            .Contain(("start", "documentCheck")).And.NotContain(("documentCheck", "awaitDocuments"));
    }
}
