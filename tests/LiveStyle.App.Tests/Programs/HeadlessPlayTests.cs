using System.Diagnostics;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Playing;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Programs;

public sealed class HeadlessPlayTests(Clips clips) : ProgramTests(clips)
{
    readonly TinyBundle tiny = new();

    [Fact]
    public async Task Each_frame_becomes_a_picture_as_transcode_makes_it()
    {
        // With chroma at every pixel, so that the film's own colors lose next to nothing of the pictures.
        await SucceedAsync("transcode", Clips["full.mkv"], "film.mkv", "--style", "munch-scream*0.7 + picabia-udnie*0.5", "--strength", "0.8", "--codec", "ffv1", "--device", "cpu");
        ProgramRun run = await PlayAsync(Clips["full.mkv"], "--style", "munch-scream*0.7 + picabia-udnie*0.5", "--strength", "0.8", "--frames", "5");

        Assert.Equal(5, Pictures().Length);
        int[] differences = [.. Clips.Pixels(PathOf("film.mkv"))[..(5 * 64 * 48 * 3)].Zip(Pictures().SelectMany(Read), (film, picture) => Math.Abs(film - picture))];
        Assert.InRange(differences.Average(), 0, 1);
        Assert.InRange(differences.Max(), 0, 4);
        Assert.Contains("pictures: 5 frames, 64×48", Assert.Single(run.ErrorLines));
    }

    [Fact]
    public async Task The_network_in_shaders_makes_the_same_pictures()
    {
        // With chroma at every pixel: between its samples ffmpeg's RGB is interpolated otherwise than ours.
        await PlayAsync(Clips["full.mkv"], "--model", "live", "--frames", "3");
        byte[] expected = [.. Pictures().SelectMany(Read)];
        await PlayAsync(Clips["full.mkv"], "--model", "live", "--frames", "3", "--device", "vulkan", "--overwrite");

        int[] differences = [.. expected.Zip(Pictures().SelectMany(Read), (a, b) => Math.Abs(a - b))];
        Assert.InRange(differences.Average(), 0, 0.5);
        Assert.InRange(differences.Max(), 1, 4);
    }

    [Fact]
    public async Task Steadied_pictures_are_the_processors_where_a_gpu_runs_the_network()
    {
        string[] line = ["--model", "live", "--style", "munch-scream", "--frames", "4"];
        await PlayAsync(Clips["full.mkv"], [.. line, "--steadiness", "1"]);
        byte[] expected = [.. Pictures().SelectMany(Read)];
        await PlayAsync(Clips["full.mkv"], [.. line, "--steadiness", "1", "--device", "vulkan", "--overwrite"]);
        byte[] steadied = [.. Pictures().SelectMany(Read)];
        await PlayAsync(Clips["full.mkv"], [.. line, "--overwrite"]);

        int[] differences = [.. expected.Zip(steadied, (a, b) => Math.Abs(a - b))];
        Assert.InRange(differences.Average(), 0, 1);
        Assert.InRange(differences.Max(), 0, 12);
        Assert.NotEqual(expected, Pictures().SelectMany(Read));
    }

    [Fact]
    public async Task A_steadiness_outside_0_to_1_is_misuse()
    {
        ProgramRun run = await RunAsync("play", Clips["full.mkv"], "--headless", "--out", "pictures", "--steadiness", "2");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--steadiness 2: give a number from 0", Assert.Single(run.ErrorLines));
    }

    [Theory]
    [InlineData("cpu")]
    [InlineData("vulkan")]
    public async Task Strokes_of_a_size_are_those_of_the_film(string device)
    {
        await SucceedAsync("transcode", Clips["odd.mkv"], "film.mkv", "--model", "live", "--style", "munch-scream", "--stroke-size", "2.5", "--codec", "ffv1", "--device", "cpu");
        await PlayAsync(Clips["odd.mkv"], "--model", "live", "--style", "munch-scream", "--stroke-size", "2.5", "--frames", "2", "--device", device);

        byte[] pictures = [.. Pictures().SelectMany(Read)];
        int[] differences = [.. Clips.Pixels(PathOf("film.mkv")).Zip(pictures, (film, picture) => Math.Abs(film - picture))];
        Assert.Equal(2, Pictures().Length);
        Assert.InRange(differences.Average(), 0, 1);
        Assert.InRange(differences.Max(), 0, 8);
    }

    [Fact]
    public async Task At_strength_0_the_network_does_not_run_and_frames_are_shown_as_they_are()
    {
        using var failing = TinyBundle.ThatFailsForTheOriginal();
        using var clip = new CountingClip(3);

        await PlayAsync(clip.Path, "--model", failing.Directory, "--style", "dark", "--strength", "0", "--device", "cpu");

        Assert.Equal([0, 1, 2], Pictures().Select(picture => CountingClip.NumberOf(Read(picture)[0])));
    }

    [Fact]
    public async Task A_timeline_counts_from_the_clips_beginning_wherever_playing_begins()
    {
        using var clip = new CountingClip(24);
        await PlayTinyAsync(clip, "--timeline", "0s original; 0.5s original; 0.501s white", "--start", "0.25");

        Assert.Equal(18, Pictures().Length);
        Assert.Equal([6, 7, 8, 9, 10, 11], Pictures()[..6].Select(picture => CountingClip.NumberOf(Read(picture)[0])));
        Assert.All(Pictures()[7..], picture => Assert.Equal(255, Read(picture)[0]));
    }

    [Fact]
    public async Task A_split_shows_the_original_at_the_left_and_the_style_at_the_right()
    {
        using var clip = new CountingClip(2);
        await PlayTinyAsync(clip, "--style", "white", "--split", "0.5");
        byte[] row = Read(Pictures()[1])[..(64 * 3)];
        Assert.Equal((1, 255), (CountingClip.NumberOf(row[0]), row[^1]));
        Assert.Equal((1, 255), (CountingClip.NumberOf(row[29 * 3]), row[34 * 3]));
    }

