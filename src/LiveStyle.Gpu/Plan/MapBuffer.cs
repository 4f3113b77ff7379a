using LiveStyle.Frames;

namespace LiveStyle.Gpu.Plan;

/// <summary>Room for one map while it is needed: from the step that writes it to the last step that reads it.</summary>
sealed class MapBuffer(FrameSize size, int groups, int firstStep)
{
    public FrameSize Size => size;

    /// <summary>Groups of four channels.</summary>
    public int Groups => groups;

    public int FirstStep { get; } = firstStep;

    public int LastStep { get; set; } = firstStep;

    /// <summary>The block of memory that it shares with maps of other times.</summary>
    public int Block { get; set; } = -1;

    /// <param name="isHalf">Stored as float16.</param>
    public long ByteLength(bool isHalf) => size.Pixels * groups * (isHalf ? 8 : 16);
}

/// <summary>One of the maps that a convolution's input is the sum of.</summary>
/// <param name="Map">Raw, or a sum that was kept.</param>
/// <param name="Normalization">The layer whose normalization it is owed; null where it is owed none.</param>
/// <param name="IsRectified">A ReLU follows.</param>
/// <param name="IsUpsampled">Whether it is enlarged to the size of the convolution's input.</param>
readonly record struct MapTerm(MapBuffer Map, PlannedConvolution? Normalization, bool IsRectified, bool IsUpsampled);
