using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Authority;

namespace Lendflow.HumanTasks.Tests.Authority;

public sealed class FourEyesTests
{
    static readonly CaseAct[] Acts = [new("submit", "chen"), new("due-diligence", "li"), new("document-review", "Li")];

    [Fact]
    public void Whoever_did_a_named_step_is_barred_with_the_reason()
    {
        FourEyes.WhyNot("LI", Acts, ["due-diligence"]).Should().Be("Expected someone who has not acted on this case, but li did due-diligence");
        FourEyes.WhyNot("chen", Acts, ["due-diligence"]).Should().BeNull();
        FourEyes.WhyNot("wang", Acts, [FourEyes.AnyStep]).Should().BeNull();
    }

    [Fact]
    public void Everybody_who_acted_can_be_barred_and_is_listed_once()
    {
        FourEyes.Exclusions(Acts, [FourEyes.AnyStep]).Should().Equal(
            new Exclusion("chen", "Expected someone who has not acted on this case, but chen did submit"),
            new Exclusion("li", "Expected someone who has not acted on this case, but li did due-diligence, document-review"));
    }

    [Fact]
    public void Without_a_constraint_nobody_is_barred() => FourEyes.Exclusions(Acts, []).Should().BeEmpty();
}
