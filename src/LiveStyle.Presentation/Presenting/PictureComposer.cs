using System.Runtime.CompilerServices;
using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Kernels;
using LiveStyle.Gpu.Memory;
using Silk.NET.Vulkan;

namespace LiveStyle.Presentation.Presenting;

/// <summary>Puts the original, the stylized picture and the overlay onto the canvas that a window shows or a file records.</summary>
/// <remarks>
/// Composing allocates nothing once the images have come before. Thread-safety: one thread at a time; what is recorded is submitted in
/// the same order.
/// </remarks>
public sealed unsafe class PictureComposer : IDisposable
{
    const int Side = 8;

    /// <summary>Canvases that may be under way at once, of a window and of a recording, behind what else the device has to do.</summary>
    const int Recordings = 8;

    readonly GpuDevice device;
    readonly KernelLayout layout;
    readonly ComputeKernel kernel;
    readonly GpuBuffer text;
    readonly CompositionSets sets;
    readonly CommandRing ring;
    GlyphCells glyphs;
    GpuBuffer atlas;
    OverlayText? writtenText;
    int writtenVersion;

    /// <summary>Compiles the shader and uploads the overlay's characters.</summary>
    /// <param name="device">The device that draws; it outlives this.</param>
    /// <param name="glyphs">The overlay's characters; their size is the overlay's scale.</param>
    /// <exception cref="GpuException">The device has no room, or its driver refuses the shader.</exception>
    public PictureComposer(GpuDevice device, GlyphCells glyphs)
    {
        this.device = device;
        layout = new KernelLayout(device, Unsafe.SizeOf<CompositionConstants>(),
            [KernelBinding.SampledImage, KernelBinding.SampledImage, KernelBinding.StorageImage, KernelBinding.Buffer, KernelBinding.Buffer]);
        kernel = new ComputeKernel(device, layout, "present/compose");
        text = new GpuBuffer(device, OverlayText.Columns * OverlayText.Rows, MemoryPlace.Device, "the overlay's text");
        this.glyphs = glyphs;
        atlas = Upload(glyphs);
        sets = new CompositionSets(device, layout, text);
        ring = new CommandRing(device, Recordings);
    }

    /// <summary>The overlay's characters, which may be changed between recordings, as when the window comes to a monitor of another scale.</summary>
    public GlyphCells Glyphs
    {
        get => glyphs;
        set
        {
            if (value == glyphs)
            {
                return;
            }

            GpuBuffer next = Upload(value);
            device.Retire(atlas);
            (atlas, glyphs) = (next, value);
            sets.ForgetAll();
        }
    }

    /// <summary>Makes a canvas for a window.</summary>
    /// <param name="device">The device that draws; it outlives the canvas.</param>
    /// <param name="size">The window's width and height in pixels.</param>
    /// <returns>The canvas, RGBA8, which the caller disposes.</returns>
    /// <exception cref="GpuException">There is no room.</exception>
    public static GpuImage CreateCanvas(GpuDevice device, FrameSize size) => GpuImage.Create(device, size, Format.R8G8B8A8Unorm, "the window's picture");

    /// <summary>Forgets all images, since one is about to be disposed. To be called between recordings.</summary>
    public void ForgetAll() => sets.ForgetAll();

    /// <summary>Finds where a picture lies on the canvas.</summary>
    /// <param name="original">The picture, whose aspect counts.</param>
    /// <param name="canvas">The canvas.</param>
    public static PictureArea AreaOf(GpuImage original, GpuImage canvas) => PictureArea.Fit(original.Size, canvas.Size);

    /// <summary>Whether so many canvases can be composed without waiting for those before. Allocates nothing.</summary>
    /// <param name="canvases">How many, 1 to 8.</param>
    public bool IsFree(int canvases = 1) => ring.IsFree(canvases);

    /// <summary>Draws the canvas, after all that was submitted before.</summary>
    /// <param name="original">The frame as it came, of any size; its aspect is the picture's. It is left ready to be sampled.</param>
    /// <param name="stylized">The stylized frame, of any size. It is left ready to be sampled.</param>
    /// <param name="canvas">The canvas, RGBA8, of the window's size. It is left written by kernels.</param>
    /// <param name="composition">What to show.</param>
    /// <returns>The value that the device's timeline has when it is done.</returns>
    /// <exception cref="GpuException">The device was lost.</exception>
    public ulong Compose(GpuImage original, GpuImage stylized, GpuImage canvas, in PictureComposition composition)
    {
        Record(ring.Begin(), original, stylized, canvas, composition);
        return ring.Submit();
    }

