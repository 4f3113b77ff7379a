using LiveStyle.Audio;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Streaming;

namespace LiveStyle.Media.Capture;

/// <summary>One ffmpeg process that hears a source of sound, for as long as both live. One thread reads; any may end it.</summary>
sealed class SoundConnection : IDisposable
{
    readonly FfmpegProcess process;
    readonly Stream samples;
    readonly Timer watchdog;
    int read;
    int carried;
    volatile bool isSilent;

    SoundConnection(FfmpegProcess process)
    {
        this.process = process;
        samples = process.PictureOutput();
        watchdog = new Timer(static state => ((SoundConnection)state!).GiveUp(), this, Timeout.Infinite, Timeout.Infinite);
    }

    /// <param name="input">What is heard.</param>
    /// <exception cref="MediaException">ffmpeg can't be started.</exception>
    public static SoundConnection Start(SoundInput input)
    {
        FfmpegProcess process = FfmpegProcess.Start(FfmpegPrograms.Ffmpeg(), SoundArguments.Build(input), keys: StreamKeys.Of(input.Target));
        process.CloseInput();
        return new SoundConnection(process);
    }

    /// <summary>Waits for the next sound.</summary>
    /// <param name="buffer">Receives it; the same one in every call, unchanged between them, since half a moment may be left in it.</param>
    /// <param name="limit">The longest that is waited.</param>
    /// <returns>The bytes of whole moments at the buffer's beginning; 0 where the connection has ended.</returns>
    public int Read(Span<byte> buffer, TimeSpan limit)
    {
        watchdog.Change(limit, Timeout.InfiniteTimeSpan);
        buffer.Slice(read, carried).CopyTo(buffer);
        int filled = carried;
        do
        {
            int bytes = samples.Read(buffer[filled..]);
            if (bytes == 0)
            {
                return 0;
            }

            filled += bytes;
        }
        while (filled < AudioFormat.BytesPerSample);
        watchdog.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        carried = filled % AudioFormat.BytesPerSample;
        read = filled - carried;
        return read;
    }

    /// <summary>Why it ended, after it has.</summary>
    public string Reason(SoundInput input)
    {
        process.Kill();
        process.WaitForExitAsync(CancellationToken.None).GetAwaiter().GetResult();
        return isSilent ? "no sound came for too long" : input.Reason(process.Complaint);
    }

    /// <summary>Ends it: a read that waits returns 0.</summary>
    public void Kill() => process.Kill();

    public void Dispose()
    {
        watchdog.Dispose();
        process.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    void GiveUp()
    {
        isSilent = true;
        process.Kill();
    }
}
