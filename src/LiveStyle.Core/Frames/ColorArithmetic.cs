
namespace LiveStyle.Frames;

/// <summary>The constants of a Y'CbCr format: ITU-R BT.601, BT.709 and BT.2020 (non-constant luminance).</summary>
public readonly struct ColorArithmetic
{
    /// <summary>Computes the constants of a format.</summary>
    /// <param name="format">A planar Y'CbCr format.</param>
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

    /// <summary>The weight of red in luma (Kr), between 0 and 1.</summary>
    public float Red { get; }

    /// <summary>The weight of blue in luma (Kb), between 0 and 1; green has the rest.</summary>
    public float Blue { get; }

    /// <summary>The largest code value: 2^bits − 1.</summary>
    public int Largest { get; }

    /// <summary>The code value of black luma.</summary>
    public float LumaZero { get; }

    /// <summary>The number of code values from black luma to white.</summary>
    public float LumaSpan { get; }

    /// <summary>The code value of chroma 0.</summary>
    public float ChromaZero { get; }

    /// <summary>The number of code values from chroma −0.5 to 0.5.</summary>
    public float ChromaSpan { get; }

    /// <summary>The number of bits by which a stored sample is shifted up.</summary>
    public int Shift { get; }

    /// <summary>The distance from the first luma column that a chroma sample covers to where the sample lies, in luma columns.</summary>
    public float OffsetAcross { get; }

    /// <summary>The distance from the first luma row that a chroma sample covers to where the sample lies, in luma rows.</summary>
    public float OffsetDown { get; }

    /// <summary>Weighs R'G'B' into luma Y', in the same unit.</summary>
    public float Luma(float red, float green, float blue) => Red * red + (1 - Red - Blue) * green + Blue * blue;
}
