using LiveStyle.Media.Ffmpeg;

namespace LiveStyle.Media.Probing;

/// <summary>
/// Looks into pictures whose kind always comes with an alpha, whether they use it or not (GIF, APNG): an opaque one has none to lose.
/// </summary>
static class OpacityProbe
{
    static readonly string[] Codecs = ["gif", "apng", "webp"];

    /// <summary>Whether the headers don't tell.</summary>
    public static bool IsNeeded(MediaInfo clip) => clip.Video is { HasAlpha: true, IsStillPicture: false } video && Codecs.Contains(video.Codec);

    /// <summary>The clip, its video without an alpha where every pixel of every frame is opaque.</summary>
    /// <param name="clip">As its headers say.</param>
    /// <param name="pipe">The pipe that it comes from, which is looked at as far as it has been read; null for its file.</param>
    /// <param name="cancellation">Ends ffmpeg.</param>
    public static async Task<MediaInfo> LookAsync(MediaInfo clip, InputPipe? pipe, CancellationToken cancellation)
    {
        if (!IsNeeded(clip))
        {
            return clip;
        }

        VideoStreamInfo video = clip.Video!;
        FfmpegProcess process = FfmpegProcess.Start(
            FfmpegPrograms.Ffmpeg(),
            $"-hide_banner -v error {(pipe is null ? ClipInput.Of(clip) : QuotedPath.StandardInput).Text} -map 0:{video.Index} -vf alphaextract -fps_mode passthrough -f rawvideo -pix_fmt gray pipe:1");
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

            bool isOpaque = await IsOpaqueAsync(process.Output).ConfigureAwait(false);
            process.Kill();
            await feeding.ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            return isOpaque ? clip.With(video with { HasAlpha = false }) : clip;
        }
    }

    /// <summary>Reads up to the first byte that is not opaque. Of nothing, false: nothing is known.</summary>
    static async Task<bool> IsOpaqueAsync(Stream alphas)
    {
        var bytes = new byte[1 << 16];
        for (bool any = false; ; any = true)
        {
            int count = await alphas.ReadAsync(bytes).ConfigureAwait(false);
            if (count == 0 || bytes.AsSpan(0, count).ContainsAnyExcept(byte.MaxValue))
            {
                return any && count == 0;
            }
        }
    }
}
