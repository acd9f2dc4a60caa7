using Lendflow.Activities.Tests.Tables;

namespace Lendflow.Activities.Tests.Flow;

/// <summary>A process owner builds flows from what the descriptors say.</summary>
public sealed class DescriptorTests
{
    [Fact]
    public void Every_lending_activity_says_what_it_is_takes_gives_and_is_left_by()
    {
        var policy = Policy.Load(Shipped.Folder, out _)!;

        foreach (var descriptor in LendingActivities.All(policy).Select(activity => activity.Descriptor))
        {
            new[] { descriptor.Category, descriptor.Icon, descriptor.Color, descriptor.Description, descriptor.DisplayNameZh, descriptor.DescriptionZh }
                .Should().NotContain(text => string.IsNullOrWhiteSpace(text), descriptor.Type);
            descriptor.Inputs.Should().OnlyContain(input => input.Description.Length > 0, descriptor.Type);
            descriptor.Outputs.Should().NotContain(output => output.Description.Length == 0, descriptor.Type);
            descriptor.Outcomes.Should().NotBeEmpty(descriptor.Type);
        }
    }
}
