using Lendflow.Activities.DocumentCheck;
using Lendflow.Activities.Scoring;
using Lendflow.Activities.Tests.Scoring;
using Lendflow.Activities.Tests.Tables;
using Lendflow.Samples;

namespace Lendflow.Activities.Tests.Samples;

public class SbaStreamTests
{
    const string Header = "loan_nr,state,naics,approval_date,employees,new_exist,jobs_created,jobs_retained,franchise_code,urban_rural,gross_approved,default\n";

    [Fact]
    public void A_loan_becomes_an_application_with_what_the_record_says()
    {
        using var folder = new TemporaryFolder();
        folder.Write("loans.csv", Header + "77,CA,722410,2005-01-04,4,2,1,3,1,2,50000,1\n");

        var loan = SbaStream.Read(Path.Combine(folder.Path, "loans.csv")).Applications.Single();

        loan.Application.Should().BeEquivalentTo(new
        {
            Product = "sba-7a",
            Amount = 50_000m,
            Branch = "shanghai",
            Borrower = new { Industry = "722410", Employees = 4, JobsCreated = 1, JobsRetained = 3, Location = "rural", IsFranchise = false },
        });
        loan.IsBad.Should().BeTrue();
    }

    [Fact]
    public void Problems_of_the_file_are_reported()
    {
        using var folder = new TemporaryFolder();
        folder.Write("loans.csv", Header + "77,CA,722410,2005-01-04,four,2,1,3,1,2,50000,1\n");

        SbaStream.Read(Path.Combine(folder.Path, "loans.csv")).Problems
            .Should().Equal("line 2: Expected a whole number in column 'employees', but found 'four'.");
    }

    [SharedDataFact("sba_stream_22427.csv.gz")]
    public void Every_loan_of_the_stream_becomes_an_application_that_is_accepted()
    {
        var applications = SbaStream.Read(Repository.SharedData("sba_stream_22427.csv.gz")).Applications;

        applications.Should().HaveCount(22_427);
        applications.Select(each => each.Application.Borrower.SocialCreditCode).Should().OnlyHaveUniqueItems();
        applications.SelectMany(each => ApplicationRules.Check(each.Application, Shipped.Tables, each.ApprovedOn)
                .Select(problem => $"{each.LoanNumber} {problem.Path}: {problem.Message}"))
            .Should().BeEmpty();
    }

    [SharedDataFact("sba_stream_22427.csv.gz")]
    public void An_application_is_scored_like_the_loan_it_came_from()
    {
        var card = An.ShippedScorecard();
        using var csv = Repository.SbaStream();
        var loans = SbaLoan.Read(csv).Loans.ToDictionary(loan => loan.LoanNumber);

        var applications = SbaStream.Read(Repository.SharedData("sba_stream_22427.csv.gz")).Applications;

        applications.Should().OnlyContain(each =>
            card.Score(each.Application, null, each.ApprovedOn, "USD").Points == card.Score(loans[each.LoanNumber].ToFacts()).Points);
    }
}
