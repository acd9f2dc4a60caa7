using System.Diagnostics;

namespace Lendflow.Host.Tests.Faults;

/// <summary>A disk small enough to fill.</summary>
static class Disk
{
    /// <summary>Why there can be none here; null when there can.</summary>
    public static string? WhyNot => Environment.UserName == "root" && OperatingSystem.IsLinux() ? null : "Expected the right to mount a file system, but the tests do not run as root.";

    /// <param name="megabytes">What fits on it.</param>
    /// <returns>Where it is.</returns>
    public static async Task<string> MountAsync(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("lendflow-disk-").FullName;
        using var mount = Process.Start("mount", ["-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder]);
        await mount.WaitForExitAsync();
        if (mount.ExitCode != 0) throw new InvalidOperationException($"Expected to mount a file system, but mount ended with {mount.ExitCode}.");
        return folder;
    }

    public static async Task UnmountAsync(string folder)
    {
        using var unmount = Process.Start("umount", ["--lazy", folder]);
        await unmount.WaitForExitAsync();
        Directory.Delete(folder);
    }

    /// <summary>Writes a file until nothing more fits.</summary>
    public static void Fill(string path)
    {
        using var file = File.Create(path);
        foreach (var size in (int[])[1 << 20, 1 << 12])
        {
            try
            {
                while (true)
                {
                    file.Write(new byte[size]);
                    file.Flush(flushToDisk: true);
                }
            }
            catch (IOException)
            {
                // Full, as wanted.
            }
        }
    }
}
