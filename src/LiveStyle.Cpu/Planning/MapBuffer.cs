using LiveStyle.Frames;

namespace LiveStyle.Cpu.Planning;

/// <summary>Room for one map while it is needed: from the step that writes it to the last step that reads it.</summary>
/// <param name="size">The map's size in pixels, or in blocks of pixels.</param>
/// <param name="length">The number of float32 values.</param>
/// <param name="firstStep">The step that writes it.</param>
sealed class MapBuffer(FrameSize size, long length, int firstStep)
{
    public FrameSize Size => size;

    public long ByteLength => length * sizeof(float);

    public int FirstStep { get; } = firstStep;

    public int LastStep { get; set; } = firstStep;

    /// <summary>The block of memory that it shares with maps of other times.</summary>
    public int Block { get; set; } = -1;
}

/// <summary>One of the maps that a convolution's input is the sum of.</summary>
/// <param name="Map">Raw, or a sum that was kept.</param>
/// <param name="Normalization">The layer whose normalization it is owed; null where it is owed none.</param>
/// <param name="IsRectified">A ReLU follows.</param>
/// <param name="IsUpsampled">Whether it is enlarged to the size of the convolution's input.</param>
readonly record struct MapTerm(MapBuffer Map, PlannedConvolution? Normalization, bool IsRectified, bool IsUpsampled);
