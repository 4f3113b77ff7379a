using LiveStyle.Frames;
using LiveStyle.TestKit.Gpu;

namespace LiveStyle.Gpu.Tests.Frames;

/// <summary>Conversions that several tests share, since a software GPU spends far longer on compiling a kernel than on running it.</summary>
public sealed class PlaneConversions(SoftwareGpu gpu) : IDisposable
{
    readonly Dictionary<(FrameSize, FrameFormat), GpuPlaneConversion> made = [];

    internal GpuPlaneConversion For(FrameSize size, FrameFormat format)
    {
        if (!made.TryGetValue((size, format), out GpuPlaneConversion? conversion))
        {
            conversion = new GpuPlaneConversion(gpu.Device, size, format);
            made.Add((size, format), conversion);
        }

        return conversion;
    }

    public void Dispose()
    {
        foreach (GpuPlaneConversion conversion in made.Values)
        {
            conversion.Dispose();
        }
    }
}
