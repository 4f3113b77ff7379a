using System.Diagnostics;
using LiveStyle.Live.Sinks;
using LiveStyle.TestKit;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Live.Tests.Sinks;

[Trait("Speed", "Slow")]
public sealed class RecordingSinkTests : IDisposable
{
    static readonly SinkHubOptions Quick = new() { FirstRetry = TimeSpan.FromSeconds(0.1), LongestRetry = TimeSpan.FromSeconds(0.5) };

    readonly ClipFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("show.mkv")]
    [InlineData("show.mp4")]
    [InlineData("show.ts")]
    public async Task A_recording_whose_program_is_killed_plays_up_to_there_and_another_one_follows(string name)
    {
        // Of this size few pictures wait in the pipe.
        using var feed = new ShowFeed(320, 240);
        await using var hub = new SinkHub(feed.Format, Quick, null, TimeProvider.System);
        SinkTarget target = SinkTargets.Parse(folder[name]);
        hub.Add(target);
        feed.Give(hub, 150, target.Name);
        Kill(folder[name]);
        feed.GiveUntil(hub, () => ShowFeed.Status(hub, target.Name) is { Phase: SinkPhase.Running, Restarts: 1 });
        feed.Give(hub, 30, target.Name);
        await hub.CompleteAsync(TimeSpan.FromSeconds(10));

        string second = folder[Path.GetFileNameWithoutExtension(name) + "-2" + Path.GetExtension(name)];
        Assert.InRange(folder.FrameTimes(folder[name]).Length, 100, 150);
        Assert.InRange(folder.FrameTimes(second).Length, 30, 1000);
        Assert.InRange(folder.FrameTimes(second)[0], 0, 0.1);
        Assert.Null(ShowFeed.Status(hub, target.Name).Reason);
        Assert.Equal(0, feed.Outstanding);
    }

    [Fact]
    public async Task What_is_there_is_never_overwritten()
    {
        using var feed = new ShowFeed();
        File.WriteAllText(folder["show.mkv"], "mine");
        File.WriteAllText(folder["show-2.mkv"], "mine too");
        await using (var hub = new SinkHub(feed.Format, Quick, null, TimeProvider.System))
        {
            SinkTarget target = SinkTargets.Parse(folder["show.mkv"]);
            hub.Add(target);
            feed.Give(hub, 5, target.Name);
            await hub.CompleteAsync(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(("mine", "mine too"), (File.ReadAllText(folder["show.mkv"]), File.ReadAllText(folder["show-2.mkv"])));
        Assert.Equal(5, folder.FrameTimes(folder["show-3.mkv"]).Length);
    }

    [Fact]
    public async Task A_recording_that_is_split_loses_no_tick()
    {
        using var feed = new ShowFeed();
        await using var hub = new SinkHub(feed.Format, Quick, null, TimeProvider.System);
        SinkTarget target = SinkTargets.Parse(folder["show.mkv"], split: TimeSpan.FromSeconds(2));
        hub.Add(target);
        feed.Give(hub, 150, target.Name);
        await hub.CompleteAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(["show-2.mkv", "show-3.mkv", "show.mkv"], folder.Names);
        Assert.Equal([60, 60, 30], new[] { "show.mkv", "show-2.mkv", "show-3.mkv" }.Select(name => folder.FrameTimes(folder[name]).Length));
        Assert.Equal((150, 0, 0), (ShowFeed.Status(hub, target.Name).Written, ShowFeed.Status(hub, target.Name).Dropped, ShowFeed.Status(hub, target.Name).Restarts));
        Assert.Equal(0, feed.Outstanding);
    }

    [Fact]
    public async Task A_full_disk_ends_a_recording_with_its_reason_and_room_brings_it_back()
    {
        // A limit on file size gives another error, so it takes a small disk of its own, which takes root.
        string disk = Directory.CreateDirectory(folder["disk"]).FullName;
        Assert.SkipUnless(OperatingSystem.IsLinux() && TryRun("mount", $"-t tmpfs -o size=16m tmpfs \"{disk}\""), "Mounting a small disk is not allowed here.");
        try
        {
            using var feed = new ShowFeed(640, 360, rate: 50, isNoise: true);
            await using var hub = new SinkHub(feed.Format, Quick, null, TimeProvider.System);
            SinkTarget target = SinkTargets.Parse(Path.Combine(disk, "show.mkv"), new() { Preset = "ultrafast" });
            var other = new FakeTarget("other");
            hub.Add(target);
            hub.Add(other);
            feed.GiveUntil(hub, () => ShowFeed.Status(hub, target.Name) is { Phase: SinkPhase.Retrying, Reason: { } reason } && reason.Contains("the disk is full", StringComparison.Ordinal));
            feed.GiveUntil(hub, () => ShowFeed.Status(hub, target.Name).Restarts > 2);
            Assert.Equal(["show.mkv"], Directory.EnumerateFiles(disk).Select(Path.GetFileName));
            Assert.InRange(folder.FrameTimes(Path.Combine(disk, "show.mkv")).Length, 5, 10_000);

            File.Delete(Path.Combine(disk, "show.mkv"));
            feed.GiveUntil(hub, () => ShowFeed.Status(hub, target.Name).Phase == SinkPhase.Running);
            await hub.CompleteAsync(TimeSpan.FromSeconds(10));

            Assert.Equal(feed.Tick, other.Ticks.Length);
            Assert.Equal(0, feed.Outstanding);
        }
        finally
        {
            TryRun("umount", $"\"{disk}\"");
        }
    }

    static bool TryRun(string program, string arguments)
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

    /// <summary>Kills the program that writes a file.</summary>
    static void Kill(string path)
    {
        int[] writers = [.. Directory.EnumerateDirectories("/proc")
            .Select(entry => int.TryParse(Path.GetFileName(entry), out int id) ? id : 0)
            .Where(id => id > 0 && CommandLine(id).Contains("file:" + path, StringComparison.Ordinal))];
        Assert.Single(writers);
        Assert.True(UnixSignal.Send(writers[0], UnixSignal.Kill));
    }

    static string CommandLine(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
