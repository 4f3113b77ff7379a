using LiveStyle.Presentation.Presenting;

namespace LiveStyle.Playback.Playing;

/// <summary>A picture on its way through the network to the screen, with the frame that it is made from.</summary>
/// <remarks>
/// Lent by a <see cref="PictureQueue"/>; whoever has it disposes it, which lets the frame go and gives the picture back to be rendered into:
/// so once no command under way reads it. Thread-safety: one owner at a time.
/// </remarks>
sealed class TimedPicture(PictureQueue home, Picture picture) : IDisposable
{
    public Picture Picture => picture;

    /// <summary>Kept to render the picture again when the style changes.</summary>
    public FedFrame Source { get; private set; }

    /// <summary>Whether it is what the screen shows already, in a style that has changed since.</summary>
    public bool IsRefresh { get; private set; }

    /// <summary>The blend's, before it was rendered.</summary>
    public long BlendVersion { get; set; }

    public TimeSpan ClipTime => Source.ClipTime;

    public int Generation => Source.Generation;

    public int Lap => Source.Lap;

    /// <summary>Says what is to be rendered into it.</summary>
    /// <param name="source">Taken over.</param>
    /// <param name="isRefresh">See <see cref="IsRefresh"/>.</param>
    public void Take(in FedFrame source, bool isRefresh) => (Source, IsRefresh) = (source, isRefresh);

    public void Dispose()
    {
        Source.Frame?.Dispose();
        Source = default;
        home.Return(this);
    }
}
