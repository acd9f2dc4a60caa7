using Lendflow.Activities.DocumentCheck;

namespace Lendflow.Activities.Tests.DocumentCheck;

public sealed class ResidentIdTests
{
    static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [InlineData("11010519491231002X", "1949-12-31", 76)]
    [InlineData("440524198001010013", "1980-01-01", 46)]
    public void A_right_number_gives_the_birth_date(string text, string born, int age)
    {
        ResidentId.TryParse(text, Today, out var id, out var problem).Should().BeTrue(problem);

        id!.BornOn.Should().Be(DateOnly.ParseExact(born, "yyyy-MM-dd"));
        id.AgeOn(Today).Should().Be(age);
    }

    [Theory]
    [InlineData("110105194912310020", "Expected another check character, but found 0")]
    [InlineData("110105194913310022", "Expected a birth date at positions 7 to 14, but 19491331 is none")]
    [InlineData("440524188001010014", "Expected a birth date within 120 years before 2026-03-02, but found 1880-01-01")]
    [InlineData("110105202612310021", "Expected a birth date within 120 years before 2026-03-02, but found 2026-12-31")]
    [InlineData("110105491231002", "Expected a resident identity number of 18 characters, but found 15")]
    [InlineData("11010519491231002x", "Expected 17 digits and a digit or X, but found another character")]
    [InlineData("１1010519491231002X", "Expected 17 digits and a digit or X, but found another character")]
    [InlineData("", "Expected a resident identity number of 18 characters, but it is missing")]
    public void A_wrong_number_is_refused_with_the_reason(string text, string problem)
    {
        ResidentId.TryParse(text, Today, out _, out var found).Should().BeFalse();

        found.Should().Be(problem);
    }
}
