using LiveStyle.Compositing;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Pipelines;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Onnx;
using LiveStyle.Stylization.Regions;
using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Media;
using LiveStyle.Time;
using LiveStyle.Transcoding.Plan;
using LiveStyle.Transcoding.Segments;
using Xunit;

namespace LiveStyle.Transcoding.Tests.Regions;

/// <summary>Films in parts, with a network whose styles can be worked out by hand.</summary>
[Trait("Speed", "Slow")]
public sealed class RegionStylizerTests : IAsyncDisposable
{
    static readonly FrameSize Size = new(48, 20);

    readonly ClipFolder folder = new();
    readonly TinyBundle tiny = new();
    readonly CountingStylizer stylizer;

    public RegionStylizerTests() =>
        stylizer = new CountingStylizer(OnnxStylizer.Create(tiny.Load(), new StylizerOptions { Device = StylizerDevice.Cpu, Threads = 1, Slots = 2 }));

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        Assert.Equal(0, stylizer.Outstanding);
        await stylizer.DisposeAsync();
        tiny.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Without_masks_and_with_all_colors_the_stylizer_itself_is_used()
    {
        Assert.False(FilmProcessor.NeedsLayers(Settings("dark")));
        Assert.Same(stylizer, await FilmProcessor.CreateAsync(Settings("dark"), stylizer, Size, TimeSpan.Zero, Cancellation));
    }

    [Fact]
    public async Task The_style_applies_where_the_mask_is_white_and_the_original_stays_where_it_is_black()
    {
        FilmSettings settings = Settings("negative") with { Mask = Mask("mask.png", x => x < 16 ? 0 : x < 32 ? 51 : 255) };
        byte[] original = Noise(1), result = await OnceAsync(settings, original);
        for (int i = 0; i < original.Length; i++)
        {
            int x = i / 3 % Size.Width;
            byte styled = TinyBundle.Expect(original[i], Blend.Parse("negative"));
            Assert.Equal(x < 16 ? original[i] : x < 32 ? Fifth(original[i], styled) : styled, result[i]);
        }

        Assert.Equal(1, stylizer.Runs);
    }

    [Fact]
    public async Task Regions_lie_over_the_film_and_over_each_other_in_their_order()
    {
        FilmSettings settings = Settings("dark") with
        {
            Mask = Mask("base.png", x => x < 8 ? 0 : 255),
            Regions = [new(Mask("one.png", x => x is >= 16 and < 40 ? 255 : 0), Blend.Parse("negative")), new(Mask("two.png", x => x >= 32 ? 51 : 0), Blend.Parse("white"))],
        };
        byte[] original = Noise(2), result = await OnceAsync(settings, original);
        for (int i = 0; i < original.Length; i++)
        {
            int x = i / 3 % Size.Width;
            byte dark = TinyBundle.Expect(original[i], Blend.Parse("dark")), negative = (byte)(255 - original[i]);
            byte beneath = x < 8 ? original[i] : x is >= 16 and < 40 ? negative : dark;
            Assert.Equal(x < 32 ? beneath : Fifth(beneath, 255), result[i]);
        }

        Assert.Equal(3, stylizer.Runs);
    }

    [Theory]
    [InlineData(0, 0, 255, 0, "original")]
    [InlineData(255, 0, 0, 1, "dark")]
    [InlineData(0, 255, 0, 1, "negative")]
    [InlineData(255, 255, 0, 1, "negative")] // it hides the base, which then isn't made
    [InlineData(255, 255, 255, 1, "white")]
    [InlineData(null, 0, 0, 1, "dark")]
    [InlineData(null, 255, 0, 1, "negative")]
    public async Task A_layer_that_can_not_be_seen_costs_no_run_of_the_network(int? mask, int one, int two, int runs, string shown)
    {
        FilmSettings settings = Settings("dark") with
        {
            Mask = mask is { } all ? Mask("base.png", _ => all) : null,
            Regions = [new(Mask("one.png", _ => one), Blend.Parse("negative")), new(Mask("two.png", _ => two), Blend.Parse("white"))],
        };
        (runs, shown) = two == 255 ? (1, "white") : (runs, shown);
        byte[] original = Noise(3), result = await OnceAsync(settings, original);
        Assert.Equal(original.Select(value => shown == "original" ? value : TinyBundle.Expect(value, Blend.Parse(shown))), result);
        Assert.Equal(runs, stylizer.Runs);
    }

