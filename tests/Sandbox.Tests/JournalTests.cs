namespace Lendflow.Sandbox.Tests;

public sealed class JournalTests
{
    private static readonly Fact Acknowledged = new CallbackAcknowledged("env-1");

    [Fact]
    public void A_line_that_a_crash_cut_off_is_dropped_and_writing_goes_on()
    {
        var file = A.NewFile();
        using (var journal = Journal.Open(file))
            journal.Append(Acknowledged);
        File.AppendAllText(file, "{\"fact\":\"callbackAck");

        using (var journal = Journal.Open(file))
        {
            journal.Facts.Should().Equal(Acknowledged);
            journal.Append(Acknowledged);
        }

        using var reopened = Journal.Open(file);
        reopened.Facts.Should().Equal(Acknowledged, Acknowledged);
    }

    [Fact]
    public void A_line_that_is_damaged_otherwise_is_named()
    {
        var file = A.NewFile();
        using (var journal = Journal.Open(file))
            journal.Append(Acknowledged);
        File.AppendAllText(file, "{\"fact\":\"none\"}\n");

        var open = () => Journal.Open(file);

        open.Should().Throw<InvalidDataException>().WithMessage("Expected a fact in line 2 of the data file, but*");
    }

    [Fact]
    public void Two_sandboxes_cannot_write_one_file()
    {
        var file = A.NewFile();
        using var journal = Journal.Open(file);

        var open = () => Journal.Open(file);

        open.Should().Throw<IOException>();
    }
}
