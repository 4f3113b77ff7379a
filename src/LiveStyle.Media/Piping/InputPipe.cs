using LiveStyle.Media.Ffmpeg;

namespace LiveStyle.Media;

/// <summary>A clip that is read once, from its first byte to its last: what was read to examine it goes to the decoder too.</summary>
/// <remarks>Not thread-safe. The stream stays the caller's.</remarks>
public sealed class InputPipe
{
    /// <summary>How messages name it.</summary>
    const string Name = "standard input";

    readonly Stream stream;
    readonly Queue<ReadOnlyMemory<byte>> head = new();
    readonly byte[] buffer = new byte[1 << 16];
    Task<int>? pending;

    InputPipe(Stream stream) => this.stream = stream;

    /// <summary>Its location is "-".</summary>
    public MediaInfo Clip { get; private set; } = null!;

    /// <summary>Reads as much as tells what the clip holds: at most five megabytes or seconds.</summary>
    /// <exception cref="MediaException">It is empty, or ffmpeg can't read it in one go.</exception>
    public static async Task<InputPipe> OpenAsync(Stream stream, CancellationToken cancellation)
    {
        var pipe = new InputPipe(stream);
        FfmpegProcess process = FfmpegProcess.Start(FfmpegPrograms.Ffprobe(), $"{MediaProbe.Report}{QuotedPath.StandardInput.Text}");
        await using (process.ConfigureAwait(false))
        {
            using CancellationTokenRegistration kill = cancellation.UnsafeRegister(static state => ((FfmpegProcess)state!).Kill(), process);
            using var reader = new StreamReader(process.Output);
            Task<string> report = reader.ReadToEndAsync(CancellationToken.None);
            await pipe.ProbeAsync(process, report).ConfigureAwait(false);
            string text = await report.ConfigureAwait(false);
            int code = await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            if (pipe.head.Count == 0)
            {
                throw new MediaException("standard input is empty; the command before this one gave nothing");
            }

            string? why = process.Complaint.Essence()?.Replace("pipe:0: ", "", StringComparison.Ordinal);
            if (code != 0)
            {
                throw process.Complaint.Mentions("moov") || process.Complaint.Mentions("partial file")
                    ? new MediaException("standard input is an MP4 or MOV whose index lies at its end; give the file by its name, or pipe it as nut, matroska or mpegts")
                    : MediaProbe.Unreadable(Name, why);
            }

            pipe.Clip = MediaProbe.Read(Name, text) with { Location = "-" };
            return pipe;
        }
    }

    /// <summary>Gives all of it to a decoder, as fast as that takes it.</summary>
    internal async Task FeedAsync(FfmpegProcess decoder)
    {
        try
        {
            while (head.TryDequeue(out ReadOnlyMemory<byte> bytes))
            {
                await decoder.Input.WriteAsync(bytes).ConfigureAwait(false);
            }

            while (await ReadAsync().ConfigureAwait(false) is { IsEmpty: false } more)
            {
                await decoder.Input.WriteAsync(more).ConfigureAwait(false);
            }
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

    async Task ProbeAsync(FfmpegProcess process, Task report)
    {
        try
        {
            while (true)
            {
                // What comes before may be slow: the read goes on when ffprobe has seen enough.
                pending ??= stream.ReadAsync(buffer).AsTask();
                await Task.WhenAny(pending, report).ConfigureAwait(false);
                if (!pending.IsCompleted)
                {
                    return;
                }

                ReadOnlyMemory<byte> bytes = await ReadAsync().ConfigureAwait(false);
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

    /// <summary>Valid until the next call; empty at the end.</summary>
    async ValueTask<ReadOnlyMemory<byte>> ReadAsync()
    {
        int count = pending is { } read ? await read.ConfigureAwait(false) : await stream.ReadAsync(buffer).ConfigureAwait(false);
        pending = null;
        return buffer.AsMemory(0, count);
    }
}
