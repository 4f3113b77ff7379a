using System.Diagnostics;
using LiveStyle.Media.Joining;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Media.Tests.Joining;

[Trait("Speed", "Slow")]
public sealed class FilmJoinFailureTests : IDisposable
{
    readonly ClipFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Wrong_ticks_leave_the_old_film_as_it_was()
    {
        string input = folder.MakeWithSound("in.mp4");
        FilmJoinOptions options = await FilmParts.MakeAsync(folder, input, folder["out.mp4"]);
        await File.WriteAllTextAsync(folder["out.mp4"], "before", Cancellation);
        FilmSegment last = options.Segments[^1];
        FilmSegment wrong = last with { Ticks = [.. last.Ticks.SkipLast(1), last.Ticks[^1] + 1] };
        MediaException failure = await Assert.ThrowsAnyAsync<MediaException>(
            () => FilmJoin.JoinAsync(options with { Segments = [.. options.Segments.SkipLast(1), wrong] }, Cancellation));
        Assert.Contains("picture 23 is at", failure.Message);
        AssertUntouched();

        FilmSegment more = last with { Ticks = [.. last.Ticks, last.Ticks[^1] + 512] };
        failure = await Assert.ThrowsAnyAsync<MediaException>(
            () => FilmJoin.JoinAsync(options with { Segments = [.. options.Segments.SkipLast(1), more] }, Cancellation));
        Assert.Contains("it has 24 of 25 pictures", failure.Message);
        AssertUntouched();
    }

    [Fact]
    public async Task A_cancelled_join_removes_only_what_is_partial()
    {
        string input = folder.MakeWithSound("in.mp4");
        FilmJoinOptions options = await FilmParts.MakeAsync(folder, input, folder["out.mp4"]);
        await File.WriteAllTextAsync(folder["out.mp4"], "before", Cancellation);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FilmJoin.JoinAsync(options with { Progress = _ => stop.Cancel() }, stop.Token));
        AssertUntouched();
        await FilmJoin.JoinAsync(options, Cancellation);
        Assert.Equal(24, folder.FrameTimes(folder["out.mp4"]).Length);
    }

    [Fact]
    public async Task A_missing_segment_is_named()
    {
        FilmJoinOptions options = await FilmParts.MakeAsync(folder, folder.MakeSilent("in.mp4"), folder["out.mp4"]);
        File.Delete(options.Segments[1].Path);
        MediaException failure = await Assert.ThrowsAnyAsync<MediaException>(() => FilmJoin.JoinAsync(options, Cancellation));
        Assert.Contains("segment-0001.mov is missing", failure.Message);
    }

    [Fact]
    public async Task A_full_disk_is_called_so_and_the_segments_stay()
    {
        string disk = Directory.CreateDirectory(folder["disk"]).FullName;
        if (!OperatingSystem.IsLinux() || !TryRun("mount", $"-t tmpfs -o size=100k tmpfs \"{disk}\""))
        {
            Assert.Skip("Mounting a small disk is not allowed here.");
        }

        try
        {
            string input = folder.Make("in.mkv", "-f lavfi -i nullsrc=s=128x128:r=24:d=1 -vf geq=random(1)*255:128:128 -c:v ffv1");
            FilmJoinOptions options = await FilmParts.MakeAsync(folder, input, folder["out.mkv"], codec: "ffv1");
            MediaException failure = await Assert.ThrowsAnyAsync<MediaException>(
                () => FilmJoin.JoinAsync(options with { Output = Path.Combine(disk, "out.mkv") }, Cancellation));
            Assert.Contains("the disk is full", failure.Message);
            Assert.Empty(Directory.EnumerateFileSystemEntries(disk));
            Assert.All(options.Segments, segment => Assert.True(File.Exists(segment.Path)));
        }
        finally
        {
            TryRun("umount", $"\"{disk}\"");
        }
    }

    void AssertUntouched()
    {
        Assert.Equal("before", File.ReadAllText(folder["out.mp4"]));
        Assert.Equal(["in.mp4", "out.mp4", "out.mp4.livestyle"], folder.Names);
        Assert.All(Directory.EnumerateFileSystemEntries(folder["out.mp4.livestyle"]), path => Assert.EndsWith(".mov", path));
    }

    static bool TryRun(string program, string arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
