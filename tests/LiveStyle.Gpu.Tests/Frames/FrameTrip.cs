using System.Runtime.InteropServices;
using LiveStyle.Frames;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Frames;
using LiveStyle.Pipelines;
using LiveStyle.TestKit.Gpu;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Gpu.Tests.Frames;

/// <summary>
/// Host frames to the GPU and back through a pipeline, whose processor is one of the two ways; the other goes with the source or the
/// sink. All frames are gray, which comes back as it was, in a shade that tells their number.
/// </summary>
sealed class FrameTrip : IAsyncDisposable
{
    readonly FrameFormat format;

    public FrameTrip(GpuDevice device, FrameFormat format, int slots = 2, FrameSize? size = null)
    {
        this.format = format;
        Inputs = new FramePool(size ?? new FrameSize(37, 22), format);
        Frames = new GpuFramePool(device, Inputs.Size, format.BitsPerSample);
        Outputs = new FramePool(Inputs.Size, format);
        Upload = new FrameUpload(device, format, Frames);
        Readback = new FrameReadback(device, Outputs, slots);
    }

    public enum Processor
    {
        Upload,
        Readback,
    }

    public FramePool Inputs { get; }

    public GpuFramePool Frames { get; }

    public FramePool Outputs { get; }

    public FrameUpload Upload { get; }

    public FrameReadback Readback { get; }

    public HostFrame Create(int number)
    {
        HostFrame frame = Inputs.Rent();
        frame.Timestamp = TimeOf(number);
        frame.DurationTicks = number + 1;
        for (int plane = 0; plane < format.PlaneCount; plane++)
        {
            Fill(frame.Plane(plane).Bytes, plane == 0 ? Shade(number) : 128);
        }

        return frame;
    }

    /// <summary>Frames by number from 0, or what stands in for one of them.</summary>
    public IFrameSource<HostFrame> Count(int count, Func<int, HostFrame?>? other = null)
    {
        int number = 0;
        return FrameSource.Create(() => number == count ? null : other?.Invoke(number) is { } frame ? Numbered(frame) : Create(number++));

        HostFrame Numbered(HostFrame frame)
        {
            number++;
            return frame;
        }
    }

    public Task<FramePipelineResult> RunAsync(
        Processor processor, IFrameSource<HostFrame> source, IFrameSink<HostFrame> sink, FramePipelineOptions options, CancellationToken cancellation) =>
        processor == Processor.Upload
            ? FramePipeline.RunAsync(source, Upload, new Down(Readback, sink), options, cancellation)
            : FramePipeline.RunAsync(Up(source), Readback, sink, options, cancellation);

    public IFrameSource<GpuFrame> Up(IFrameSource<HostFrame> source) => FrameSource.Create<GpuFrame>(
        async token => await source.ReadAsync(token) is { } frame ? await Upload.ProcessAsync(frame, token) : null);

    /// <summary>A frame is what was sent under its number; returns that.</summary>
    public int Recognize(HostFrame frame)
    {
        int number = (int)frame.DurationTicks - 1;
        Assert.Equal(TimeOf(number), frame.Timestamp);
        int[] codes = new PlaneReference(frame.Size, format).Codes(frame);
        int step = format.BitsPerSample == 10 ? 4 : 1;
        int luma = format.IsPacked ? codes.Length : (int)frame.Size.Pixels;
        Assert.Equal([step * Shade(number)], codes[..luma].Distinct());
        Assert.All(codes[luma..].Distinct(), code => Assert.Equal(step * 128, code));
        return number;
    }

    public void AssertNothingOutstanding() =>
        Assert.Equal((0, 0, 0), (Inputs.Outstanding, Frames.Outstanding, Outputs.Outstanding));

    public async ValueTask DisposeAsync()
    {
        await Upload.DisposeAsync();
        await Readback.DisposeAsync();
        AssertNothingOutstanding();
        Inputs.Dispose();
        Frames.Dispose();
        Outputs.Dispose();
    }

    void Fill(Span<byte> samples, int code)
    {
        if (format.BytesPerSample == 1)
        {
            samples.Fill((byte)code);
        }
        else
        {
            MemoryMarshal.Cast<byte, ushort>(samples).Fill((ushort)(code * 4 << (format.Layout == PixelLayout.P010 ? 6 : 0)));
        }
    }

    static int Shade(int number) => 16 + number * 7 % 220;

    /// <summary>Unevenly spaced.</summary>
    static Timestamp TimeOf(int number) => new(number * 3 + number % 2, new Rational(1, 1000));

    sealed class Down(FrameReadback readback, IFrameSink<HostFrame> sink) : IFrameSink<GpuFrame>
    {
        public async ValueTask WriteAsync(GpuFrame frame, CancellationToken cancellation) =>
            await sink.WriteAsync(await readback.ProcessAsync(frame, cancellation), cancellation);

        public ValueTask CompleteAsync(CancellationToken cancellation) => sink.CompleteAsync(cancellation);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
