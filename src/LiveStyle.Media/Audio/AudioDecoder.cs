using System.Runtime.CompilerServices;
using LiveStyle.Audio;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Probing;

namespace LiveStyle.Media.Audio;

/// <summary>
/// Samples of a clip's sound track from one moment on, block by block, from an ffmpeg process. Never blocks:
/// it reads ahead by one block and calls back when something came. For one thread.
/// </summary>
public sealed class AudioDecoder
{
    readonly FfmpegProcess process;
    readonly Action wake;
    readonly Action readDone;
    readonly byte[] block = new byte[AudioFormat.BlockBytes];
    ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter read;
    int filled;
    bool reading;
    volatile bool completed;

    AudioDecoder(FfmpegProcess process, Action wake)
    {
        this.process = process;
        this.wake = wake;
        readDone = OnRead;
    }

    /// <summary>Whether nothing comes after the block that lies ready.</summary>
    public bool Ended { get; private set; }

    /// <summary>Whole samples that lie ready, in bytes; empty until a block is full or the track ends.</summary>
    public ReadOnlySpan<byte> Block =>
        filled == block.Length || Ended ? block.AsSpan(0, filled - filled % AudioFormat.BytesPerSample) : [];

    /// <summary>What ffmpeg says went wrong; null where nothing.</summary>
    public string? Complaint => process.Complaint.Essence();

    /// <param name="clip">The clip that is read.</param>
    /// <param name="track">The sound track of it that is decoded.</param>
    /// <param name="from">The clip time of the first sample.</param>
    /// <param name="wake">A callback from any thread when <see cref="Advance"/> may find more.</param>
    /// <exception cref="MediaException">ffmpeg can't be started.</exception>
    public static AudioDecoder Start(MediaInfo clip, AudioStreamInfo track, TimeSpan from, Action wake)
    {
        FfmpegProcess process = FfmpegProcess.Start(FfmpegPrograms.Ffmpeg(), AudioArguments.Build(clip, track, from));
        process.CloseInput();
        return new AudioDecoder(process, wake);
    }

    /// <summary>Reads what has come, up to a block. False while the block is not whole.</summary>
    public bool Advance()
    {
        while (filled < block.Length && !Ended)
        {
            if (!reading)
            {
                completed = false;
                reading = true;
                read = process.Output.ReadAsync(block.AsMemory(filled)).ConfigureAwait(false).GetAwaiter();
                if (!read.IsCompleted)
                {
                    read.UnsafeOnCompleted(readDone);
                    return false;
                }
            }
            else if (!completed)
            {
                // Asked of the callback, not of the awaiter, which must not be used again before it has called.
                return false;
            }

            reading = false;
            int bytes = read.GetResult();
            filled += bytes;
            Ended = bytes == 0;
        }

        return true;
    }

    /// <summary>The block was taken.</summary>
    public void Take() => filled = 0;

    /// <summary>Ends ffmpeg; does not wait for it.</summary>
    public async void Abandon()
    {
        try
        {
            await process.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException)
        {
            // Nobody listens any more.
        }
    }

    void OnRead()
    {
        completed = true;
        wake();
    }
}