    [Fact]
    public async Task Kept_colors_give_the_styles_brightness_and_the_originals_chroma()
    {
        byte[] original = Noise(4), result = await OnceAsync(Settings("dark") with { KeepColors = true }, original);
        for (int at = 0; at < original.Length; at += 3)
        {
            byte[] color = original[at..(at + 3)], shown = result[at..(at + 3)];
            double wanted = Luma([.. color.Select(value => TinyBundle.Expect(value, Blend.Parse("dark")))]);
            Assert.InRange(Luma(shown), wanted - 0.501, wanted + 0.501);

            // Which of the channels is the strongest, and which the weakest, stays.
            Assert.True(shown[Array.IndexOf(color, color.Max())] == shown.Max());
            Assert.True(shown[Array.IndexOf(color, color.Min())] == shown.Min());
        }
    }

    [Fact]
    public async Task Time_and_alpha_pass_through_and_the_blend_follows_the_time()
    {
        FilmSettings settings = Settings("0s dark hold; 1s white") with { Mask = Mask("mask.png", _ => 254) };
        await using var processor = await CreateAsync(settings);
        foreach ((int second, string style) in new[] { (0, "dark"), (1, "white") })
        {
            HostFrame frame = Frame(Noise(5), 0);
            frame.Timestamp = new Timestamp(second * 24000 + 7, new Rational(1, 24000));
            frame.DurationTicks = 1001;
            frame.Alpha = HostFrame.Allocate(Size, FrameFormat.Gray);
            frame.Alpha.Plane(0).Bytes.Fill(99);
            using HostFrame source = frame.AddReference(), result = await processor.ProcessAsync(frame, Cancellation);
            Assert.Equal((source.Timestamp, 1001), (result.Timestamp, result.DurationTicks));
            Assert.Equal(99, result.Alpha!.Plane(0).Bytes[^1]);
            Assert.InRange(result.Pixels[0] - TinyBundle.Expect(source.Pixels[0], Blend.Parse(style)), -1, 1);
        }
    }

    [Fact]
    public async Task Alpha_passes_through_a_bare_stylizer_too()
    {
        HostFrame frame = Frame(Noise(5), 0);
        frame.Alpha = HostFrame.Allocate(Size, FrameFormat.Gray);
        frame.Alpha.Plane(0).Bytes.Fill(98);
        using HostFrame result = await stylizer.ProcessAsync(frame, Cancellation);
        Assert.Equal(98, result.Alpha!.Plane(0).Bytes[^1]);
    }

    [Fact]
    public async Task A_moving_mask_gives_the_same_film_in_one_go_in_slots_and_in_parts()
    {
        string matte = folder.Make("matte.mp4", "-f lavfi -i testsrc2=s=48x20:r=30:d=3 -c:v libx264 -bf 2 -pix_fmt yuv420p");
        FilmSettings settings = Settings("dark") with { Mask = matte, Regions = [new(matte, Blend.Parse("negative*0.5 + white*0.5"))], Start = TimeSpan.FromSeconds(0.5) };
        var whole = new List<byte[]>();
        await using (RegionStylizer processor = await CreateAsync(settings))
        {
            for (int i = 0; i < 40; i++)
            {
                using HostFrame result = await processor.ProcessAsync(Frame(Noise(i), i), Cancellation);
                whole.Add(result.Pixels.ToArray());
            }
        }

        foreach (int begin in new[] { 0, 13, 31 })
        {
            RegionStylizer processor = await CreateAsync(settings, TimeSpan.FromSeconds(begin * 1001 / 24000.0));
            int next = begin;
            var part = new List<byte[]>();
            await FramePipeline.RunAsync(
                FrameSource.Create(_ => ValueTask.FromResult(next < 40 ? Frame(Noise(next), next++) : null)),
                processor,
                FrameSink.Create<HostFrame>(frame => part.Add(frame.Pixels.ToArray())),
                new FramePipelineOptions(),
                Cancellation);
            await processor.DisposeAsync();
            Assert.Equal(0, processor.Outstanding);
            Assert.Equal(2, processor.Slots);
            Assert.Equal(whole.Skip(begin).Select(Convert.ToHexString), part.Select(Convert.ToHexString));
        }
    }

    [Fact]
    public async Task A_region_of_an_unknown_style_or_without_a_mask_is_refused()
    {
        string mask = Mask("mask.png", _ => 9);
        BlendException style = await Assert.ThrowsAsync<BlendException>(() => CreateAsync(Settings("dark") with { Regions = [new(mask, Blend.Parse("drak"))] }));
        Assert.Contains("dark", style.Message);
        LiveStyleException missing = await Assert.ThrowsAnyAsync<LiveStyleException>(
            () => CreateAsync(Settings("dark") with { Mask = mask, Regions = [new(folder["none.png"], Blend.Parse("dark"))] }));
        Assert.Contains("none.png does not exist", missing.Message);
    }

