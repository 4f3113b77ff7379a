using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Probing;

namespace LiveStyle.Media.Piping;

/// <summary>Asks ffmpeg how a broadcast's AAC is coded, which other containers must know before its first packet.</summary>
static class BroadcastSound
{
    /// <param name="clip">As probed.</param>
    /// <param name="track">A track of AAC.</param>
    /// <param name="pipe">The pipe that the clip comes from; null for its file.</param>
    /// <param name="cancellation">Ends ffmpeg.</param>
    /// <returns>An AudioSpecificConfig.</returns>
    /// <exception cref="MediaException">No packet tells it.</exception>
    public static async Task<byte[]> ConfigurationAsync(MediaInfo clip, StreamInfo track, InputPipe? pipe, CancellationToken cancellation)
    {
        FfmpegProcess process = FfmpegProcess.Start(
            FfmpegPrograms.Ffmpeg(), $"-hide_banner -v error {ClipInput.Of(clip).Text} -map 0:{track.Index} -c copy -frames:0 1 -f data -flush_packets 1 pipe:1");
        await using (process.ConfigureAwait(false))
        {
            using CancellationTokenRegistration kill = cancellation.UnsafeRegister(static state => ((FfmpegProcess)state!).Kill(), process);
            Task feeding = Task.CompletedTask;
            if (pipe is null)
            {
                process.CloseInput();
            }
            else
            {
                feeding = pipe.FeedHeadAsync(process);
            }

            var header = new byte[AdtsHeader.Length];
            int count = await process.Output.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, CancellationToken.None).ConfigureAwait(false);
            await process.Output.CopyToAsync(Stream.Null, CancellationToken.None).ConfigureAwait(false);
            await feeding.ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            return AdtsHeader.Configuration(header.AsSpan(0, count))
                ?? throw new MediaException($"{track}: how it is coded isn't told where the clip begins, so a pipe can't carry it; give files by their names");
        }
    }
}
