using LiveStyle.Frames;

namespace LiveStyle.Tests.Gpu.Frames;

/// <summary>Conversions that several tests share, since a software GPU spends far longer on compiling a kernel than on running it.</summary>
public sealed class PlaneConversions(SoftwareGpu gpu) : IDisposable
{
    readonly Dictionary<(FrameSize, FrameFormat), PlaneConversion> made = [];

    internal PlaneConversion For(FrameSize size, FrameFormat format)
    {
        if (!made.TryGetValue((size, format), out PlaneConversion? conversion))
        {
            conversion = new PlaneConversion(gpu.Device, size, format);
            made.Add((size, format), conversion);
        }

        return conversion;
    }

    public void Dispose()
    {
        foreach (PlaneConversion conversion in made.Values)
        {
            conversion.Dispose();
        }
    }
}
