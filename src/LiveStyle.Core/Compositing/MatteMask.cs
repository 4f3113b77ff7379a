using LiveStyle.Frames;

namespace LiveStyle.Compositing;

/// <summary>What a matte says of one moment. Whoever got it disposes it, once.</summary>
/// <param name="Frame">Gray, of the film's size: 255 is where the style applies. Shared: only read.</param>
/// <param name="Coverage">Whether it is the same everywhere.</param>
public readonly record struct MatteMask(HostFrame Frame, MatteCoverage Coverage) : IDisposable
{
    /// <summary>Gives the frame back.</summary>
    public void Dispose() => Frame.Dispose();

    /// <summary>Tells how much a mask lets through, reading all of it.</summary>
    /// <param name="mask">Gray.</param>
    public static MatteCoverage Measure(HostFrame mask)
    {
        ReadOnlySpan<byte> shares = mask.Plane(0).Bytes;
        return !shares.ContainsAnyExcept(byte.MinValue) ? MatteCoverage.None
            : !shares.ContainsAnyExcept(byte.MaxValue) ? MatteCoverage.Whole
            : MatteCoverage.Part;
    }
}

/// <summary>How much of the picture a mask lets through.</summary>
public enum MatteCoverage
{
    /// <summary>It differs, or is between nothing and all.</summary>
    Part,

    /// <summary>0 everywhere.</summary>
    None,

    /// <summary>255 everywhere.</summary>
    Whole,
}
