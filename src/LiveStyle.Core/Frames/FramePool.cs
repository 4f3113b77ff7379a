namespace LiveStyle.Frames;

/// <summary>Lends frames of one size and format and takes them back, so that a running pipeline allocates nothing.</summary>
/// <remarks>
/// Grows to what is out at once, which the pipeline's bounded channels limit. Thread-safe. Dispose it after
/// the pipeline: frames still out then are freed when their owners dispose them.
/// </remarks>
public sealed class FramePool(FrameSize size, FrameFormat format) : IDisposable
{
    readonly Stack<HostFrame> idle = new();
    int outstanding;
    bool disposed;

    /// <summary>Lends RGB frames.</summary>
    public FramePool(FrameSize size)
        : this(size, FrameFormat.Rgb)
    {
    }

    public FrameSize Size => size;

    public FrameFormat Format => format;

    /// <summary>Frames rented and not yet returned. 0 once every owner has kept its promise.</summary>
    public int Outstanding => Volatile.Read(ref outstanding);

    /// <summary>A frame whose pixels are undefined until written; the caller owns it.</summary>
    public HostFrame Rent()
    {
        lock (idle)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            outstanding++;
            if (idle.TryPop(out HostFrame? frame))
            {
                frame.Revive();
                return frame;
            }
        }

        return new HostFrame(size, format, this);
    }

    public void Dispose()
    {
        lock (idle)
        {
            disposed = true;
            while (idle.TryPop(out HostFrame? frame))
            {
                frame.Free();
            }
        }
    }

    public void Return(HostFrame frame)
    {
        lock (idle)
        {
            outstanding--;
            if (disposed)
            {
                frame.Free();
            }
            else
            {
                idle.Push(frame);
            }
        }
    }
}
