using System.Text;

namespace LiveStyle.Live.Tests.Web;

/// <summary>An answer's body whose reader takes a piece only when the test lets it.</summary>
sealed class StalledBody : Stream
{
    readonly SemaphoreSlim takes = new(0);
    readonly MemoryStream taken = new();
    int waiting;

    /// <summary>Whether a piece waits for the reader.</summary>
    public bool IsStalled => Volatile.Read(ref waiting) > 0;

    /// <summary>What was taken.</summary>
    public string Text => Encoding.ASCII.GetString(taken.ToArray());

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public void Take(int pieces) => takes.Release(pieces);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref waiting);
        await takes.WaitAsync(cancellationToken);
        Interlocked.Decrement(ref waiting);
        taken.Write(buffer.Span);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            takes.Dispose();
        }

        base.Dispose(disposing);
    }
}
