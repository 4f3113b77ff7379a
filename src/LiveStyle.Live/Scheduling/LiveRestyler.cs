using LiveStyle.Frames;
using LiveStyle.Live.Figures;

namespace LiveStyle.Live.Scheduling;

/// <summary>
/// Takes the newest picture, restyles it at the governor's size, and lays it where the clock finds it. A network that fails costs the style
/// and not the show: pictures then come as they are, and it is tried again with patience.
/// </summary>
/// <remarks>In the steady state it allocates nothing. Thread-safety: one thread runs it.</remarks>
/// <param name="arrived">Where the source's newest picture lies; stays the caller's.</param>
/// <param name="finished">Where finished pictures are laid; stays the caller's.</param>
/// <param name="painter">Restyles; stays the caller's.</param>
/// <param name="governor">Chooses the network's size.</param>
/// <param name="look">Asked before each picture how it is to be made; waits for nothing and allocates nothing.</param>
/// <param name="figures">Receives times and counts.</param>
/// <param name="time">The show's clock.</param>
/// <param name="note">Takes one line for people, on the restyler's thread.</param>
sealed class LiveRestyler(
    NewestFrame arrived, NewestFrame finished, LivePainter painter, LiveGovernor governor, Func<LiveLook> look, LiveFigures figures, TimeProvider time, Action<string> note)
{
    readonly RetryPatience patience = new(time);
    long paintedCapturedAt;
    bool isSizeTold;

    /// <summary>Restyles until no picture follows, or it is canceled; then no finished one follows.</summary>
    public void Run(CancellationToken cancellation)
    {
        try
        {
            while (!cancellation.IsCancellationRequested && arrived.Await(out HostFrame? frame, out long capturedAt))
            {
                if (Restyle(frame, capturedAt, cancellation) is { } picture && finished.Put(picture, capturedAt))
                {
                    figures.Count(LiveEvent.Overtaken);
                }
            }
        }
        finally
        {
            finished.Complete();
        }
    }

    /// <summary>Gives the picture to show, which may be the frame itself; null where it was canceled.</summary>
    internal HostFrame? Restyle(HostFrame frame, long capturedAt, CancellationToken cancellation)
    {
        if (!patience.IsReady)
        {
            return AsItIs(frame, capturedAt, LiveEvent.Unstyled);
        }

        HostFrame? picture;
        long begin = time.GetTimestamp();
        try
        {
            Follow(look(), capturedAt);
            picture = painter.Paint(frame, governor.Size, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            frame.Dispose();
            return null;
        }
        catch (Exception failure)
        {
            Fail(failure);
            return AsItIs(frame, capturedAt, LiveEvent.Unstyled);
        }

        if (picture is null)
        {
            return AsItIs(frame, capturedAt, LiveEvent.PassedThrough);
        }

        frame.Dispose();
        TimeSpan network = time.GetElapsedTime(begin), age = time.GetElapsedTime(capturedAt);
        figures.Record(LiveStage.Network, network);
        figures.Record(LiveStage.Ready, age);
        figures.Count(LiveEvent.Restyled);
        if (patience.Succeed())
        {
            note("the network runs again");
        }

        if (governor.Report(network, age))
        {
            Announce();
        }

        return picture;
    }

    void Follow(LiveLook asked, long capturedAt)
    {
        painter.Steadiness = asked.Steadiness;
        if (paintedCapturedAt <= asked.HiddenUntil)
        {
            painter.Forget();
        }

        paintedCapturedAt = capturedAt;
        if (governor.Fit(asked.NetworkSize) || !isSizeTold)
        {
            isSizeTold = true;
            figures.SetNetwork(governor.Size, governor.Note);
        }
    }

    HostFrame AsItIs(HostFrame frame, long capturedAt, LiveEvent why)
    {
        figures.Record(LiveStage.Ready, time.GetElapsedTime(capturedAt));
        figures.Count(why);
        return frame;
    }

    void Fail(Exception failure)
    {
        // A size that was only just reached may have been too large for the memory.
        if (governor.Retreat())
        {
            Announce();
        }
        else if (patience.Fail())
        {
            note($"the network failed, and pictures are shown as they are until it runs again: {failure.Message.ReplaceLineEndings(" ")}");
        }
    }

    void Announce()
    {
        figures.SetNetwork(governor.Size, governor.Note);
        note(governor.Note ?? $"the network runs at its full size of {governor.Size} again");
    }
}
