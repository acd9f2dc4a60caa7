namespace Lendflow.Activities.Tests.Tables;

public sealed class LendingTablesTests
{
    [Fact]
    public void The_shipped_tables_have_no_problem()
    {
        var tables = Shipped.Tables;

        tables.Products.Select(product => product.Key).Should().Equal("working-capital", "micro-instant", "equipment", "sba-7a");
        tables.FindProduct("sba-7a")!.Currency.Should().Be("USD");
        tables.FindCalendar("shanghai")!.Key.Should().Be("cn");
        tables.FindCalendar(null)!.Key.Should().Be("cn", "what belongs to no branch goes by the head office");
        tables.Versions.Should().Contain("authority-matrix", 1).And.Contain("calendars/cn", 1);
    }

    [Theory]
    [InlineData("products.json", "\"maxAmount\": 300000", "\"maxAmuont\": 300000", "products.json: products[1].maxAmount: Expected a number that is not negative, but it is missing")]
    [InlineData("products.json", "\"maxAmount\": 300000", "\"maxAmount\": 300000, \"rate\": 1", "products.json: products[1].rate: Expected one of key, name,*but this key is unknown")]
    [InlineData("products.json", "\"version\": 1", "\"version\": 0", "products.json: version: Expected a whole number from 1 to 2147483647, but found 0")]
    [InlineData("products.json", "\"minAmount\": 5000,", "\"minAmount\": \"5000\",", "products.json: products[1].minAmount: Expected a number that is not negative, but found \"5000\"")]
    [InlineData("authority-matrix.json", "\"upTo\": 300000,", "\"upTo\": \"much\",", "authority-matrix.json: rows[0].upTo: Expected a number that is not negative, but found \"much\"")]
    [InlineData("authority-matrix.json", "\"mode\": \"joint\"", "\"mode\": \"vote\"", "authority-matrix.json: rows[8].mode: Expected one of automatic, single, sequential, joint, but found \"vote\"")]
    [InlineData("authority-matrix.json", "\"track\": \"instant\"", "\"track\": \"fast\"", "authority-matrix.json: rows[0].track: Expected track instant exactly with mode automatic, but found fast with automatic")]
    [InlineData("admission.json", "\"above\": 6", "\"in\": [\"6\"]", "admission.json: hardStops[5].measure: Expected exactly one of above, below with delinquencies12m, but found in")]
    [InlineData("checklists.json", "\"kind\": \"tax-return\"", "\"kind\": \"tax\"", "checklists.json: checklists[1].optional: Expected kinds that the table's documents define, but tax-return is not among them")]
    [InlineData("checklists.json", "borrower.socialCreditCode", "borrower.code", "checklists.json: documents[0].mustMatch.socialCreditCode: Expected one of borrower.name,*but found borrower.code")]
    [InlineData("checklists.json", "\"accepts\": [\"application/pdf\"]", "\"accepts\": [7]", "checklists.json: documents[2].accepts[0]: Expected a text that is not blank, but found 7")]
    [InlineData("sla-policies.json", "[50, 75, 100]", "[75, 50]", "sla-policies.json: warnAtPercent: Expected ascending percentages above 0, but found 75, 50")]
    [InlineData("calendars/cn.json", "Asia/Shanghai", "Asia/Nowhere", "calendars/cn.json: zone: Expected a time zone such as Asia/Shanghai, but Asia/Nowhere is not known here")]
    [InlineData("calendars/cn.json", "\"friday\": [\"09:00-12:00\"", "\"friday\": [\"09:00-14:00\"", "calendars/cn.json: week.friday: Expected hours in order, but 13:30-18:00 begins*")]
    public void A_wrong_value_is_named_with_its_path(string file, string old, string @new, string problem)
    {
        using var copy = new TableCopy().Replace(file, old, @new);

        var loaded = copy.Load();

        loaded.Tables.Should().BeNull();
        loaded.Problems.Should().ContainMatch(problem);
    }

