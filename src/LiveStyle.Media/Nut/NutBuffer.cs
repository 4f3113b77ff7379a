using System.Runtime.CompilerServices;

namespace LiveStyle.Media.Nut;

/// <summary>
/// A small window on a stream, wide enough for any header, so that a picture goes around it, straight to
/// where it belongs: only the few bytes that came along with the header before it are copied.
/// </summary>
sealed class NutBuffer(Stream stream)
{
    readonly byte[] bytes = new byte[4096];
    int start;
    int end;

    /// <summary>Whether nothing more comes than lies ahead.</summary>
    public bool Ended { get; private set; }

    /// <summary>What has been read and not yet consumed.</summary>
    public ReadOnlySpan<byte> Ahead => bytes.AsSpan(start, end - start);

    /// <summary>Waits until <paramref name="count"/> bytes lie ahead. False where the stream ends sooner; what there is lies ahead.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> EnsureAsync(int count, CancellationToken cancellation)
    {
        if (start + count > bytes.Length)
        {
            Ahead.CopyTo(bytes);
            end -= start;
            start = 0;
        }

        while (end - start < count && !Ended)
        {
            int read = await stream.ReadAsync(bytes.AsMemory(end), cancellation).ConfigureAwait(false);
            end += read;
            Ended = read == 0;
        }

        return end - start >= count;
    }

    public void Consume(int count) => start += count;

    /// <summary>Fills <paramref name="target"/>. False where the stream ends sooner.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> ReadAsync(Memory<byte> target, CancellationToken cancellation)
    {
        int ahead = Math.Min(target.Length, end - start);
        bytes.AsSpan(start, ahead).CopyTo(target.Span);
        Consume(ahead);
        target = target[ahead..];
        while (target.Length > 0)
        {
            int read = await stream.ReadAsync(target, cancellation).ConfigureAwait(false);
            if (read == 0)
            {
                Ended = true;
                return false;
            }

            target = target[read..];
        }

        return true;
    }

    /// <summary>Passes over <paramref name="count"/> bytes. False where the stream ends sooner.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> SkipAsync(long count, CancellationToken cancellation)
    {
        while (count > 0)
        {
            if (!await EnsureAsync(1, cancellation).ConfigureAwait(false))
            {
                return false;
            }

            int part = (int)Math.Min(count, end - start);
            Consume(part);
            count -= part;
        }

        return true;
    }
}
