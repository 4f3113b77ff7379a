namespace LiveStyle.Media.Tests.Piping;

/// <summary>A clip's bytes as a caller's stream gives them: all at once, and then either a failure or nothing, until a read is canceled.</summary>
sealed class CallerStream(byte[] bytes, Exception? failure = null) : Stream
{
    readonly TaskCompletionSource waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int at;
    int reads;

    /// <summary>Reads that have begun and not ended.</summary>
    public int PendingReads => Volatile.Read(ref reads);

    /// <summary>Ends when a read waits for more than there is.</summary>
    public Task Waiting => waiting.Task;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref reads);
        try
        {
            int count = Math.Min(buffer.Length, bytes.Length - at);
            if (count == 0)
            {
                waiting.TrySetResult();
                await (failure is null ? Task.Delay(Timeout.Infinite, cancellationToken) : Task.FromException(failure));
            }

            bytes.AsMemory(at, count).CopyTo(buffer);
            at += count;
            return count;
        }
        finally
        {
            Interlocked.Decrement(ref reads);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
