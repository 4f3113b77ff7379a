using System.Globalization;
using LiveStyle.Frames;
using LiveStyle.Gpu.Plan;

namespace LiveStyle.Gpu.Network;

/// <summary>Whether a network's maps fit a device, asked before anything is allocated.</summary>
public static class NetworkMemory
{
    /// <summary>Share of the device's memory that one network may take.</summary>
    const double Share = 0.8;

    /// <summary>The least side of frames, in pixels.</summary>
    const int LeastSide = 16;

    /// <summary>Bytes of all maps for frames of a size.</summary>
    internal static long Needed(GpuNetwork network, FrameSize size) => new NetworkPlan(network.Architecture, size, network.IsHalf).Blocks.Sum();

    /// <summary>Refuses frames whose maps do not fit. Allocates nothing on the device; thread-safe.</summary>
    /// <param name="network">The network, on its device.</param>
    /// <param name="size">The frames' width and height in pixels.</param>
    /// <exception cref="GpuException">They don't fit; <see cref="LiveStyleException.LargestSize"/> is the largest of that aspect that does.</exception>
    public static void Check(GpuNetwork network, FrameSize size)
    {
        if (Fits(network, size))
        {
            return;
        }

        var plan = new NetworkPlan(network.Architecture, size, network.IsHalf);
        int side = network.Device.Info.LargestImageSide;
        string needs = Math.Max(size.Width, size.Height) > side
            ? $"a {size} frame is longer than {side} pixels, the most that {network.Device.Info.Name} takes"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"a {size} frame needs {plan.Blocks.Sum() / 1e9:0.0} GB of {network.Device.Info.Name}'s memory, {plan.Blocks.Max() / 1e9:0.00} GB of it in one piece, which is more than it gives");
        FrameSize? fitting = Largest(network, size);
        throw new GpuException(needs)
        {
            IsOutOfMemory = true,
            LargestSize = fitting,
            Remedies = Remedies.Processor | (fitting is null ? 0 : Remedies.SmallerFrames),
        };
    }

    /// <summary>Finds the largest size of that aspect; null where not even the smallest that networks take fits.</summary>
    static FrameSize? Largest(GpuNetwork network, FrameSize size)
    {
        double least = 0, most = 1;
        for (int i = 0; i < 20; i++)
        {
            double middle = (least + most) / 2;
            (least, most) = Fits(network, Scaled(size, middle)) ? (middle, most) : (least, middle);
        }

        FrameSize fitting = Scaled(size, least);
        return fitting.Width >= LeastSide && fitting.Height >= LeastSide ? fitting : null;
    }

    static bool Fits(GpuNetwork network, FrameSize size)
    {
        if (size.Width == 0 || size.Height == 0)
        {
            return true;
        }

        if (Math.Max(size.Width, size.Height) > network.Device.Info.LargestImageSide)
        {
            return false;
        }

        IReadOnlyList<long> blocks = new NetworkPlan(network.Architecture, size, network.IsHalf).Blocks;
        return blocks.Sum() <= network.Device.Info.MemoryBytes * Share && blocks.Max() <= network.Device.Info.LargestBufferBytes;
    }

    static FrameSize Scaled(FrameSize size, double scale) => new((int)(size.Width * scale) / 2 * 2, (int)(size.Height * scale) / 2 * 2);
}
