using LiveStyle.Frames;

namespace LiveStyle.Cpu.Kernels;

/// <summary>A map that a convolution loads, and what is done to its values on the way.</summary>
sealed unsafe class LoadedTerm
{
    public required float* Map { get; init; }

    public required FrameSize Size { get; init; }

    /// <summary>What it is owed; null where it is owed nothing.</summary>
    public required Normalization? Normalization { get; init; }

    /// <summary>What is less becomes this: 0 after a ReLU.</summary>
    public required float Floor { get; init; }

    public required bool IsUpsampled { get; init; }

    /// <summary>A block's row, from its first pixel on.</summary>
    public float* Row(int block, int y, int lanes) => Map + ((long)block * Size.Height + y) * Size.Width * lanes;
}
