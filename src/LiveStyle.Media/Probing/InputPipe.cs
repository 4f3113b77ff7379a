using LiveStyle.Media.Ffmpeg;

namespace LiveStyle.Media.Probing;

/// <summary>A clip that is read once, from its first byte to its last: what was read to examine it goes to the decoder too.</summary>
/// <remarks>Not thread-safe. The stream stays the caller's.</remarks>
public sealed class InputPipe
{
    const string StandardInput = "standard input";

    /// <summary>Bytes that may wait for the decoder while the encoder wants pictures: what comes before is held back by them.</summary>
    const long Ahead = 8 << 20;

    /// <summary>Bytes that wait in memory, where more must be read to reach late sound; the rest goes to a temporary file.</summary>
    const int Memory = 64 << 20;

    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    readonly Stream stream;
    readonly string name;
    readonly Queue<ReadOnlyMemory<byte>> head = new();
    readonly byte[] buffer = new byte[1 << 16];
    readonly CancellationTokenSource reading = new();
    Task<int>? pending;
    IPipeFollower? side;

    InputPipe(Stream stream, string name) => (this.stream, this.name) = (stream, name);

    /// <summary>The clip that the pipe brings, probed; its location is "-".</summary>
    public MediaInfo Clip { get; private set; } = null!;

    /// <summary>Reads as much as tells what the clip holds: at most five megabytes or seconds.</summary>
    /// <exception cref="MediaException">It is empty, or ffmpeg can't read it in one go.</exception>
    public static Task<InputPipe> OpenAsync(Stream stream, CancellationToken cancellation) => OpenAsync(stream, StandardInput, cancellation);

    /// <param name="stream">Stays the caller's.</param>
    /// <param name="name">How messages name it.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <inheritdoc cref="OpenAsync(Stream, CancellationToken)"/>
    public static async Task<InputPipe> OpenAsync(Stream stream, string name, CancellationToken cancellation)
    {
        var pipe = new InputPipe(stream, name);
        FfmpegProcess process = FfmpegProcess.Start(FfmpegPrograms.Ffprobe(), $"{MediaProbe.Report}{QuotedPath.StandardInput.Text}");
        await using (process.ConfigureAwait(false))
        {
            using CancellationTokenRegistration kill = cancellation.UnsafeRegister(static state => ((FfmpegProcess)state!).Kill(), process);
            using CancellationTokenRegistration end = cancellation.UnsafeRegister(static state => ((InputPipe)state!).End(), pipe);
            using var reader = new StreamReader(process.Output);
            Task<string> report = reader.ReadToEndAsync(CancellationToken.None);
            await pipe.ProbeAsync(process, report).ConfigureAwait(false);
            string text = await report.ConfigureAwait(false);
            int code = await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            if (pipe.head.Count == 0)
            {
                throw new MediaException($"{name} is empty; {(name == StandardInput ? "the command before this one" : "who writes to it")} gave nothing");
            }

            string? why = process.Complaint.Essence()?.Replace("pipe:0: ", "", StringComparison.Ordinal);
            if (code != 0)
            {
                throw process.Complaint.Mentions("moov") || process.Complaint.Mentions("partial file")
                    ? new MediaException($"{name} is an MP4 or MOV whose index lies at its end; give the file by its name, or pipe it as nut, matroska or mpegts")
                    : MediaProbe.Unreadable(name, why, process.Complaint, code);
            }

            pipe.Clip = MediaProbe.Read(name, text) with { Location = "-", PipeName = name };
        }

        pipe.Clip = await OpacityProbe.LookAsync(pipe.Clip, pipe, cancellation).ConfigureAwait(false);
        return pipe;
    }

    /// <summary>From now on all of it goes to another program too, before the decoder is fed.</summary>
    internal void Share(IPipeFollower follower) => side = follower;

