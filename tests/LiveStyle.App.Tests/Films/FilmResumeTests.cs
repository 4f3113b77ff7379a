using System.Diagnostics;
using LiveStyle.App.Tests.Programs;
using LiveStyle.TestKit;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Films;

public sealed class FilmResumeTests(Clips clips) : FilmTests(clips)
{
    [Fact]
    public async Task Killed_at_random_moments_a_film_is_frame_for_frame_that_of_one_run()
    {
        MakeFilm();
        await PlanAsync("in.mp4", "whole.mp4");
        var clock = Stopwatch.StartNew();
        await SucceedAsync(["transcode", .. Line("in.mp4", "whole.mp4")]);
        TimeSpan whole = clock.Elapsed;

        // Fixed, so that a failure can be repeated as far as the clock allows.
        var random = new Random(20);
        int kills = 0, all = Breadth.Of(few: 6, all: 20);
        for (int film = 0; kills < all; film++)
        {
            string output = $"killed{film}.mp4";
            await PlanAsync("in.mp4", output);
            while (!File.Exists(PathOf(output)) && kills < all && await KillAfterAsync(whole * (0.2 + random.NextDouble()), ["transcode", .. Line("in.mp4", output)]))
            {
                kills++;
            }

            // What lies under the final name is whole, even if the kill came right after it.
            if (!File.Exists(PathOf(output)))
            {
                await SucceedAsync(["transcode", .. Line("in.mp4", output)]);
                Assert.False(Directory.Exists(PathOf(output + ".livestyle")), "The work folder is left behind.");
            }

            Assert.Equal(FrameHashes(PathOf("whole.mp4")), FrameHashes(PathOf(output)));
            Assert.Equal(Clips.FrameTimes(PathOf("in.mp4")), Clips.FrameTimes(PathOf(output)));
            Assert.Equal(Clips.SoundHash(PathOf("in.mp4")), Clips.SoundHash(PathOf(output)));
        }
    }

    [Fact]
    public async Task What_is_rendered_is_not_rendered_again()
    {
        MakeFilm();
        await PlanAsync("in.mp4", "out.mp4");
        await SucceedAsync("segment", "out.mp4.livestyle", "--index", "3");
        string[] files = [SegmentPath("out.mp4", 3, ".mov"), SegmentPath("out.mp4", 3, ".json")];

        // Long ago, so that whoever writes them again leaves another time, however coarse the disk's clock is.
        var written = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        Array.ForEach(files, file => File.SetLastWriteTimeUtc(file, written));

        ProgramRun again = await SucceedAsync("segment", "out.mp4.livestyle", "--index", "3");
        Assert.All(files, file => Assert.Equal(written, File.GetLastWriteTimeUtc(file)));

        ProgramRun whole = await SucceedAsync(["transcode", .. Line("in.mp4", "out.mp4"), "--progress", "json"]);

        Assert.Contains("segment 3 is there", again.Error);
        Assert.Contains(whole.Events, progress => ProgramRun.NameOf(progress) == "note" && progress.GetProperty("message").GetString()!.Contains("going on: 24 of 120 frames"));
        Assert.Equal(96, whole.Events[^1].GetProperty("framesRendered").GetInt64());
        Assert.Equal(120, Clips.FrameTimes(PathOf("out.mp4")).Length);
    }

    [Fact]
    public async Task A_segment_that_was_tampered_with_is_rendered_again()
    {
        MakeFilm();
        await SucceedAsync(["transcode", .. Line("in.mp4", "whole.mp4")]);
        await PlanAsync("in.mp4", "tampered.mp4");
        await PlanAsync("in.mp4", "clean.mp4");
        await SucceedAsync("segment", "tampered.mp4.livestyle", "--index", "2");
        byte[] segment = File.ReadAllBytes(SegmentPath("tampered.mp4", 2, ".mov"));
        segment[segment.Length / 2] ^= 1;
        File.WriteAllBytes(SegmentPath("tampered.mp4", 2, ".mov"), segment);

        await SucceedAsync(["transcode", .. Line("in.mp4", "tampered.mp4")]);
        await SucceedAsync(["transcode", .. Line("in.mp4", "clean.mp4")]);

        Assert.Equal(FrameHashes(PathOf("clean.mp4")), FrameHashes(PathOf("tampered.mp4")));
    }

