using Lendflow.Engine.Http;

namespace Lendflow.Engine.Tests.Http;

public sealed class RoutePathTests
{
    [Theory]
    [InlineData("orders", "/Orders/", "")]
    [InlineData("", "/", "")]
    [InlineData("users/{userId}", "/users/42", "userId=42,userid=42")]
    [InlineData("users/{id:int}/loans/{loan}", "/USERS/7/Loans/B-1", "id=7,loan=B-1")]
    [InlineData("files/{name?}", "/files", "")]
    [InlineData("files/{name?}", "/files/a", "name=a")]
    [InlineData("docs/{*path}", "/docs/a/b/c", "path=a/b/c")]
    [InlineData("docs/{**path}", "/docs", "path=")]
    [InlineData("{a}/{b}/{*c}", "/1/2/3/4", "a=1,b=2,c=3/4")]
    public void A_request_is_found_by_a_shape_of_the_endpoint_and_gives_its_names_values(string path, string requested, string data)
    {
        var shapes = RoutePath.Shapes(path, out var problem);

        problem.Should().BeEmpty();
        RoutePath.ShapesOf(requested).Should().Contain(s => shapes.Contains(s));
        string.Join(',', RoutePath.Match(path, requested).OrderBy(d => d.Key).Select(d => $"{d.Key}={d.Value}")).Should().Be(string.Join(',', data.Split(',').Order()));
    }

    [Theory]
    [InlineData("orders", "/orders/7")]
    [InlineData("users/{id}", "/users")]
    [InlineData("users/{id}", "/users/1/2")]
    public void A_path_of_another_length_is_another_path(string path, string requested) =>
        RoutePath.ShapesOf(requested).Should().NotIntersectWith(RoutePath.Shapes(path, out _));

    [Theory]
    [InlineData("a//b", "double slashes")]
    [InlineData("report-{id}.pdf", "whole segment")]
    [InlineData("{*rest}/a", "at the end")]
    [InlineData("{a?}/b", "at the end")]
    [InlineData("{a}/{b}/{c}/{d}", "at most 3")]
    public void What_no_request_would_find_is_no_path(string path, string word)
    {
        RoutePath.Shapes(path, out var problem).Should().BeEmpty();

        problem.Should().StartWith("Expected ").And.Contain(word);
    }

    [Fact]
    public void The_most_literal_shape_comes_first_and_there_are_not_many()
    {
        RoutePath.ShapesOf("/a/b").Take(4).Should().Equal("/a/b", "/a/{}", "/{}/b", "/{}/{}");
        RoutePath.ShapesOf("/1/2/3/4/5/6/7/8").Should().HaveCountLessThan(200);
        RoutePath.ShapesOf(string.Concat(Enumerable.Repeat("/x", 5000))).Should().HaveCountLessThan(200);
    }
}