    [Theory]
    [InlineData("branches.json", "\"calendar\": \"us\"", "\"calendar\": \"uk\"", "branches.json: new-york: Expected one of the calendars cn, us, but found uk")]
    [InlineData("branches.json", "\"key\": \"beijing\"", "\"key\": \"shanghai\"", "branches.json: Expected each key once, but shanghai is used 2 times")]
    [InlineData("checklists.json", "\"products\": [\"sba-7a\"], \"segments\": [\"individual\", ", "\"products\": [\"sba-7a\"], \"segments\": [", "checklists.json: Expected one checklist for sba-7a and individual, but found none")]
    [InlineData("reason-codes.json", "\"code\": \"blacklisted\"", "\"code\": \"listed\"", "reason-codes.json: Expected the code blacklisted of kind hard-stop, but it is missing")]
    [InlineData("reason-codes.json", "\"document-missing\", \"kind\": \"rework\"", "\"document-missing\", \"kind\": \"decline\"", "reason-codes.json: Expected the code document-missing of kind rework, but it is of kind decline")]
    [InlineData("authority-matrix.json", "\"sba-7a\"", "\"sba-504\"", "authority-matrix.json: Expected the key of a product, but sba-504 is unknown")]
    [InlineData("authority-matrix.json", "[\"equipment\"]", "[\"equipment\", \"sba-7a\"]", "authority-matrix.json: cny-fast-equipment: Expected products of one currency, but found CNY and USD")]
    public void A_reference_to_nowhere_is_a_problem(string file, string old, string @new, string problem)
    {
        using var copy = new TableCopy().Replace(file, old, @new);

        var loaded = copy.Load();

        loaded.Tables.Should().BeNull();
        loaded.Problems.Should().Contain(problem);
    }

    [Fact]
    public void Problems_of_all_files_are_reported_at_once()
    {
        using var copy = new TableCopy().Write("products.json", "[]").Write("branches.json", "{").Delete("admission.json");

        var problems = copy.Load().Problems;

        problems.Should().HaveCount(3).And.ContainMatch("products.json: Expected an object, but found Array")
            .And.ContainMatch("branches.json: Expected JSON, but *").And.Contain("admission.json: Expected a table, but the file is missing");
    }

    [Fact]
    public void A_key_that_is_given_twice_is_refused()
    {
        using var copy = new TableCopy().Replace("branches.json", "\"version\": 1,", "\"version\": 1, \"version\": 2,");

        copy.Load().Problems.Should().ContainSingle().Which.Should().StartWith("branches.json: Expected JSON, but");
    }

    [Fact]
    public void A_later_edition_takes_over_on_its_date()
    {
        using var copy = new TableCopy();
        copy.Write("products.2026-07.json", copy.Read("products.json").Replace("\"version\": 1", "\"version\": 2")
            .Replace("2020-01-01", "2026-07-01").Replace("4.35", "4.20"));

        var tables = copy.Load().Tables!;

        tables.TryOn(new DateOnly(2026, 6, 30), out var before, out _).Should().BeTrue();
        tables.TryOn(new DateOnly(2026, 7, 1), out var after, out _).Should().BeTrue();
        before!.FindProduct("working-capital")!.AnnualRatePercent.Should().Be(4.35m);
        after!.FindProduct("working-capital")!.AnnualRatePercent.Should().Be(4.20m);
        after.Versions["products"].Should().Be(2);
    }

    [Fact]
    public void Two_editions_of_the_same_version_are_refused()
    {
        using var copy = new TableCopy();
        copy.Write("branches.new.json", copy.Read("branches.json").Replace("2020-01-01", "2026-07-01"));

        copy.Load().Problems.Should().ContainMatch("branches.json: Expected editions whose version rises*version 1 from 2026-07-01 follows version 1 from 2020-01-01");
    }

    [Fact]
    public void A_date_before_the_first_tables_is_refused()
    {
        using var copy = new TableCopy();

        copy.Load().Tables!.TryOn(new DateOnly(2019, 12, 31), out _, out var problem).Should().BeFalse();

        problem.Should().Be("Expected a date from 2020-01-01 on, when the first tables take effect, but found 2019-12-31");
    }

    [Fact]
    public void Tables_hold_together_from_the_date_the_last_of_them_begins()
    {
        using var copy = new TableCopy().Replace("branches.json", "2020-01-01", "2021-06-01");

        var tables = copy.Load().Tables!;

        tables.TryOn(new DateOnly(2021, 5, 31), out _, out var problem).Should().BeFalse();
        tables.TryOn(new DateOnly(2021, 6, 1), out _, out _).Should().BeTrue();
        problem.Should().StartWith("Expected a date from 2021-06-01 on");
    }
}
