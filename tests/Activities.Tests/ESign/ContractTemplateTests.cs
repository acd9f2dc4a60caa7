using Lendflow.Activities.ESign;

namespace Lendflow.Activities.Tests.ESign;

public class ContractTemplateTests
{
    [Fact]
    public void The_shipped_template_has_no_problems()
    {
        ContractTemplate.TryRead(SomeContract.TemplateJson(), out var template, out var problems);

        problems.Should().BeEmpty();
        template.Should().NotBeNull();
    }

    [Theory]
    [InlineData("{{loan.purpose}}", "{{loan.colour}}", "Expected a known field, but {{loan.colour}} is none of")]
    [InlineData("\"{{loan.amountInWords}}\"", "\"an amount\"", "Expected the contract to state {{loan.amountInWords}}, but it does not.")]
    [InlineData("“{{loan.purpose}}” and", "the purpose and", "Expected both languages to state {{loan.purpose}}, but the English text does not.")]
    [InlineData("{{account.bank}}", "{{account.bank}", "Expected braces only around fields")]
    [InlineData("\"kind\": \"schedule\"", "\"kind\": \"shedule\"", "Expected heading, paragraph, facts, schedule or signatures, but it is 'shedule'.")]
    [InlineData("{ \"kind\": \"signatures\" }", "{ \"kind\": \"signatures\", \"size\": 3 }", "Expected only kind, but there is 'size'.")]
    [InlineData("\"zh\": \"借款合同\", ", "", "Expected a value, but it is missing.")]
    [InlineData("\"借款合同\"", "\" \"", "Expected a text, but it is an empty one.")]
    [InlineData("\"title\"", "title", "Expected JSON, but")]
    public void A_mistake_in_a_template_is_listed(string right, string wrong, string message)
    {
        var json = SomeContract.TemplateJson().Replace(right, wrong);

        ContractTemplate.TryRead(json, out var template, out var problems).Should().BeFalse();

        template.Should().BeNull();
        problems.Should().Contain(problem => problem.Message.StartsWith(message));
    }

    [Fact]
    public void Every_mistake_is_listed_at_once_with_its_place()
    {
        ContractTemplate.TryRead("""{ "title": 1, "blocks": [ { "kind": "poem" }, 5 ] }""", out _, out var problems);

        problems.Select(problem => problem.Path).Should().Contain(["$.title", "$.blocks[0].kind", "$.blocks[1].kind"]);
        problems.Count(problem => problem.Message.StartsWith("Expected the contract to state")).Should().Be(13);
    }
}
