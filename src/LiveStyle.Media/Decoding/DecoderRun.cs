using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Probing;

namespace LiveStyle.Media.Decoding;

/// <summary>One ffmpeg that decodes a clip, and what feeds it where the clip comes from a pipe. Disposal ends both.</summary>
sealed class DecoderRun : IAsyncDisposable
{
    readonly CancellationTokenSource stop = new();
    readonly Task feeding;
    bool isDisposed;

    DecoderRun(FfmpegProcess process, InputPipe? pipe)
    {
        Process = process;

        // The feeding ends with the decoder, with what is read, or with this run.
        feeding = pipe?.FeedAsync(process, stop.Token) ?? Task.CompletedTask;
    }

    public FfmpegProcess Process { get; }

    /// <param name="arguments">ffmpeg's.</param>
    /// <param name="pipe">The pipe that the clip comes from; null for its file.</param>
    /// <param name="takes">The lines that are taken, as <see cref="FfmpegProcess.Start(string, string, Predicate{string}, IReadOnlyList{string})"/> has them.</param>
    /// <exception cref="MediaException">ffmpeg could not be started.</exception>
    public static DecoderRun Start(string arguments, InputPipe? pipe, Predicate<string>? takes)
    {
        FfmpegProcess process = FfmpegProcess.Start(FfmpegPrograms.Ffmpeg(), arguments, takes);
        if (pipe is null)
        {
            process.CloseInput();
        }

        return new DecoderRun(process, pipe);
    }

    public async ValueTask DisposeAsync()
    {
        if (isDisposed)
        {
            return;
        }

        isDisposed = true;
        await stop.CancelAsync().ConfigureAwait(false);
        await Process.DisposeAsync().ConfigureAwait(false);
        await feeding.ConfigureAwait(false);
        stop.Dispose();
    }
}
