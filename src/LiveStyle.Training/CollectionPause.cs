using System.Runtime;

namespace LiveStyle.Training;

/// <summary>
/// Holds the garbage collector back while TorchSharp computes. TorchSharp hands the native side of a number
/// (torch.Scalar) to libtorch without keeping the number alive: a collection at that moment frees it under libtorch's
/// feet, which then says "Expected false to be true" or reads another number. Seen once in some thousand steps (0.107).
/// </summary>
sealed class CollectionPause : IDisposable
{
    /// <summary>What a step may allocate on the managed heap; beyond it the collector runs all the same.</summary>
    const long Allowance = 16 << 20;

    readonly bool isHeld;

    /// <summary>Collects first, so that what a step left behind goes between steps.</summary>
    public CollectionPause()
    {
        try
        {
            isHeld = GCSettings.LatencyMode != GCLatencyMode.NoGCRegion && GC.TryStartNoGCRegion(Allowance);
        }
        catch (InvalidOperationException)
        {
            // Another thread holds it already.
        }
    }

    public void Dispose()
    {
        try
        {
            if (isHeld && GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
            {
                GC.EndNoGCRegion();
            }
        }
        catch (InvalidOperationException)
        {
            // The allowance was used up, and the collector has run.
        }
    }
}
