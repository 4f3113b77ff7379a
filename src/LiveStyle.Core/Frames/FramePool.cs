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
    /// <exception cref="OutOfMemoryException">There is no room for one more; nothing has been lent.</exception>
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

        try
        {
            return new HostFrame(size, format, this);
        }
        catch
        {
            lock (idle)
            {
                outstanding--;
            }

            throw;
        }
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

    /// <summary>Takes a frame back whose last owner has disposed it.</summary>
    internal void Return(HostFrame frame)
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