    /// <summary>
    /// Gives all of it to a decoder, as fast as that takes it; but where the encoder takes no picture before sound that lies further on
    /// in the clip, all is read on to there, and waits for the decoder.
    /// </summary>
    /// <param name="decoder">Ends before its time only if it is killed.</param>
    /// <param name="stop">Ends the reading; a read that the stream itself does not let be canceled is left alone.</param>
    /// <returns>Does not fail: what keeps the clip from its end is added to the decoder's complaints.</returns>
    internal async Task FeedAsync(FfmpegProcess decoder, CancellationToken stop)
    {
        using var spool = new ByteSpool(Memory);
        Task decoding = GiveAsync(spool, decoder);
        FfmpegProcess? copier = side?.Copier;

        // A write to one that waits for the encoder would never end.
        using CancellationTokenRegistration end = stop.UnsafeRegister(static state => ((InputPipe)state!).End(), this);
        try
        {
            while ((!decoding.IsCompleted || copier is not null) && await NextAsync().ConfigureAwait(false) is { IsEmpty: false } bytes)
            {
                if (!decoding.IsCompleted)
                {
                    spool.Add(bytes.Span);
                }

                if (copier is not null && !await TryWriteAsync(copier, bytes).ConfigureAwait(false))
                {
                    copier = null;
                }

                while (spool.Length > Ahead && !decoding.IsCompleted && side?.IsStarving != true)
                {
                    await spool.WaitAsync(Look).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nobody wants the rest.
        }
        catch (Exception failure)
        {
            // The stream is the caller's and may fail in any way. As if the clip ended here: the film is not whole.
            side?.Fail(failure.Message);
            decoder.Complaint.Add(failure.Message);
        }
        finally
        {
            spool.Complete();
            side?.Copier?.CloseInput();
            await decoding.ConfigureAwait(false);
        }
    }

    /// <summary>Gives what was read to examine it, and then the end, to a process that looks for more in it.</summary>
    internal async Task FeedHeadAsync(FfmpegProcess process)
    {
        try
        {
            foreach (ReadOnlyMemory<byte> bytes in head)
            {
                await process.Input.WriteAsync(bytes).ConfigureAwait(false);
            }
        }
        catch (IOException)
        {
            // It has seen enough.
        }
        finally
        {
            process.CloseInput();
        }
    }

    static async Task GiveAsync(ByteSpool spool, FfmpegProcess decoder)
    {
        try
        {
            await spool.CopyToAsync(decoder.Input).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The decoder has all that it wants, or its end tells why.
        }
        finally
        {
            decoder.CloseInput();
        }
    }

    static async Task<bool> TryWriteAsync(FfmpegProcess process, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await process.Input.WriteAsync(bytes).ConfigureAwait(false);
            return true;
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException)
        {
            // It has all that it wants, or was disposed of.
            return false;
        }
    }

    async Task ProbeAsync(FfmpegProcess process, Task report)
    {
        try
        {
            while (true)
            {
                // What comes before may be slow: the read goes on when ffprobe has seen enough.
                Begin();
                await Task.WhenAny(pending!, report).ConfigureAwait(false);
                if (!pending!.IsCompleted)
                {
                    return;
                }

                ReadOnlyMemory<byte> bytes = pending.IsFaulted
                    ? throw new MediaException($"{name} can't be read: {pending.Exception.InnerException!.Message}", pending.Exception.InnerException)
                    : await ReadAsync().ConfigureAwait(false);
                if (bytes.IsEmpty)
                {
                    return;
                }

                head.Enqueue(bytes.ToArray());
                await process.Input.WriteAsync(bytes).ConfigureAwait(false);
            }
        }
        catch (IOException)
        {
            // It has seen enough.
        }
        finally
        {
            process.CloseInput();
        }
    }

    void Begin()
    {
        reading.Token.ThrowIfCancellationRequested();
        pending ??= stream.ReadAsync(buffer, reading.Token).AsTask();
    }

    /// <summary>Nobody wants the rest.</summary>
    void End()
    {
        reading.Cancel();
        side?.Copier?.Kill();
    }

    /// <summary>First what was read to examine it. Valid until the next call; empty at the end.</summary>
    async ValueTask<ReadOnlyMemory<byte>> NextAsync() =>
        head.TryDequeue(out ReadOnlyMemory<byte> bytes) ? bytes : await ReadAsync().ConfigureAwait(false);

    /// <summary>Valid until the next call; empty at the end.</summary>
    async ValueTask<ReadOnlyMemory<byte>> ReadAsync()
    {
        Begin();
        int count = await pending!.WaitAsync(reading.Token).ConfigureAwait(false);
        pending = null;
        return buffer.AsMemory(0, count);
    }
}
