using LiveStyle.Media.Streaming;

namespace LiveStyle.Live.Sinks;

/// <summary>One file of a recording, while it is written.</summary>
/// <param name="path">Its path.</param>
/// <param name="stream">The program that writes it.</param>
sealed class RecordingPart(string path, LiveStream stream) : IAsyncDisposable
{
    public LiveStream Stream => stream;

    /// <summary>Finishes the file and lets it go.</summary>
    /// <exception cref="MediaException">It could not be finished.</exception>
    public async Task CompleteAsync(CancellationToken cancellation)
    {
        await stream.CompleteAsync(cancellation).ConfigureAwait(false);
        await DisposeAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync().ConfigureAwait(false);
        RecordingFile.DeleteEmpty(path);
    }
}
