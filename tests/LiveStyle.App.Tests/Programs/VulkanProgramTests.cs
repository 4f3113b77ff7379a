using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Programs;

/// <summary>transcode and stylize with the network in shaders, compared with ONNX Runtime.</summary>
public sealed class VulkanProgramTests(Clips clips) : ProgramTests(clips)
{
    [Theory]
    [InlineData("full.mkv", "yuv444p")]
    [InlineData("odd.mkv", "bgr0")]
    public async Task A_film_is_the_same_whichever_device_made_it(string clip, string pixels)
    {
        await TranscodeAsync(clip, "cpu.mkv", "cpu");
        ProgramRun vulkan = await TranscodeAsync(clip, "vulkan.mkv", "vulkan:0", "--contact-sheet", "sheet.png");

        int[] differences = [.. Clips.Pixels(PathOf("cpu.mkv")).Zip(Clips.Pixels(PathOf("vulkan.mkv")), (a, b) => Math.Abs(a - b))];
        Assert.InRange(differences.Average(), 0, 0.7);

        // Of the same planes the two may agree to the sample; that each device was its own, the program says.
        Assert.InRange(differences.Max(), 0, 6);
        Assert.Contains(" on vulkan", vulkan.Error + vulkan.Output);
        Assert.Equal(Clips.FrameTimes(Clips[clip]), Clips.FrameTimes(PathOf("vulkan.mkv")));
        Assert.Contains(pixels, Clips.Stream(PathOf("vulkan.mkv"), entries: "pix_fmt"));
        using HostFrame sheet = StillImage.Load(PathOf("sheet.png"));
        Assert.True(sheet.Size.Width > 200, $"{sheet.Size}");
    }

    [Fact]
    public async Task A_film_with_strokes_is_the_same_whichever_device_made_it()
    {
        await TranscodeAsync("odd.mkv", "cpu.mkv", "cpu", "--stroke-size", "2.5");
        ProgramRun vulkan = await TranscodeAsync("odd.mkv", "vulkan.mkv", "vulkan:0", "--stroke-size", "2.5");

        int[] differences = [.. Clips.Pixels(PathOf("cpu.mkv")).Zip(Clips.Pixels(PathOf("vulkan.mkv")), (a, b) => Math.Abs(a - b))];
        Assert.InRange(differences.Average(), 0, 0.7);
        Assert.InRange(differences.Max(), 0, 6);
        Assert.Contains(" on vulkan", vulkan.Error + vulkan.Output);
    }

    [Fact]
    public async Task Planes_of_ten_bits_their_tags_and_variable_timestamps_come_through()
    {
        await TranscodeAsync("deep.mkv", "out.mkv", "vulkan");

        Assert.Equal(Clips.FrameTimes(Clips["deep.mkv"]), Clips.FrameTimes(PathOf("out.mkv")));
        const string tags = "pix_fmt,color_range,color_space,color_transfer,color_primaries";
        Assert.Equal(Clips.Stream(Clips["deep.mkv"], entries: tags), Clips.Stream(PathOf("out.mkv"), entries: tags));
        Assert.Contains("yuv420p10le", Clips.Stream(PathOf("out.mkv"), entries: "pix_fmt"));
    }

    [Fact]
    public async Task Pictures_of_many_sizes_are_stylized_each_at_its_own()
    {
        foreach (string size in new[] { "64x48", "33x57", "16x16", "64x48", "101x20" })
        {
            Clips.Ffmpeg($"-f lavfi -i testsrc2=s=128x128,format=rgb24,scale={size.Replace('x', ':')} -frames:v 1 -y \"{PathOf($"{size}-{Directory.GetFiles(Folder).Length}.png")}\"");
        }

        string[] pictures = [.. Directory.GetFiles(Folder, "*.png").Order().Select(path => Path.GetFileName(path))];
        await SucceedAsync(["stylize", .. pictures, "cpu/", "--style", "munch-scream", "--model", "live", "--device", "cpu"]);
        await SucceedAsync(["stylize", .. pictures, "vulkan/", "--style", "munch-scream", "--model", "live", "--device", "vulkan"]);

        Assert.All(pictures, picture =>
        {
            using HostFrame expected = StillImage.Load(PathOf(Path.Combine("cpu", picture))), actual = StillImage.Load(PathOf(Path.Combine("vulkan", picture)));
            Assert.Equal(expected.Size, actual.Size);
            int[] differences = [.. expected.Pixels.ToArray().Zip(actual.Pixels.ToArray(), (a, b) => Math.Abs(a - b))];
            Assert.InRange(differences.Average(), 0, 0.5);
            Assert.InRange(differences.Max(), 0, 4);
        });
    }

    Task<ProgramRun> TranscodeAsync(string clip, string output, string device, params string[] more) => SucceedAsync(
        ["transcode", Clips[clip], output, "--style", "munch-scream", "--model", "live", "--codec", "ffv1", "--device", device, .. more]);
}
