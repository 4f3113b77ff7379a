using System.Runtime.InteropServices;
using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Devices;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Onnx;
using LiveStyle.Stylization.Vulkan;
using LiveStyle.TestKit.Bundles;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Stylization.Tests.Onnx;

/// <summary>Frames as plugin hosts and engines hand them over: four bytes a pixel, rows apart, memory that isn't ours.</summary>
[Collection(SoftwareGpuCollection.Name)]
public sealed class ForeignFrameStylizerTests : IDisposable
{
    const int Stride = 4 * 37 + 20;

    static readonly FrameSize Size = new(37, 22);

    readonly TinyBundle tiny = new();
    readonly nint memory = Marshal.AllocHGlobal(3 * Stride * 22);
    int released;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        tiny.Dispose();
        Marshal.FreeHGlobal(memory);
    }

    [Theory]
    [InlineData(PixelLayout.Bgra32)]
    [InlineData(PixelLayout.Rgba32)]
    [InlineData(PixelLayout.Rgb24)]
    public async Task A_still_picture_in_foreign_memory_is_restyled_in_it(PixelLayout layout)
    {
        await using OnnxStylizer stylizer = OnnxStylizer.Create(tiny.Load(), new StylizerOptions { Device = StylizerDevice.Cpu, Threads = 1 });
        using HostFrame plain = Noise(), source = Foreign(layout, 0, plain), target = Foreign(layout, 1, plain);
        var blend = Blend.Parse("negative");

        stylizer.Stylize(source, target, stylizer.Bundle.Styles.Embed(blend), Cancellation);

        Assert.Equal(plain.Pixels.ToArray().Select(value => TinyBundle.Expect(value, blend)), Colors(target));
        Assert.Equal(Alpha(source), Alpha(target));
        Assert.Equal(plain.Pixels.ToArray(), Colors(source));
    }

    [Theory]
    [InlineData(PixelLayout.Bgra32)]
    [InlineData(PixelLayout.Rgb24)]
    public async Task A_frame_of_a_clip_comes_back_in_its_own_packing_and_its_owner_is_told_once(PixelLayout layout)
    {
        await using OnnxStylizer stylizer = OnnxStylizer.Create(tiny.Load(), new StylizerOptions { Device = StylizerDevice.Cpu, Threads = 1 });
        stylizer.SetBlend(new Blend("dark"));
        using HostFrame plain = Noise();
        HostFrame source = Foreign(layout, 0, plain);
        source.Timestamp = new Timestamp(3, new Rational(1, 25));
        IEnumerable<byte> alpha = Alpha(source);

        using HostFrame result = await stylizer.ProcessAsync(source, Cancellation);

        Assert.Equal((layout, new Timestamp(3, new Rational(1, 25)), 1), (result.Format.Layout, result.Timestamp, released));
        Assert.Equal(plain.Pixels.ToArray().Select(value => TinyBundle.Expect(value, new Blend("dark"))), Colors(result));
        Assert.Equal(alpha, Alpha(result));
    }

    [Fact]
    public async Task A_frame_allocates_nothing()
    {
        await using OnnxStylizer stylizer = OnnxStylizer.Create(tiny.Load(), new StylizerOptions { Device = StylizerDevice.Cpu, Threads = 1 });
        using HostFrame plain = Noise(), source = Foreign(PixelLayout.Bgra32, 0, plain), target = Foreign(PixelLayout.Bgra32, 1, plain);
        float[] embedding = stylizer.Bundle.Styles.Embed(new Blend("dark"));
        long before = 0;
        for (int i = 0; i < 120; i++)
        {
            before = i == 20 ? GC.GetAllocatedBytesForCurrentThread() : before;
            stylizer.Stylize(source, target, embedding, CancellationToken.None);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(PixelLayout.Bgra32)]
    [InlineData(PixelLayout.Rgb24)]
    public async Task A_gpu_gives_the_colors_that_it_gives_for_a_frame_of_our_own(PixelLayout layout)
    {
        var messages = new List<string>();
        await using VulkanStylizer stylizer = VulkanStylizer.Create(
            ModelBundle.Open("live"), new StylizerOptions { Device = StylizerDevice.Vulkan, GpuInstance = new GpuInstanceOptions { Validation = messages.Add } });
        using HostFrame plain = Noise(), expected = HostFrame.Allocate(Size), source = Foreign(layout, 0, plain), target = Foreign(layout, 1, plain);
        float[] embedding = stylizer.Bundle.Styles.Embed(new Blend("munch-scream"));

        stylizer.Stylize(plain, expected, embedding, Cancellation);
        stylizer.Stylize(source, target, embedding, Cancellation);

        Assert.Equal(expected.Pixels.ToArray(), Colors(target));
        Assert.Equal(Alpha(source), Alpha(target));
        Assert.Empty(messages);
    }

    /// <summary>A frame with gaps between its rows, of the same colors, whose alpha rises from pixel to pixel.</summary>
    HostFrame Foreign(PixelLayout layout, int place, HostFrame colors)
    {
        FrameFormat format = FrameFormat.Rgb with { Layout = layout };
        HostFrame frame = HostFrame.Wrap(Size, format, [new ForeignPlane(memory + place * Stride * Size.Height, Stride)], () => released++);
        int step = format.HasAlphaSamples ? 4 : 3;
        for (int y = 0; y < Size.Height; y++)
        {
            Span<byte> row = frame.Plane(0).Row(y);
            for (int x = 0; x < Size.Width; x++)
            {
                for (int c = 0; c < 3; c++)
                {
                    row[step * x + (layout == PixelLayout.Bgra32 ? 2 - c : c)] = colors.Row(y)[3 * x + c];
                }

                if (step == 4)
                {
                    row[4 * x + 3] = (byte)(7 * x + 5 * y + 90 * place);
                }
            }
        }

        if (place == 1 && step == 4)
        {
            frame.Plane(0).Row(0)[3] = 1;
        }

        return frame;
    }

    static byte[] Colors(HostFrame frame)
    {
        var colors = new byte[3 * Size.Pixels];
        FramePacking.Pack(frame, colors);
        return colors;
    }

    static byte[] Alpha(HostFrame frame) => !frame.Format.HasAlphaSamples ? []
        : [.. Enumerable.Range(0, Size.Height).SelectMany(y => frame.Plane(0).Row(y).ToArray().Chunk(4).Select(pixel => pixel[3]))];

    static HostFrame Noise()
    {
        HostFrame frame = HostFrame.Allocate(Size);
        new Random(1).NextBytes(frame.Pixels);
        return frame;
    }
}