    [Fact]
    public async Task Another_size_is_what_is_rendered()
    {
        using var clip = new CountingClip(2);
        await PlayTinyAsync(clip, "--style", "negative", "--size", "32x");
        using HostFrame picture = StillImage.Load(Pictures()[0]);
        Assert.Equal(new FrameSize(32, 24), picture.Size);
    }

    [Fact]
    public async Task A_looped_clip_goes_on_until_the_frames_asked_for_are_there()
    {
        using var clip = new CountingClip(4);
        await PlayTinyAsync(clip, "--style", "original", "--loop", "--frames", "10", "--record", "film.mkv");
        Assert.Equal([0, 1, 2, 3, 0, 1, 2, 3, 0, 1], Pictures().Select(picture => CountingClip.NumberOf(Read(picture)[0])));
        Assert.All(Clips.FrameTimes(PathOf("film.mkv")).Select((time, i) => time - i / 24.0), late => Assert.InRange(late, -0.002, 0.002));
    }

    [Fact]
    public async Task A_recording_keeps_the_clips_timestamps()
    {
        await SucceedAsync("play", Clips["variable.mkv"], "--headless", "--record", "film.mkv", "--style", "munch-scream", "--device", "cpu");
        Assert.All(Clips.FrameTimes(Clips["variable.mkv"]).Zip(Clips.FrameTimes(PathOf("film.mkv"))), pair => Assert.InRange(pair.Second - pair.First, -0.002, 0.002));
        Assert.Equal(24, Clips.FrameTimes(PathOf("film.mkv")).Length);
        Assert.Equal([PathOf("film.mkv")], Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task A_damaged_clip_gives_the_frames_that_it_has_and_then_the_reason()
    {
        using var clip = new CountingClip(60, "320x240", "-c:v mjpeg -q:v 2 -pix_fmt yuvj420p -f nut");
        byte[] whole = File.ReadAllBytes(clip.Path);
        File.WriteAllBytes(PathOf("cut.nut"), whole[..(whole.Length / 2)]);
        ProgramRun run = await RunAsync("play", "cut.nut", "--headless", "--out", "pictures", "--record", "film.mkv", "--device", "cpu", "--model", tiny.Directory);

        Assert.InRange(Pictures().Length, 5, 55);
        if (run.ExitCode == 0)
        {
            Assert.Contains("is damaged", run.Error);
        }
        else
        {
            Assert.Equal(1, run.ExitCode);
            Assert.Contains($"pictures holds the first {Pictures().Length} frames", Assert.Single(run.ErrorLines));
        }
    }

    [Fact]
    public async Task Overwriting_leaves_no_frames_of_a_longer_run_before()
    {
        using var clip = new CountingClip(4);
        await PlayTinyAsync(clip);
        File.WriteAllText(PathOf("pictures/frame-final.png"), "a person's own");
        await PlayTinyAsync(clip, "--frames", "2", "--overwrite");
        Assert.Equal(["frame-0001.png", "frame-0002.png", "frame-final.png"], Pictures().Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_file_in_place_of_the_folder_is_named_as_such()
    {
        using var clip = new CountingClip(2);
        File.WriteAllText(PathOf("pictures"), "");
        ProgramRun run = await RunAsync("play", clip.Path, "--headless", "--out", "pictures", "--device", "cpu", "--model", tiny.Directory);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("pictures is a file; name a folder", Assert.Single(run.ErrorLines));
    }

    [Fact]
    public async Task The_overlay_is_in_pictures_and_not_in_the_recording()
    {
        using var clip = new CountingClip(2, "320x240");
        await PlayTinyAsync(clip, "--style", "white", "--overlay", "--record", "film.mkv");
        int at = (12 * 320 + 12) * 3;
        Assert.All(Pictures(), picture => Assert.InRange(Read(picture)[at], 0, 200));
        Assert.InRange(Clips.Pixels(PathOf("film.mkv"))[at], 240, 255);
    }

    [Fact]
    public async Task Without_Vulkan_the_processor_is_not_named_as_a_cure()
    {
        using var clip = new CountingClip(2);
        ProcessStartInfo start = ProgramRun.Prepare(Folder, ["play", clip.Path, "--headless", "--out", "pictures", "--device", "cpu", "--model", tiny.Directory]);
        start.Environment["VK_DRIVER_FILES"] = start.Environment["VK_ICD_FILENAMES"] = PathOf("no-driver.json");
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        ProgramRun run = await ProgramRun.ToEndAsync(process, process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, run.ExitCode);
        string line = Assert.Single(run.ErrorLines);
        Assert.Contains("playing draws with Vulkan", line);
        Assert.DoesNotContain("processor", line);
        Assert.DoesNotContain("--device cpu", line);
        Assert.EndsWith("(use livestyle transcode)", line);
    }

    Task<ProgramRun> PlayAsync(string clip, params string[] more) =>
        SucceedAsync(["play", clip, "--headless", "--out", "pictures", .. more.Contains("--device") ? Array.Empty<string>() : ["--device", "cpu"], .. more]);

    Task<ProgramRun> PlayTinyAsync(CountingClip clip, params string[] more) => PlayAsync(clip.Path, ["--model", tiny.Directory, .. more]);

    string[] Pictures() => [.. Directory.GetFiles(PathOf("pictures"), "frame-*.png").Order(StringComparer.Ordinal)];

    static byte[] Read(string path)
    {
        using HostFrame picture = StillImage.Load(path);
        return picture.Pixels.ToArray();
    }
}
