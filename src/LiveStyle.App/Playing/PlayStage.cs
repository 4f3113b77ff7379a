using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Presentation;
using LiveStyle.Stylization;

namespace LiveStyle.App.Playing;

/// <summary>Turns decoded frames into pictures for the window, with the network on the GPU or on the processor.</summary>
/// <remarks>Thread-safety: one thread renders.</remarks>
abstract class PlayStage(PictureRenderer renderer) : IDisposable
{
    /// <summary>What runs the network, for people.</summary>
    public abstract string DeviceName { get; }

    protected PictureRenderer Renderer => renderer;

    /// <summary>A picture to render into; the caller's.</summary>
    public Picture CreatePicture() => renderer.CreatePicture();

    /// <summary>Begins a picture, which tells when it is ready.</summary>
    /// <param name="frame">Stays the caller's.</param>
    /// <param name="inference">Size at which the network runs.</param>
    /// <param name="embedding">E values.</param>
    /// <param name="target">That nobody shows.</param>
    public abstract void Render(HostFrame frame, FrameSize inference, float[] embedding, Picture target);

    public virtual void Dispose() => renderer.Dispose();
}

/// <summary>The network runs where the window is drawn.</summary>
sealed class GpuPlayStage(GpuDevice device, GpuNetwork network, FrameSize size, FrameFormat format)
    : PlayStage(new PictureRenderer(device, network, size, format))
{
    public override string DeviceName => $"vulkan ({device.Info.Name})";

    public override void Render(HostFrame frame, FrameSize inference, float[] embedding, Picture target) =>
        Renderer.Render(frame, inference, embedding, target);

    public override void Dispose()
    {
        base.Dispose();
        network.Dispose();
    }
}

/// <summary>ONNX Runtime runs the network; the GPU only draws.</summary>
sealed class OnnxPlayStage(GpuDevice device, OnnxStylizer stylizer, FrameSize size)
    : PlayStage(new PictureRenderer(device, null, size, FrameFormat.Rgb))
{
    readonly FrameReducer reducer = new();
    HostFrame? reduced;
    HostFrame? stylized;

    public override string DeviceName => stylizer.DeviceName;

    public override void Render(HostFrame frame, FrameSize inference, float[] embedding, Picture target)
    {
        if (stylized?.Size != inference)
        {
            reduced?.Dispose();
            stylized?.Dispose();
            reduced = inference == frame.Size ? null : HostFrame.Allocate(inference);
            stylized = HostFrame.Allocate(inference);
        }

        if (reduced is not null)
        {
            reducer.Reduce(frame, reduced);
        }

        stylizer.Stylize(reduced ?? frame, stylized, embedding);
        Renderer.Upload(frame, stylized, target);
    }

    public override void Dispose()
    {
        base.Dispose();
        reduced?.Dispose();
        stylized?.Dispose();
        stylizer.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
