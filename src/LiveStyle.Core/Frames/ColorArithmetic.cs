
namespace LiveStyle.Frames;

/// <summary>The constants of a Y'CbCr format: ITU-R BT.601, BT.709 and BT.2020 (non-constant luminance).</summary>
public readonly struct ColorArithmetic
{
    public ColorArithmetic(FrameFormat format)
    {
        var weights = LumaWeights.Of(format.Matrix);
        (Red, Blue) = ((float)weights.Red, (float)weights.Blue);
        int scale = 1 << (format.BitsPerSample - 8);
        Largest = (1 << format.BitsPerSample) - 1;
        bool isFull = format.Range == ColorRange.Full;
        LumaZero = isFull ? 0 : 16 * scale;
        LumaSpan = isFull ? Largest : 219 * scale;
        ChromaZero = 128 * scale;
        ChromaSpan = isFull ? Largest : 224 * scale;
        Shift = format.Layout == PixelLayout.P010 ? 6 : 0;
        OffsetAcross = format.ChromaColumns == 2 && format.Siting == ChromaSiting.Center ? 0.5f : 0;
        OffsetDown = format.ChromaRows == 2 && format.Siting != ChromaSiting.TopLeft ? 0.5f : 0;
    }

    /// <summary>Weights of red and blue in luma; green has the rest.</summary>
    public float Red { get; }

    public float Blue { get; }

    /// <summary>The largest code value.</summary>
    public int Largest { get; }

    public float LumaZero { get; }

    public float LumaSpan { get; }

    public float ChromaZero { get; }

    public float ChromaSpan { get; }

    /// <summary>Bits by which a stored sample is shifted up.</summary>
    public int Shift { get; }

    /// <summary>Luma columns from the first that a chroma sample covers to where it lies.</summary>
    public float OffsetAcross { get; }

    public float OffsetDown { get; }

    public float Luma(float red, float green, float blue) => Red * red + (1 - Red - Blue) * green + Blue * blue;
}
