using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Frames;
using LiveStyle.Gpu.Network;
using Silk.NET.Vulkan;

namespace LiveStyle.Presentation.Presenting;

/// <summary>Fills pictures for a window: frames go up as planes, and the network runs where they are, at full or reduced size.</summary>
/// <remarks>Rendering allocates nothing while the sizes stay. Thread-safety: one thread at a time, which need not be the presenter's.</remarks>
public sealed class PictureRenderer : IDisposable
{
    const int Slots = 3;

    readonly GpuDevice device;
    readonly GpuNetwork? network;
    readonly FrameFormat format;
    readonly PlaneUpload upload;
    readonly CommandRing ring;
    ReducedPath? path;
    PlaneUpload? stylizedUpload;
    FrameSize stylizedSize;
    ulong submitted;

    /// <summary>Makes room for the frames that are on their way.</summary>
    /// <param name="device">The device that renders; it outlives this.</param>
    /// <param name="network">The network, which outlives this; null: stylized pictures come from the processor.</param>
    /// <param name="size">The frames' width and height in pixels.</param>
    /// <param name="format">The frames' planes.</param>
    /// <exception cref="GpuException">There is no room.</exception>
    public PictureRenderer(GpuDevice device, GpuNetwork? network, FrameSize size, FrameFormat format)
    {
        this.device = device;
        this.network = network;
        this.format = format;
        Size = size;
        upload = new PlaneUpload(device, size, format, Slots);
        ring = new CommandRing(device, Slots);
    }

    /// <summary>The frames' width and height in pixels.</summary>
    public FrameSize Size { get; }

    /// <summary>Makes a picture for frames of this kind.</summary>
    /// <returns>The picture, which the caller disposes.</returns>
    /// <exception cref="GpuException">There is no room.</exception>
    public Picture CreatePicture() => new(device, Size, format);

    /// <summary>Uploads a frame, runs the network over it, and returns at once; the picture tells when it is ready.</summary>
    /// <param name="frame">A frame of this renderer's size and format; it stays the caller's.</param>
    /// <param name="inference">The size in pixels at which the network runs, the frame's or smaller.</param>
    /// <param name="embedding">float32, as many values as the network takes.</param>
    /// <param name="target">A picture that nobody shows.</param>
    /// <exception cref="GpuException">The device has no room, perhaps for this size only, or was lost.</exception>
    public void Render(HostFrame frame, FrameSize inference, ReadOnlySpan<float> embedding, Picture target)
    {
        if (path?.Inference != inference)
        {
            // There may not be room for both.
            device.Submissions.Wait(submitted);
            path?.Dispose();
            path = null;
            device.Submissions.Collect();
            path = new ReducedPath(device, network!, Size, inference);
        }

        if (target.Fit(Size) is { } former)
        {
            path.Forget(former);
        }

        CommandBuffer commands = ring.Begin();
        upload.Fill(ring.Current, frame);
        upload.Record(commands, ring.Current, target.Original);
        path.Record(commands, ring.Current, target.Original, target.Own, embedding);
        target.Inference = inference;
        target.Timestamp = frame.Timestamp;
        target.ReadyAt = submitted = ring.Submit();
    }

    /// <summary>Uploads a frame and what the processor made of it.</summary>
    /// <param name="frame">A frame of this renderer's size and format; it stays the caller's.</param>
    /// <param name="stylized">The stylized frame, RGB, of any size; it stays the caller's.</param>
    /// <param name="target">A picture that nobody shows.</param>
    /// <exception cref="GpuException">The device has no room, or was lost.</exception>
    public void Upload(HostFrame frame, HostFrame stylized, Picture target)
    {
        if (stylizedSize != stylized.Size)
        {
            stylizedUpload?.Dispose();
            stylizedUpload = new PlaneUpload(device, stylized.Size, stylized.Format, Slots);
            stylizedSize = stylized.Size;
        }

        target.Fit(stylized.Size);
        target.Inference = stylized.Size;
        CommandBuffer commands = ring.Begin();
        upload.Fill(ring.Current, frame);
        stylizedUpload!.Fill(ring.Current, stylized);
        upload.Record(commands, ring.Current, target.Original);
        stylizedUpload.Record(commands, ring.Current, target.Own);
        target.Timestamp = frame.Timestamp;
        target.ReadyAt = submitted = ring.Submit();
    }

    /// <summary>Uploads a frame that is shown as it is, in full size.</summary>
    /// <param name="frame">Of this renderer's size and format; stays the caller's.</param>
    /// <param name="target">That nobody shows.</param>
    public void Upload(HostFrame frame, Picture target)
    {
        CommandBuffer commands = ring.Begin();
        upload.Fill(ring.Current, frame);
        upload.Record(commands, ring.Current, target.Original);
        target.IsOriginal = true;
        target.Inference = Size;
        target.Timestamp = frame.Timestamp;
        target.ReadyAt = submitted = ring.Submit();
    }

    /// <summary>Waits for what it rendered, and frees its memory; pictures stay.</summary>
    public void Dispose()
    {
        ring.Dispose();
        path?.Dispose();
        stylizedUpload?.Dispose();
        upload.Dispose();
    }
}
