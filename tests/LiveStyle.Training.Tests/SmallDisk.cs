using System.Diagnostics;
using Xunit;

namespace LiveStyle.Training.Tests;

/// <summary>A file system of its own, of a given size, on a folder. It takes root; elsewhere the test is skipped.</summary>
sealed class SmallDisk : IDisposable
{
    readonly string filler;

    public SmallDisk(string folder, int kilobytes)
    {
        Folder = Directory.CreateDirectory(folder).FullName;
        filler = Path.Combine(Folder, "filler");
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && TryRun("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", Folder),
            "Mounting a small disk is not allowed here.");
    }

    public string Folder { get; }

    /// <summary>Fills the disk until so many bytes are left.</summary>
    public void Fill(long left) => File.WriteAllBytes(filler, new byte[new DriveInfo(Folder).AvailableFreeSpace - left]);

    public void Free() => File.Delete(filler);

    public void Dispose() => TryRun("umount", Folder);

    static bool TryRun(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
