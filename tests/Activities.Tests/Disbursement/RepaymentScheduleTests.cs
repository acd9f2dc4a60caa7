using FsCheck;
using FsCheck.Fluent;
using Lendflow.Activities.Disbursement;

namespace Lendflow.Activities.Tests.Disbursement;

public sealed class RepaymentScheduleTests
{
    static readonly DateOnly PaidOut = new(2026, 1, 31);

    [Fact]
    public void Equal_instalments_meet_the_published_example()
    {
        var schedule = RepaymentSchedule.Of(1_000_000m, 4.35m, 36, RepaymentKind.EqualInstalment, PaidOut);

        schedule.Instalments.Take(35).Should().OnlyContain(instalment => instalment.Amount == 29_679.93m);
        schedule.Interest.Should().Be(68_477.65m);
    }

    [Fact]
    public void Equal_principal_meets_the_published_example()
    {
        RepaymentSchedule.Of(1_000_000m, 4.35m, 36, RepaymentKind.EqualPrincipal, PaidOut).Interest.Should().Be(67_062.50m);
    }

    [Fact]
    public void Without_interest_the_principal_is_split_and_the_last_instalment_clears_it()
    {
        var schedule = RepaymentSchedule.Of(100m, 0m, 3, RepaymentKind.EqualInstalment, PaidOut);

        schedule.Instalments.Select(instalment => instalment.Amount).Should().Equal(33.33m, 33.33m, 33.34m);
        schedule.Interest.Should().Be(0m);
    }

    [Fact]
    public void Instalments_fall_due_on_the_same_day_or_the_last_of_a_shorter_month()
    {
        RepaymentSchedule.Of(300m, 5m, 3, RepaymentKind.EqualPrincipal, PaidOut).Instalments.Select(instalment => instalment.DueOn)
            .Should().Equal(new DateOnly(2026, 2, 28), new DateOnly(2026, 3, 31), new DateOnly(2026, 4, 30));
    }

    [Fact]
    public void Every_schedule_repays_exactly_what_was_lent_in_amounts_of_whole_cents()
    {
        var loans = from cents in Gen.Choose(1, int.MaxValue)
                    from basisPoints in Gen.Choose(0, 3600)
                    from months in Gen.Choose(1, 360)
                    from kind in Gen.Elements(RepaymentKind.EqualInstalment, RepaymentKind.EqualPrincipal)
                    select (Principal: cents / 100m, Rate: basisPoints / 100m, months, kind);

        Prop.ForAll(loans.ToArbitrary(), loan =>
        {
            var instalments = RepaymentSchedule.Of(loan.Principal, loan.Rate, loan.months, loan.kind, PaidOut).Instalments;
            return instalments.Sum(instalment => instalment.Principal) == loan.Principal
                && instalments[^1].Balance == 0 && instalments.Count == loan.months
                && instalments.All(instalment => instalment.Principal >= 0 && instalment.Interest >= 0 && instalment.Balance >= 0
                    && decimal.Round(instalment.Amount, 2) == instalment.Amount);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }
}
