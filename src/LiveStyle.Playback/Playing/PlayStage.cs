using LiveStyle.Frames;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Network;
using LiveStyle.Presentation.Presenting;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Strokes;

namespace LiveStyle.Playback.Playing;

/// <summary>Turns decoded frames into pictures for the window, with the network on the GPU or on the processor.</summary>
/// <remarks>Thread-safety: one thread renders. Rendering allocates nothing while sizes stay.</remarks>
abstract class PlayStage : IDisposable
{
    /// <summary>What runs the network, for people.</summary>
    public abstract string DeviceName { get; }

    /// <summary>Steadies what is rendered, and is told before each picture which one it is; null where nothing is steadied.</summary>
    public virtual PlaySteadying? Steadying => null;

    /// <summary>A picture to render into; the caller's.</summary>
    public abstract Picture CreatePicture();

    /// <summary>Begins a picture, which tells when it is ready.</summary>
    /// <param name="frame">Stays the caller's.</param>
    /// <param name="inference">Size at which the network runs.</param>
    /// <param name="embedding">E values.</param>
    /// <param name="target">That nobody shows.</param>
    /// <param name="cancellation">Ends a network that runs on the processor.</param>
    public abstract void Render(HostFrame frame, FrameSize inference, ReadOnlySpan<float> embedding, Picture target, CancellationToken cancellation);

    /// <summary>Begins a picture that shows the frame as it is, without the network.</summary>
    /// <param name="frame">Stays the caller's.</param>
    /// <param name="target">That nobody shows.</param>
    public abstract void Show(HostFrame frame, Picture target);

    public abstract void Dispose();
}

/// <summary>The network runs where the window is drawn.</summary>
sealed class GpuPlayStage(GpuDevice device, GpuNetwork network, FrameSize size, FrameFormat format) : PlayStage
{
    readonly PictureRenderer renderer = new(device, network, size, format);

    public override string DeviceName => $"vulkan ({device.Info.Name})";

    public override Picture CreatePicture() => renderer.CreatePicture();

    public override void Render(HostFrame frame, FrameSize inference, ReadOnlySpan<float> embedding, Picture target, CancellationToken cancellation) =>
        renderer.Render(frame, inference, embedding, target);

    public override void Show(HostFrame frame, Picture target) => renderer.Upload(frame, target);

    public override void Dispose()
    {
        renderer.Dispose();
        network.Dispose();
    }
}

/// <summary>The network runs apart from the window, by our own engine or ONNX Runtime; the GPU only draws.</summary>
/// <remarks>Planes it takes too, as after the loss of a GPU, but more slowly. It takes over the stylizer and what steadies.</remarks>
sealed class HostPlayStage(GpuDevice device, IStylizer stylizer, FrameSize size, FrameFormat format, PlaySteadying? steadying = null) : PlayStage
{
    readonly PictureRenderer renderer = new(device, null, size, format);
    readonly HostFrame? converted = format.IsPacked ? null : HostFrame.Allocate(size);
    readonly HostFrame stylized = HostFrame.Allocate(size);
    AreaReducer? reducer;
    GuidedUpsampler? upsampler;
    HostFrame? reduced;
    HostFrame? answer;

    public override PlaySteadying? Steadying => steadying;

    public override string DeviceName => stylizer.DeviceName;

    public override Picture CreatePicture() => renderer.CreatePicture();

    public override void Render(HostFrame frame, FrameSize inference, ReadOnlySpan<float> embedding, Picture target, CancellationToken cancellation)
    {
        HostFrame pixels = frame;
        if (converted is not null)
        {
            PlaneConversion.ToRgb(frame, converted);
            pixels = converted;
        }

        if (inference == size)
        {
            stylizer.Stylize(pixels, stylized, embedding, cancellation);
        }
        else
        {
            Fit(inference);
            reducer!.Reduce(pixels, reduced!);
            stylizer.Stylize(reduced!, answer!, embedding, cancellation);
            upsampler!.Upsample(answer!, reduced!, pixels, stylized);
        }

        if (steadying is null)
        {
            renderer.Upload(frame, stylized, target);
        }
        else
        {
            using HostFrame shown = steadying.Show(pixels, stylized);
            renderer.Upload(frame, shown, target);
        }

        target.Inference = inference;
    }

    public override void Show(HostFrame frame, Picture target) => renderer.Upload(frame, target);

    public override void Dispose()
    {
        renderer.Dispose();
        converted?.Dispose();
        reduced?.Dispose();
        answer?.Dispose();
        stylized.Dispose();
        steadying?.Dispose();
        stylizer.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    /// <summary>What a network that runs smaller needs; made again where the governor has chosen another size.</summary>
    void Fit(FrameSize inference)
    {
        if (answer?.Size == inference)
        {
            return;
        }

        reduced?.Dispose();
        answer?.Dispose();
        reduced = HostFrame.Allocate(inference);
        answer = HostFrame.Allocate(inference);
        reducer = new AreaReducer(size, inference);
        upsampler = new GuidedUpsampler(inference, size);
    }
}
