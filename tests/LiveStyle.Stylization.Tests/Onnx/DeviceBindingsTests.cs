using System.Runtime.InteropServices;
using LiveStyle.Frames;
using LiveStyle.Styles;
using LiveStyle.Stylization.Onnx;
using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Logging;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;
using Xunit;

namespace LiveStyle.Stylization.Tests.Onnx;

/// <summary>What frames on a device go through, with the processor in the device's place; AcceleratorTests have the real ones.</summary>
public sealed unsafe class DeviceBindingsTests : IDisposable
{
    readonly float* embedding = (float*)NativeMemory.AlignedAlloc(2 * sizeof(float), 64);
    readonly NotedLog log = new(LogLevel.Warning);
    readonly InferenceSession session;

    public DeviceBindingsTests()
    {
        _ = OnnxSession.Runtime;
        session = new InferenceSession(TinyBundle.Network());
    }

    public void Dispose()
    {
        session.Dispose();
        NativeMemory.AlignedFree(embedding);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Each_run_sees_its_own_frame_and_its_own_style(bool usesGraphs)
    {
        using DeviceBindings bindings = Bind(new HostMemory(), usesGraphs);
        using HostFrame source = HostFrame.Allocate(new FrameSize(20, 17));
        using HostFrame target = HostFrame.Allocate(source.Size);
        for (int i = 0; i < 6; i++)
        {
            source.Pixels.Fill((byte)(40 * i));
            string style = i % 2 == 0 ? "negative" : "dark";
            Stylize(bindings, source, target, style);
            Assert.All(target.Pixels.ToArray(), value => Assert.Equal(TinyBundle.Expect((byte)(40 * i), Blend.Parse(style)), value));
        }

        Assert.Empty(log.Messages);
    }

    [Fact]
    public void More_sizes_than_are_kept_follow_one_another()
    {
        using DeviceBindings bindings = Bind(new HostMemory(), usesGraphs: true);
        for (int i = 0; i < 40; i++)
        {
            using HostFrame source = HostFrame.Allocate(new FrameSize(16 + i % 21, 16 + i % 3));
            using HostFrame target = HostFrame.Allocate(source.Size);
            source.Pixels.Fill((byte)i);
            Stylize(bindings, source, target, "negative");
            Assert.All(target.Pixels.ToArray(), value => Assert.Equal(255 - i, value));
        }
    }

    [Fact]
    public void A_graph_that_gives_another_picture_is_not_used_and_that_is_told()
    {
        // The seventh copy brings back what the recorded graph has painted, after those of embedding, other embedding, other frame, embedding, frame and the expected picture.
        using DeviceBindings bindings = Bind(new HostMemory((copy, bytes) => bytes[0] -= (byte)(copy == 7 ? 9 : 0)), usesGraphs: true);
        using HostFrame source = HostFrame.Allocate(new FrameSize(16, 16));
        using HostFrame target = HostFrame.Allocate(source.Size);
        source.Pixels.Clear();

        Stylize(bindings, source, target, "negative");

        Assert.All(target.Pixels.ToArray(), value => Assert.Equal(255, value));
        NotedMessage message = Assert.Single(log.Messages);
        Assert.Equal((LogLevel.Warning, "The graph recorded for 16×16 frames gives another picture, by up to 9 levels; kernels are launched singly"), (message.Level, message.Text));
    }

    [Fact]
    public void A_run_that_is_terminated_ends_and_the_next_one_goes_on()
    {
        using DeviceBindings bindings = Bind(new HostMemory(), usesGraphs: true);
        using HostFrame source = HostFrame.Allocate(new FrameSize(16, 16));
        using HostFrame target = HostFrame.Allocate(source.Size);
        source.Pixels.Clear();
        bindings.IsTerminated = true;

        Assert.Throws<OnnxRuntimeException>(() => Stylize(bindings, source, target, "negative"));
        bindings.IsTerminated = false;
        Stylize(bindings, source, target, "negative");

        Assert.All(target.Pixels.ToArray(), value => Assert.Equal(255, value));
        Assert.Empty(log.Messages);
    }

    [Fact]
    public void Planes_are_refused_and_the_memory_is_given_back()
    {
        var memory = new HostMemory();
        using (DeviceBindings bindings = Bind(memory, usesGraphs: false))
        {
            var format = new FrameFormat(PixelLayout.Yuv444, ColorMatrix.Bt709, ColorRange.Full, ChromaSiting.Left);
            using HostFrame planes = HostFrame.Allocate(new FrameSize(16, 16), format);
            using HostFrame target = HostFrame.Allocate(planes.Size);
            Assert.Throws<ArgumentException>(() => bindings.Run(planes, target));
        }

        Assert.True(memory.IsDisposed);
    }

    [Fact]
    public void Inputs_that_are_bound_for_each_run_give_the_same_pictures()
    {
        using var bindings = new FrameBindings(session, (nint)embedding, 2, slots: 1, copiesWhenBound: true);
        using HostFrame source = HostFrame.Allocate(new FrameSize(16, 16));
        using HostFrame target = HostFrame.Allocate(source.Size);
        for (int i = 0; i < 3; i++)
        {
            source.Pixels.Fill((byte)(9 * i));
            Stylize(bindings, source, target, "negative");
            Assert.All(target.Pixels.ToArray(), value => Assert.Equal(255 - 9 * i, value));
        }
    }

    DeviceBindings Bind(HostMemory memory, bool usesGraphs) =>
        new(session, memory, (nint)embedding, 2, usesGraphs, log.CreateLogger(OnnxLog.Category));

    void Stylize(IFrameBindings bindings, HostFrame source, HostFrame target, string style)
    {
        (_, embedding[0], embedding[1]) = TinyBundle.Styles.Single(row => row.Slug == style);
        bindings.Run(source, target);
    }
}