    [Fact]
    public async Task A_run_that_fails_gives_everything_back()
    {
        // A scale of 2 and more is beyond what the network bears.
        RegionStylizer processor = await CreateAsync(Settings("negative*3") with { Mask = Mask("mask.png", _ => 100), KeepColors = true });
        ModelException failure = await Assert.ThrowsAsync<ModelException>(async () => await processor.ProcessAsync(Frame(Noise(1), 0), Cancellation));
        await processor.DisposeAsync();
        Assert.Contains("the network of tiny failed on a 48×20 frame", failure.Message);
        Assert.Equal(0, processor.Outstanding);
    }

    [Fact]
    public async Task A_run_that_is_canceled_gives_everything_back()
    {
        RegionStylizer processor = await CreateAsync(Settings("dark") with { Mask = Mask("mask.png", _ => 100), KeepColors = true });
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await processor.ProcessAsync(Frame(Noise(1), 0), stop.Token));
        await processor.DisposeAsync();
        Assert.Equal(0, processor.Outstanding);
    }

    [Theory]
    [InlineData("original", "original", false)]
    [InlineData("dark @0", "white @0", true)]
    public async Task Parts_at_the_original_are_the_frame_byte_for_byte_and_the_network_does_not_run(string film, string region, bool keepsColors)
    {
        using var failing = TinyBundle.ThatFailsForTheOriginal();
        await using OnnxStylizer original = OnnxStylizer.Create(failing.Load(), new StylizerOptions { Device = StylizerDevice.Cpu, Threads = 1 });
        FilmSettings settings = Settings(film) with
        {
            KeepColors = keepsColors, Mask = Mask("mask.png", x => 5 * x), Regions = [new RegionSetting(Mask("region.png", x => 255 - 5 * x), Blend.Parse(region))],
        };
        RegionStylizer processor = Assert.IsType<RegionStylizer>(await FilmProcessor.CreateAsync(settings, original, Size, TimeSpan.Zero, Cancellation));

        HostFrame result = await processor.ProcessAsync(Frame(Noise(1), 0), Cancellation);

        Assert.Equal(Noise(1), result.Pixels.ToArray());
        result.Dispose();
        await processor.DisposeAsync();
        Assert.Equal(0, processor.Outstanding);
    }

    static FilmSettings Settings(string timeline) => new() { Input = "in.mp4", Output = "out.mp4", Model = "tiny", Timeline = Timeline.Parse(timeline.StartsWith('0') ? timeline : "0s " + timeline) };

    async Task<RegionStylizer> CreateAsync(FilmSettings settings, TimeSpan begin = default) =>
        Assert.IsType<RegionStylizer>(await FilmProcessor.CreateAsync(settings, stylizer, Size, begin, Cancellation));

    async Task<byte[]> OnceAsync(FilmSettings settings, byte[] original)
    {
        RegionStylizer processor = await CreateAsync(settings);
        HostFrame result = await processor.ProcessAsync(Frame(original, 0), Cancellation);
        byte[] pixels = result.Pixels.ToArray();
        await processor.DisposeAsync();
        result.Dispose();
        Assert.Equal(0, processor.Outstanding);
        return pixels;
    }

    /// <summary>A picture whose gray depends on the column.</summary>
    string Mask(string name, Func<int, int> gray)
    {
        using HostFrame picture = HostFrame.Allocate(Size);
        for (int i = 0; i < picture.Pixels.Length; i++)
        {
            picture.Pixels[i] = (byte)gray(i / 3 % Size.Width);
        }

        StillImage.Save(picture, folder[name]);
        return folder[name];
    }

    static byte Fifth(byte under, byte over) => (byte)Math.Floor(under + (over - under) / 5.0 + 0.5);

    static double Luma(byte[] rgb) => 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];

    static byte[] Noise(int seed)
    {
        var bytes = new byte[3 * Size.Pixels];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    static HostFrame Frame(byte[] pixels, int number)
    {
        HostFrame frame = HostFrame.Allocate(Size);
        pixels.CopyTo(frame.Pixels);
        frame.Timestamp = new Timestamp(number, new Rational(1001, 24000));
        return frame;
    }
}
