using System.Runtime.InteropServices;
using LiveStyle.Frames;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Nut;

namespace LiveStyle.Media.Streaming;

/// <summary>A program that codes live pictures and their sound and takes them to where they go: a server, a file, a device.</summary>
/// <remarks>
/// Writing allocates nothing. Disposal without <see cref="CompleteAsync"/> ends the program at once. Thread-safety: one thread writes or
/// completes at a time; <see cref="Kill"/> may come from any.
/// </remarks>
public sealed class LiveStream : IAsyncDisposable
{
    /// <summary>How long a program that takes nothing more may go on to say why.</summary>
    static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    readonly Lock gate = new();
    readonly StreamOutput output;
    readonly StreamFormat format;
    readonly FfmpegProcess process;
    readonly StreamSigns signs;
    readonly Stream input;
    readonly NutWriter? muxer;
    HostFrame? tight;
    long first = -1;
    bool isDisposed;

    LiveStream(StreamOutput output, StreamFormat format, FfmpegProcess process, StreamSigns signs)
    {
        (this.output, this.format, this.process, this.signs) = (output, format, process, signs);
        input = process.PictureInput();
        bool hasSound = format.HasSound && output.HoldsSound;
        muxer = output.Kind == StreamOutputKind.Node ? null : new NutWriter(input, format.Size, format.Pixels, format.TimeBase, format.FrameRate, hasSound);
        HasSound = hasSound;
    }

    /// <summary>Whether the sound goes along.</summary>
    public bool HasSound { get; }

    /// <summary>Whether pictures have left the program: only now is it certain that all is well.</summary>
    public bool IsFlowing => signs.IsFlowing;

    /// <summary>Starts the program, and returns once it takes pictures: where the protocol allows, once it is connected.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="format">What will come.</param>
    /// <param name="cancellation">Ends the opening, which has no limit of its own.</param>
    /// <exception cref="MediaException">It can't be opened; the message says why in one line, without a password.</exception>
    public static async Task<LiveStream> OpenAsync(StreamOutput output, StreamFormat format, CancellationToken cancellation)
    {
        var signs = new StreamSigns();
        LiveStream stream = output.Kind == StreamOutputKind.Node
            ? new(output, format, FfmpegProcess.Start(FfmpegPrograms.TryFind(NodeArguments.Program) ?? throw new MediaException(NodeArguments.NotInstalled), NodeArguments.Build(output.Location, format)), signs)
            : new(output, format, FfmpegProcess.Start(FfmpegPrograms.Ffmpeg(), StreamArguments.Build(output, format), signs.TakesFfmpeg, output.Keys), signs);
        try
        {
            using CancellationTokenRegistration kill = cancellation.UnsafeRegister(static state => ((LiveStream)state!).Kill(), stream);
            _ = stream.ListenAsync();
            stream.muxer?.WriteHeaders();
            await Task.WhenAny(signs.Connected, stream.process.WaitForExitAsync(CancellationToken.None)).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            return signs.Connected.IsCompleted ? stream : throw await stream.ReasonAsync().ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            MediaException? reason = failure is IOException ? await stream.ReasonAsync().ConfigureAwait(false) : null;
            await stream.DisposeAsync().ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            if (reason is not null)
            {
                throw reason;
            }

            throw;
        }
    }

    /// <summary>Writes a picture and its sound, and waits as long as the program takes neither.</summary>
    /// <param name="picture">The picture; it stays the caller's.</param>
    /// <param name="sound">The sound of the tick, left and right interleaved; not heeded where there is none.</param>
    /// <param name="tick">The number of the picture; the first one is the stream's beginning, and what is left out stays a gap.</param>
    /// <exception cref="MediaException">The program has ended; the message says why in one line, without a password.</exception>
    public void Write(HostFrame picture, ReadOnlySpan<short> sound, long tick)
    {
        try
        {
            lock (gate)
            {
                ObjectDisposedException.ThrowIf(isDisposed, this);
                first = first < 0 ? tick : first;
                if (HasSound && !sound.IsEmpty)
                {
                    muxer!.WriteSound(MemoryMarshal.AsBytes(sound), format.SamplesBefore(tick) - format.SamplesBefore(first));
                }

                if (muxer is null)
                {
                    input.Write(Pixels(picture));
                }
                else
                {
                    muxer.WritePicture(Pixels(picture), tick - first);
                }
            }
        }
        catch (IOException)
        {
            throw ReasonAsync().GetAwaiter().GetResult();
        }
    }

    /// <summary>Nothing follows: the program finishes what it has begun, such as a file's end.</summary>
    /// <param name="cancellation">Ends the program at once.</param>
    /// <exception cref="MediaException">It has failed; the message says why in one line, without a password.</exception>
    public async Task CompleteAsync(CancellationToken cancellation)
    {
        using CancellationTokenRegistration kill = cancellation.UnsafeRegister(static state => ((LiveStream)state!).Kill(), this);
        process.CloseInput();
        int code = await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (code != 0 || process.Complaint.IsDiskFull)
        {
            throw Reason(code);
        }
    }

    /// <summary>Ends the program, and with it a write that waits.</summary>
    public void Kill() => process.Kill();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // A write must not find another's file behind its number.
        Kill();
        lock (gate)
        {
            isDisposed = true;
        }

        await process.DisposeAsync().ConfigureAwait(false);
        tight?.Dispose();
    }

    unsafe ReadOnlySpan<byte> Pixels(HostFrame picture)
    {
        if (!picture.IsContiguous)
        {
            tight ??= HostFrame.Allocate(format.Size, format.Pixels);
            picture.CopyTo(tight);
            picture = tight;
        }

        return new ReadOnlySpan<byte>((byte*)picture.Address, checked((int)picture.ByteLength));
    }

    async Task<MediaException> ReasonAsync()
    {
        Task<int> exit = process.WaitForExitAsync(CancellationToken.None);
        await Task.WhenAny(exit, Task.Delay(LastWords)).ConfigureAwait(false);
        Kill();
        return Reason(await exit.ConfigureAwait(false));
    }

    MediaException Reason(int code) => StreamFailure.Of(output, process.Complaint, code);

    /// <summary>Reads what the program says beside its complaints, lest it waits for that.</summary>
    async Task ListenAsync()
    {
        try
        {
            using var lines = new StreamReader(process.Output);
            while (await lines.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                signs.TakesGStreamer(line);
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // It was ended.
        }
    }
}
