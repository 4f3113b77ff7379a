using System.Runtime.InteropServices;
using LiveStyle.Frames;

namespace LiveStyle.Gpu.Network;

/// <summary>Push constants of the network's kernels; laid out as in shaders/include/maps.glsl.</summary>
[StructLayout(LayoutKind.Sequential)]
struct NetworkConstants
{
    public Extent InputSize;
    public Extent OutputSize;
    public Extent FirstSize;
    public Extent SecondSize;
    public Extent FrameSize;
    public Extent Tiles;
    public uint FirstNormalization;
    public uint SecondNormalization;
    public uint WeightOffset;
    public uint EmbeddingOffset;
    public uint Channels;
    public uint PassThrough;

    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct Extent(uint X, uint Y)
    {
        public static implicit operator Extent(FrameSize size) => new((uint)size.Width, (uint)size.Height);

        /// <summary>Tiles that cover a size.</summary>
        public static Extent Cover(FrameSize size, int width, int height) =>
            new((uint)((size.Width + width - 1) / width), (uint)((size.Height + height - 1) / height));
    }
}
