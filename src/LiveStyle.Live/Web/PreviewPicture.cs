using System.Buffers;

namespace LiveStyle.Live.Web;

/// <summary>One JPEG that all viewers share, lent by a <see cref="PreviewFeed"/>.</summary>
/// <remarks>Read-only once it is published. Each viewer disposes the reference that it got; the last one's returns the memory. Thread-safe.</remarks>
sealed class PreviewPicture(PreviewFeed home) : IDisposable
{
    int references;

    /// <summary>The bytes of the file, and where the encoder writes them.</summary>
    public ArrayBufferWriter<byte> File { get; } = new();

    /// <summary>Its number among the feed's pictures, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Empties it for the next picture, which has one owner.</summary>
    public void Begin()
    {
        File.ResetWrittenCount();
        (Number, references) = (0, 1);
    }

    public void Publish(long number) => Number = number;

    public PreviewPicture AddReference()
    {
        Interlocked.Increment(ref references);
        return this;
    }

    public void Dispose()
    {
        if (Interlocked.Decrement(ref references) == 0)
        {
            home.Return(this);
        }
    }
}
