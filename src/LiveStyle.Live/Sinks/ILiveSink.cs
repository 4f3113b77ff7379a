using LiveStyle.Live.Frames;

namespace LiveStyle.Live.Sinks;

/// <summary>One place to which a show goes, while it is open: a stream, a recording, a browser, a window.</summary>
/// <remarks>
/// It has a thread of its own and may take its time, or block: what comes meanwhile waits in a short queue and is dropped there, counted. A
/// sink that throws is disposed and opened again later; so is one whose write takes too long, which is canceled first and left alone where
/// that does not end it. Thread-safety: one call at a time.
/// </remarks>
public interface ILiveSink : IAsyncDisposable
{
    /// <summary>Whether what was written has gone on its way: false while a server may still refuse it.</summary>
    bool IsFlowing => true;

    /// <summary>Writes one tick.</summary>
    /// <param name="frame">Stays the caller's until the task has ended; keep it longer with <see cref="LiveFrame.AddReference"/>.</param>
    /// <param name="cancellation">Ends the writing, after which the sink is only disposed.</param>
    /// <exception cref="LiveStyleException">It can't go on; the message says why in one line.</exception>
    ValueTask WriteAsync(LiveFrame frame, CancellationToken cancellation);

    /// <summary>No frame follows: finish what was begun, such as a recording's index. Disposal without it ends at once.</summary>
    ValueTask CompleteAsync(CancellationToken cancellation);
}
