using System.Diagnostics;
using LiveStyle.Frames;
using LiveStyle.Pipelines;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Time;

namespace LiveStyle.App.Commands;

/// <summary>How fast a network stylizes, from frames in the processor's memory to frames in the processor's memory.</summary>
/// <param name="Milliseconds">Of a frame alone, the median.</param>
/// <param name="FramesPerSecond">Of frames that follow each other, as those of a clip.</param>
sealed record StylizerSpeed(double Milliseconds, double FramesPerSecond)
{
    const int MostFrames = 200;

    /// <summary>Measures for about twice the limit, and at least a few frames.</summary>
    /// <param name="bundle">Network and styles.</param>
    /// <param name="options">The device; not Auto.</param>
    /// <param name="size">Of the frames.</param>
    /// <param name="limit">Of each of the two measurements, once the network is warm.</param>
    /// <param name="cancellation">Ends it between two frames.</param>
    /// <exception cref="LiveStyleException">The device can't be started, or the frames don't fit it.</exception>
    public static async Task<StylizerSpeed> MeasureAsync(
        ModelBundle bundle, StylizerOptions options, FrameSize size, TimeSpan limit, CancellationToken cancellation)
    {
        // As clips come: as planes where the network takes them.
        FrameFormat format = options.Device == StylizerDevice.Vulkan
            ? new FrameFormat(PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left)
            : FrameFormat.Rgb;
        using HostFrame source = HostFrame.Allocate(size, format);
        source.Timestamp = new Timestamp(0, new Rational(1, 24));
        double milliseconds = await MeasureAloneAsync(bundle, options, source, limit, cancellation);
        int frames = (int)Math.Clamp(limit.TotalMilliseconds / milliseconds, 2, MostFrames);
        return new StylizerSpeed(milliseconds, await MeasureClipAsync(bundle, options with { Clip = size }, source, frames, cancellation));
    }

    /// <summary>For the original the network would not run.</summary>
    static Blend Painted(ModelBundle bundle) =>
        new(bundle.Description.Styles.FirstOrDefault(style => style.Slug != StyleInfo.Original)?.Slug ?? StyleInfo.Original);

    static async Task<double> MeasureAloneAsync(
        ModelBundle bundle, StylizerOptions options, HostFrame source, TimeSpan limit, CancellationToken cancellation)
    {
        await using IStylizer stylizer = Stylizer.Open(bundle, options with { Slots = 1 });
        stylizer.CheckSize(source.Size);
        using HostFrame target = HostFrame.Allocate(source.Size, source.Format);
        float[] embedding = bundle.Styles.Embed(Painted(bundle));
        stylizer.Stylize(source, target, embedding, cancellation);
        var times = new List<double>();
        var watch = Stopwatch.StartNew();
        do
        {
            TimeSpan start = watch.Elapsed;
            stylizer.Stylize(source, target, embedding, cancellation);
            times.Add((watch.Elapsed - start).TotalMilliseconds);
        }
        while (watch.Elapsed < limit && times.Count < MostFrames);

        times.Sort();
        return times[times.Count / 2];
    }

    static async Task<double> MeasureClipAsync(ModelBundle bundle, StylizerOptions options, HostFrame source, int frames, CancellationToken cancellation)
    {
        await using IStylizer stylizer = Stylizer.Open(bundle, options);
        stylizer.Follow(Timeline.Constant(Painted(bundle)).Bind(bundle.Styles.Names));
        await RunAsync(stylizer.Slots);
        frames = Math.Max(frames, stylizer.Slots);
        var watch = Stopwatch.StartNew();
        await RunAsync(frames);
        return frames / watch.Elapsed.TotalSeconds;

        Task RunAsync(int count) => FramePipeline.RunAsync(
            FrameSource.Create(() => count-- > 0 ? source.AddReference() : null),
            stylizer, FrameSink.Null<HostFrame>(), new FramePipelineOptions(), cancellation);
    }
}
