using LiveStyle.Time;

namespace LiveStyle.Pipelines;

/// <summary>The beginning of a pipeline, where frames come from.</summary>
/// <typeparam name="TFrame">The frame's residency: host or GPU memory.</typeparam>
public interface IFrameSource<TFrame> : IAsyncDisposable
    where TFrame : class, IDisposable
{
    /// <summary>The next frame in presentation order, which the caller then owns; null at the end.</summary>
    ValueTask<TFrame?> ReadAsync(CancellationToken cancellation);

    /// <summary>One line on what is wrong with what was read, known once all of it has been; null: nothing.</summary>
    string? Note => null;

    /// <summary>The end of the last frame's showing, known once all frames have been read; null where nothing tells.</summary>
    Timestamp? End => null;

    /// <summary>Frames given out and not yet disposed, of sources that lend from a pool of their own.</summary>
    int Outstanding => 0;
}
