using System.Runtime.InteropServices;

namespace LiveStyle.Frames;

/// <summary>Samples of a planar frame as code values, whatever the layout; valid as long as the frame.</summary>
readonly ref struct PlaneSamples
{
    readonly FrameFormat format;
    readonly ColorArithmetic color;
    readonly PlaneView luma;
    readonly PlaneView firstChroma;
    readonly PlaneView secondChroma;

    public PlaneSamples(HostFrame frame)
    {
        format = frame.Format;
        color = new ColorArithmetic(format);
        luma = frame.Plane(0);
        firstChroma = frame.Plane(1);
        secondChroma = frame.Plane(format.PlaneCount - 1);
    }

    bool IsInterleaved => format.PlaneCount == 2;

    public float Luma(int x, int y) => Read(luma, x, y);

    /// <summary>Gives chroma at a luma pixel, interpolated.</summary>
    /// <param name="index">0: Cb, 1: Cr.</param>
    /// <param name="x">The luma column.</param>
    /// <param name="y">The luma row.</param>
    public float Chroma(int x, int y, int index)
    {
        float across = Math.Clamp((x - color.OffsetAcross) / format.ChromaColumns, 0, firstChroma.Width - 1);
        float down = Math.Clamp((y - color.OffsetDown) / format.ChromaRows, 0, firstChroma.Height - 1);
        int left = (int)across, top = (int)down;
        int right = Math.Min(left + 1, firstChroma.Width - 1), bottom = Math.Min(top + 1, firstChroma.Height - 1);
        float shareAcross = across - left, shareDown = down - top;
        float above = float.Lerp(ChromaSample(left, top, index), ChromaSample(right, top, index), shareAcross);
        float below = float.Lerp(ChromaSample(left, bottom, index), ChromaSample(right, bottom, index), shareAcross);
        return float.Lerp(above, below, shareDown);
    }

    public void SetLuma(int x, int y, float value) => Write(luma, x, y, value);

    /// <summary>Sets a chroma sample, rounded and limited to what the format holds.</summary>
    /// <param name="x">The column of the chroma plane.</param>
    /// <param name="y">The row of the chroma plane.</param>
    /// <param name="index">0: Cb, 1: Cr.</param>
    /// <param name="value">The code value.</param>
    public void SetChroma(int x, int y, int index, float value) =>
        Write(index == 0 ? firstChroma : secondChroma, IsInterleaved ? 2 * x + index : x, y, value);

    float ChromaSample(int x, int y, int index) => Read(index == 0 ? firstChroma : secondChroma, IsInterleaved ? 2 * x + index : x, y);

    float Read(PlaneView plane, int sample, int y) => format.BytesPerSample == 1
        ? plane.Row(y)[sample]
        : MemoryMarshal.Cast<byte, ushort>(plane.Row(y))[sample] >> color.Shift;

    void Write(PlaneView plane, int sample, int y, float value)
    {
        int code = (int)Math.Clamp(MathF.Floor(value + 0.5f), 0, color.Largest);
        if (format.BytesPerSample == 1)
        {
            plane.Row(y)[sample] = (byte)code;
        }
        else
        {
            MemoryMarshal.Cast<byte, ushort>(plane.Row(y))[sample] = (ushort)(code << color.Shift);
        }
    }
}
