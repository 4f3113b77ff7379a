using LiveStyle.Diagnostics;
using LiveStyle.Frames;
using LiveStyle.Pipelines;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Cpu;
using LiveStyle.Stylization.Onnx;
using LiveStyle.Stylization.Strokes;
using LiveStyle.Stylization.Vulkan;
using Microsoft.Extensions.Logging;

namespace LiveStyle.Stylization;

/// <summary>Restyles frames with a bundle's network, whatever it runs on.</summary>
/// <remarks>
/// As a processor it shows the blend that its source has at each frame's timestamp, and passes the frame's alpha on. A blend that is the original (strength 0 too)
/// gives the frame back byte for byte, planes too, where <see cref="ModelBundle.IsOriginal"/> holds; the network then does not run. Thread-safety: as many frames are stylized at once as there are
/// slots, others wait; the blend may be changed from any thread and counts from the next frame on.
/// </remarks>
public interface IStylizer : IFrameProcessor<HostFrame, HostFrame>
{
    /// <summary>The bundle whose network and styles are used.</summary>
    ModelBundle Bundle { get; }

    /// <summary>The device that the network really runs on; never <see cref="StylizerDevice.Auto"/>.</summary>
    StylizerDevice Device { get; }

    /// <summary>The device for people: such as "cpu", or "vulkan" and the GPU's name.</summary>
    string DeviceName { get; }

    /// <summary>
    /// One line that a user should know of the run so far, such as a GPU that was lost; null where there is nothing to tell.
    /// </summary>
    string? Note { get; }

    /// <summary>The number of frames given out and not yet disposed.</summary>
    int Outstanding { get; }

    /// <summary>Says before anything is begun whether frames of that size can be stylized, one in each slot.</summary>
    /// <param name="size">The size of the frames, in pixels.</param>
    /// <exception cref="LiveStyleException">
    /// The frames are too small, or need more memory than there is; the message names a size that fits.
    /// </exception>
    void CheckSize(FrameSize size);

    /// <summary>Follows a blend from the next frame on, at each frame's presentation time. A new stylizer shows the original.</summary>
    /// <param name="blends">A timeline's curve, or what else moves a blend; bound to this bundle's style names.</param>
    /// <exception cref="ArgumentException">It is bound to another bundle's styles.</exception>
    void Follow(IBlendSource blends);

    /// <summary>Stylizes one frame with one embedding, whatever blend is followed: for still pictures.</summary>
    /// <param name="source">The picture; it stays the caller's and is not written.</param>
    /// <param name="target">Receives the stylized pixels; another frame of the same size and format, the caller's too.</param>
    /// <param name="embedding">float32, E values: γ then β of each normalization, in execution order.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <exception cref="LiveStyleException">
    /// The embedding's length is not the model's E, the frame is too small or too large, or the network failed.
    /// </exception>
    void Stylize(HostFrame source, HostFrame target, ReadOnlySpan<float> embedding, CancellationToken cancellation = default);
}

/// <summary>Opens stylizers.</summary>
public static partial class Stylizer
{
    /// <summary>Opens a stylizer on the device that the options name.</summary>
    /// <param name="bundle">The network and its styles.</param>
    /// <param name="options">The device and its settings.</param>
    /// <returns>A stylizer, which the caller disposes.</returns>
    /// <exception cref="StylizerDeviceException">ONNX Runtime can't have the device.</exception>
    /// <exception cref="ModelException">The slots can't be had, or the network can't be loaded.</exception>
    /// <exception cref="Gpu.GpuException">There is no such Vulkan device, or it can't run the network.</exception>
    /// <exception cref="LiveStyleException">The stroke size is out of range.</exception>
    public static IStylizer Open(ModelBundle bundle, StylizerOptions options)
    {
        if (options.StrokeSize is { } strokeSize)
        {
            StrokeSize.Check(strokeSize);
            FrameSize? network = options.Clip is { } clip ? StrokeSize.NetworkSize(clip, strokeSize, bundle.Description.MinimumSize) : null;
            return new StrokeStylizer(Open(bundle, options with { StrokeSize = null, Clip = network }), strokeSize);
        }

        IStylizer stylizer = options.Device switch
        {
            StylizerDevice.Vulkan => VulkanStylizer.Create(bundle, options),
            StylizerDevice.Cpu => OnProcessor(bundle, options),
            StylizerDevice.Auto => OnAccelerator(bundle, options) ?? OnProcessor(bundle, options),
            _ => OnnxStylizer.Create(bundle, options),
        };
        LogOpened(LiveStyleLogging.For("LiveStyle.Stylization"), bundle.Description.Name, stylizer.DeviceName, stylizer.Slots);
        return stylizer;
    }

    /// <summary>The first of ONNX Runtime's accelerators that can be started; null where there is none.</summary>
    static OnnxStylizer? OnAccelerator(ModelBundle bundle, StylizerOptions options)
    {
        if (!OnnxProvider.Automatic.Any())
        {
            return null;
        }

        OnnxStylizer stylizer = OnnxStylizer.Create(bundle, options);
        if (stylizer.Device != StylizerDevice.Onnx)
        {
            return stylizer;
        }

        stylizer.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return null;
    }

    /// <summary>Our own engine where it knows the network, else ONNX Runtime, as <see cref="IStylizer.Device"/> then tells.</summary>
    static IStylizer OnProcessor(ModelBundle bundle, StylizerOptions options)
    {
        if (CpuStylizer.TryCreate(bundle, options) is { } stylizer)
        {
            return stylizer;
        }

        LogForeign(LiveStyleLogging.For("LiveStyle.Stylization"), bundle.Description.Name);
        return OnnxStylizer.Create(bundle, options with { Device = StylizerDevice.Onnx });
    }

    [LoggerMessage(1, LogLevel.Information, "the network of {Bundle} runs on {Device}, {Slots} frames at once")]
    static partial void LogOpened(ILogger logger, string bundle, string device, int slots);

    [LoggerMessage(2, LogLevel.Information, "the network of {Bundle} is of neither family of networks: ONNX Runtime runs it on the processor")]
    static partial void LogForeign(ILogger logger, string bundle);
}
