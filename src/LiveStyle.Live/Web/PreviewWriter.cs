using LiveStyle.Live.Frames;
using LiveStyle.Live.Sinks;

namespace LiveStyle.Live.Web;

/// <summary>The open preview: encodes a tick's picture where a viewer waits and the tick's turn has come.</summary>
sealed class PreviewWriter(PreviewFeed feed, ShowFormat format, PreviewOptions options) : ILiveSink
{
    /// <summary>Turns after which a picture that nobody has asked for since is old.</summary>
    const int Fresh = 2;

    PreviewEncoder? encoder;
    long lastTurn = -1;
    bool wasPicture;

    public ValueTask WriteAsync(LiveFrame frame, CancellationToken cancellation)
    {
        // Turns are counted in ticks, not by a clock: pictures are evenly apart, and a show that is caught up with bursts into none.
        long turn = (long)Math.Floor((double)frame.Tick * format.FrameRate.Denominator / format.FrameRate.Numerator * options.FramesPerSecond);
        bool isPicture = frame.CapturedAt != 0, isSlateNew = !isPicture && (wasPicture || !frame.IsRepeat);
        wasPicture = isPicture;
        if (isSlateNew)
        {
            // Who comes now must not see what is hidden from now on.
            feed.Forget();
        }
        else if (turn == lastTurn)
        {
            return ValueTask.CompletedTask;
        }

        if (feed.IsAwaited)
        {
            lastTurn = turn;
            Show(frame);
        }
        else if (turn > lastTurn + Fresh)
        {
            feed.Forget();
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask CompleteAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        feed.Forget();
        encoder?.Dispose();
        return ValueTask.CompletedTask;
    }

    void Show(LiveFrame frame)
    {
        encoder ??= new PreviewEncoder(format, options);
        PreviewPicture picture = feed.Rent();
        try
        {
            encoder.Encode(frame.Picture, picture.File);
        }
        catch
        {
            picture.Dispose();
            throw;
        }

        feed.Publish(picture);
    }
}
