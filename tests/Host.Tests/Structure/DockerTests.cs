using System.Text.RegularExpressions;

namespace Lendflow.Host.Tests.Structure;

/// <summary>What the images are made of is there: a build would find out late, on a machine that has Docker.</summary>
public sealed partial class DockerTests
{
    static readonly string Docker = Path.Combine(Repository.Root, "docker");

    [Fact]
    public void Every_file_the_image_takes_from_the_tree_exists()
    {
        var copied = Instruction().Matches(File.ReadAllText(Path.Combine(Docker, "Dockerfile"))).Where(m => !m.Groups["from"].Success).Select(m => m.Groups["path"].Value).ToList();

        copied.Should().NotBeEmpty();
        copied.Should().OnlyContain(path => Path.Exists(Path.Combine(Repository.Root, path)));
    }

    [Fact]
    public void Every_file_the_composition_mounts_or_names_exists()
    {
        var compose = File.ReadAllText(Path.Combine(Docker, "compose.yaml"));
        var mounted = Mount().Matches(compose).Select(m => Path.Combine(Docker, m.Groups["path"].Value)).ToList();
        var named = DockerFile().Matches(compose).Select(m => Path.Combine(Repository.Root, m.Groups["path"].Value)).ToList();

        mounted.Should().HaveCountGreaterThan(3).And.OnlyContain(path => Path.Exists(path));
        named.Should().NotBeEmpty().And.OnlyContain(path => Path.Exists(path));
    }

    [Fact]
    public void The_programs_the_images_start_are_built()
    {
        var started = Program().Matches(File.ReadAllText(Path.Combine(Docker, "Dockerfile")) + File.ReadAllText(Path.Combine(Docker, "compose.yaml"))).Select(m => m.Groups["name"].Value).Distinct().ToList();

        started.Should().Contain(["Lendflow.Host.dll", "Lendflow.Sandbox.dll"]);
        started.Should().OnlyContain(program => Path.Exists(Path.Combine(AppContext.BaseDirectory, program)));
    }

    [GeneratedRegex(@"^COPY (?<from>--from=\S+ )?(?<path>\S+) ", RegexOptions.Multiline)]
    private static partial Regex Instruction();

    [GeneratedRegex(@"(?<path>\./[\w./-]+):/")]
    private static partial Regex Mount();

    [GeneratedRegex(@"dockerfile: (?<path>\S+)")]
    private static partial Regex DockerFile();

    [GeneratedRegex(@"""(?<name>Lendflow\.\w+\.dll)""")]
    private static partial Regex Program();
}