    /// <summary>Records the drawing of the canvas.</summary>
    /// <param name="commands">The command buffer that is being recorded.</param>
    /// <param name="original">The frame as it came, of any size; its aspect is the picture's. It is left ready to be sampled.</param>
    /// <param name="stylized">The stylized frame, of any size. It is left ready to be sampled.</param>
    /// <param name="canvas">The canvas, RGBA8, of the window's size. It is left written by kernels.</param>
    /// <param name="composition">What to show.</param>
    public void Record(CommandBuffer commands, GpuImage original, GpuImage stylized, GpuImage canvas, in PictureComposition composition)
    {
        Barriers.Transition(device, commands, original, ImageUse.ReadByKernels);
        Barriers.Transition(device, commands, stylized, ImageUse.ReadByKernels);
        Barriers.Transition(device, commands, canvas, ImageUse.WrittenByKernels, keepsPixels: false);
        Write(commands, composition.Text);
        DescriptorSet set = sets.For(original, stylized, canvas, atlas);
        kernel.Dispatch(commands, new ReadOnlySpan<DescriptorSet>(&set, 1), Describe(original, canvas, composition),
            (canvas.Size.Width + Side - 1) / Side, (canvas.Size.Height + Side - 1) / Side);
    }

    /// <summary>Waits for what it composed, and frees it; what was only recorded must be done.</summary>
    public void Dispose()
    {
        ring.Dispose();
        sets.Dispose();
        kernel.Dispose();
        layout.Dispose();
        text.Dispose();
        atlas.Dispose();
    }

    CompositionConstants Describe(GpuImage original, GpuImage canvas, in PictureComposition composition)
    {
        PictureArea area = AreaOf(original, canvas);
        int thickness = Math.Max(1, glyphs.CellHeight / 10);
        int split = (int)MathF.Round(Math.Clamp(composition.Split, 0, canvas.Size.Width));
        (int left, int right) = composition.IsOriginalHeld ? (canvas.Size.Width, canvas.Size.Width)
            : split == 0 ? (0, 0)
            : (split - thickness / 2, split - thickness / 2 + thickness);
        (int columns, int rows) = composition.Text is { } lines ? (lines.UsedColumns, lines.UsedRows) : (0, 0);
        int padding = glyphs.CellHeight / 2;
        bool hasPanel = rows > 0;
        return new CompositionConstants
        {
            CanvasWidth = canvas.Size.Width,
            CanvasHeight = canvas.Size.Height,
            PictureX = area.X,
            PictureY = area.Y,
            PictureWidth = area.Width,
            PictureHeight = area.Height,
            SplitLeft = left,
            SplitRight = right,
            PanelX = padding,
            PanelY = padding,
            PanelWidth = hasPanel ? columns * glyphs.CellWidth + 2 * padding : 0,
            PanelHeight = hasPanel ? rows * glyphs.CellHeight + 2 * padding : 0,
            PanelPadding = padding,
            TextColumns = OverlayText.Columns,
            CellWidth = glyphs.CellWidth,
            CellHeight = glyphs.CellHeight,
        };
    }

    /// <summary>Brings new text to the device, within the recording: canvases under way keep theirs.</summary>
    void Write(CommandBuffer commands, OverlayText? next)
    {
        if (next is null || next == writtenText && next.Version == writtenVersion)
        {
            return;
        }

        Barriers.FromKernelsToCopies(device, commands);
        fixed (byte* codes = next.Codes)
        {
            device.Vk.CmdUpdateBuffer(commands, text.Handle, 0, (ulong)next.Codes.Length, codes);
        }

        Barriers.FromCopiesToKernels(device, commands);
        (writtenText, writtenVersion) = (next, next.Version);
    }

    GpuBuffer Upload(GlyphCells cells)
    {
        if (cells.Coverage.Length != GlyphCells.Count * cells.CellWidth * cells.CellHeight)
        {
            throw new ArgumentException($"{cells.Coverage.Length} bytes of coverage for {GlyphCells.Count} cells of {cells.CellWidth}×{cells.CellHeight}", nameof(cells));
        }

        // Read four bytes at a time.
        var padded = new byte[(cells.Coverage.Length + 3) / 4 * 4];
        cells.Coverage.CopyTo(padded, 0);
        var buffer = new GpuBuffer(device, padded.Length, MemoryPlace.Device, "the overlay's characters");
        Transfers.Upload(device, buffer, padded);
        return buffer;
    }
}
