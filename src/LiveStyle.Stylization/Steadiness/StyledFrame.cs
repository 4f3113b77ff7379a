using LiveStyle.Frames;
using LiveStyle.Time;

namespace LiveStyle.Stylization.Steadiness;

/// <summary>A styled frame with the original that it was made from, for a stage that needs both. Who gets it disposes it, once.</summary>
public sealed class StyledFrame : ITimedFrame, IDisposable
{
    readonly Action<StyledFrame> release;
    HostFrame? original, styled;

    internal StyledFrame(Action<StyledFrame> release) => this.release = release;

    /// <summary>The frame before styling: read only.</summary>
    public HostFrame Original => original ?? throw new ObjectDisposedException(nameof(StyledFrame));

    /// <summary>The frame after styling, with times and alpha.</summary>
    public HostFrame Styled => styled ?? throw new ObjectDisposedException(nameof(StyledFrame));

    /// <inheritdoc/>
    public Timestamp Timestamp => Styled.Timestamp;

    /// <summary>Gives both frames back.</summary>
    public void Dispose()
    {
        if (styled is not null)
        {
            original?.Dispose();
            styled.Dispose();
            (original, styled) = (null, null);
            release(this);
        }
    }

    /// <summary>Takes both frames over.</summary>
    internal StyledFrame With(HostFrame original, HostFrame styled)
    {
        (this.original, this.styled) = (original, styled);
        return this;
    }
}
