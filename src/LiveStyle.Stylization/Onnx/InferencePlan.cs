using LiveStyle.Stylization.Bundles;

namespace LiveStyle.Stylization.Onnx;

/// <summary>How many runs of a network go on at once, and how many processor threads each may use.</summary>
/// <param name="Slots">Runs at once, 1 or more.</param>
/// <param name="ThreadsOfRun">ONNX Runtime's intra-op threads, the caller's own among them.</param>
readonly record struct InferencePlan(int Slots, int ThreadsOfRun)
{
    /// <summary>Share of the free memory that runs may take where nobody asked for so many.</summary>
    const double ShareUnasked = 0.5;

    /// <exception cref="ModelException">Threads or slots are out of range, or the device takes one frame at a time.</exception>
    public static InferencePlan For(ModelBundle bundle, StylizerOptions options, StylizerDevice device) =>
        For(bundle, options, device, WorkingMemory.Available());

    /// <param name="bundle">The bundle whose network runs.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="device">What it runs on; not Auto.</param>
    /// <param name="availableBytes">Memory that can be had.</param>
    public static InferencePlan For(ModelBundle bundle, StylizerOptions options, StylizerDevice device, long availableBytes)
    {
        Check(options);
        if (options.Slots > 1 && device == StylizerDevice.Dml)
        {
            throw new ModelException($"DirectML stylizes one frame at a time and can't use {options.Slots} inference slots; leave them out, or choose the device cpu");
        }

        int threads = options.Threads ?? Environment.ProcessorCount;
        int slots = options.Slots ?? (device == StylizerDevice.Onnx && options.Clip is { } size
            ? Fastest(threads, bundle.Description.WorkingBytesPerPixel * size.Pixels, availableBytes)
            : 1);

        // ONNX Runtime's pool has one thread less than this, since a caller works too; all slots share that pool.
        return new InferencePlan(slots, Math.Max(1, threads - slots + 1));
    }

    /// <summary>Says whether the threads and slots that were asked for can be had.</summary>
    /// <exception cref="ModelException">They are out of range.</exception>
    public static void Check(StylizerOptions options)
    {
        if (options.Threads is < 1)
        {
            throw new ModelException($"{options.Threads} threads can't run a network; give 1 or more");
        }

        if (options.Slots is < 1 or > StylizerOptions.MaxSlots)
        {
            throw new ModelException($"{options.Slots} inference slots can't be had; give 1 to {StylizerOptions.MaxSlots}");
        }
    }

    /// <summary>
    /// One slot a thread, as far as the memory lasts: a run on one thread never waits for another between two
    /// operators. One slot where it is not known how much memory a run takes.
    /// </summary>
    /// <param name="threads">The number of threads.</param>
    /// <param name="bytesOfRun">Memory that a run takes; 0: not known.</param>
    /// <param name="availableBytes">Memory that can be had.</param>
    public static int Fastest(int threads, double bytesOfRun, long availableBytes) => bytesOfRun > 0
        ? (int)Math.Clamp(availableBytes * ShareUnasked / bytesOfRun, 1, Math.Min(threads, StylizerOptions.MaxSlots))
        : 1;
}