    [Fact]
    public async Task Work_on_another_film_is_dropped_only_when_told_to()
    {
        MakeFilm();
        await PlanAsync("in.mp4", "out.mp4");
        await SucceedAsync("segment", "out.mp4.livestyle", "--index", "0");
        string[] other = ["transcode", .. Line("in.mp4", "out.mp4", "--crf", "30")];

        ProgramRun refused = await RunAsync(other);
        bool kept = File.Exists(SegmentPath("out.mp4", 0, ".mov"));
        await SucceedAsync([.. other, "--overwrite"]);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("or have that work dropped (add --overwrite)", Assert.Single(refused.ErrorLines));
        Assert.True(kept);
        Assert.Equal(120, Clips.FrameTimes(PathOf("out.mp4")).Length);
    }

    [Fact]
    public async Task Another_length_of_segments_makes_another_plan_and_keeps_what_is_rendered()
    {
        MakeFilm();
        await PlanAsync("in.mp4", "out.mp4");
        await SucceedAsync(["plan", .. Line("in.mp4", "out.mp4", "--segment-seconds", "2")]);
        await SucceedAsync("segment", "out.mp4.livestyle", "--index", "1");

        ProgramRun refused = await RunAsync(["plan", .. Line("in.mp4", "out.mp4", "--segment-seconds", "1")]);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("holds work on a film with other settings", Assert.Single(refused.ErrorLines));
        Assert.True(File.Exists(SegmentPath("out.mp4", 1, ".mov")));
    }

    [Fact]
    public async Task Work_that_another_process_has_in_hand_is_no_leftover()
    {
        MakeFilm();
        await PlanAsync("in.mp4", "out.mp4");
        string[] folders = [PathOf("out.mp4.livestyle/segments/aside-used"), PathOf("out.mp4.livestyle/segments/aside-left")];
        Array.ForEach(folders, folder => Directory.CreateDirectory(folder));
        using var hold = new FileStream(Path.Combine(folders[0], "lock"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);

        await SucceedAsync(["plan", .. Line("in.mp4", "out.mp4")]);

        Assert.Equal([folders[0]], Directory.GetDirectories(PathOf("out.mp4.livestyle/segments")));
    }

    [Fact]
    public async Task A_second_run_on_the_same_output_is_refused()
    {
        MakeFilm();
        await PlanAsync("in.mp4", "out.mp4");
        using var hold = new FileStream(PathOf("out.mp4.livestyle/lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        ProgramRun refused = await RunAsync(["transcode", .. Line("in.mp4", "out.mp4")]);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("out.mp4 is being made by another run", Assert.Single(refused.ErrorLines));
    }

    [Fact]
    public async Task A_full_disk_stops_cleanly_and_the_same_command_goes_on_when_there_is_room()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no device that is always full.");
        MakeFilm();
        await PlanAsync("in.mp4", "out.mp4");
        var scene = new BadInputScene(Folder, Gallery, Clips);
        scene.ReplaceFfmpeg("00004.partial", "for last; do :; done; rm -f \"${last#file:}\"; ln -s /dev/full \"${last#file:}\"; exec FFMPEG \"$@\"");
        string[] line = ["transcode", .. Line("in.mp4", "out.mp4")];

        ProgramRun full = await ProgramRun.RunAsync(Folder, scene.SearchPath, line);
        ProgramRun later = await SucceedAsync(line);

        Assert.Equal(1, full.ExitCode);
        Assert.Contains("the disk is full: out.mp4 could not be written; free some space", full.ErrorLines[^1]);
        Assert.Contains("the same command goes on", full.Error);
        Assert.Contains("going on: 96 of 120 frames", later.Error);
        Assert.Equal(Clips.FrameTimes(PathOf("in.mp4")), Clips.FrameTimes(PathOf("out.mp4")));
    }
}
