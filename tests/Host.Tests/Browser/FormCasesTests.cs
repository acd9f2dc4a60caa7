using System.Diagnostics;

namespace Lendflow.Host.Tests.Browser;

public sealed class FormCasesTests
{
    /// <summary>The server's half is FormCasesTests of Lendflow.HumanTasks.Tests; both read tests/forms.json.</summary>
    [BrowserFact]
    public async Task The_browsers_rules_judge_every_case_as_the_servers_do()
    {
        var start = new ProcessStartInfo("node", "checks/forms.mjs") { WorkingDirectory = Structure.Repository.Path("src/Web"), RedirectStandardError = true, RedirectStandardOutput = true };

        using var node = Process.Start(start)!;
        var said = await node.StandardError.ReadToEndAsync();
        await node.WaitForExitAsync();

        node.ExitCode.Should().Be(0, said);
    }
}
