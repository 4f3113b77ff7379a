using LiveStyle.Files;
using LiveStyle.Frames;
using LiveStyle.Media.Capture;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Probing;
using LiveStyle.Media.Sequences;
using LiveStyle.Pipelines;
using LiveStyle.Time;

namespace LiveStyle.Playback.Playing;

/// <summary>What is played: a clip, which can be opened anywhere, or something live, which is opened once.</summary>
sealed class PlaySource : IAsyncDisposable
{
    readonly bool planes;
    readonly LiveSource? live;

    PlaySource(MediaInfo? clip, LiveSource? live, FrameSize size, FrameFormat format, Rational frameRate, bool planes)
    {
        this.planes = planes;
        this.live = live;
        Clip = clip;
        Size = size;
        Format = format;
        FrameRate = frameRate;
    }

    /// <summary>For people: without a password.</summary>
    public string Name => live?.Name ?? Clip!.Name;

    /// <summary>Null for something live.</summary>
    public MediaInfo? Clip { get; }

    public bool IsLive => Clip is null;

    public FrameSize Size { get; }

    public FrameFormat Format { get; }

    /// <summary>To plan by.</summary>
    public Rational FrameRate { get; }

    /// <summary>Zero where it is not known.</summary>
    public TimeSpan Duration => Clip is { } clip ? clip.Duration + clip.Start - clip.Origin : TimeSpan.Zero;

    /// <summary>Of a live source that has vanished, in a few words; null: frames come.</summary>
    public string? Absence => live?.State is { IsConnected: false } state ? state.Reason ?? "gone" : null;

    /// <summary>Opens a clip or a live source.</summary>
    /// <param name="options">The input, and the size of the frames.</param>
    /// <param name="planes">Whether the frames come as planes, else as RGB.</param>
    /// <param name="cancellation">Ends the opening.</param>
    /// <exception cref="MediaException">It can't be read.</exception>
    public static async Task<PlaySource> OpenAsync(PlayOptions options, bool planes, CancellationToken cancellation)
    {
        if (LiveSource.IsLive(options.Input))
        {
            if (options.Start is not null)
            {
                throw new MediaException($"{Secrets.Hide(options.Input)} is live and has no beginning; play it from where it is") { Remedies = Remedies.NoStart };
            }

            if (options.Stream is not null)
            {
                throw new MediaException($"{Secrets.Hide(options.Input)} is live, and its first video is played; choose no other");
            }

            FrameSize? capture = options.Size is null ? null : RequestedSize.Read(options.Size, new FrameSize(16, 9));
            LiveSource live = await LiveSource.OpenAsync(options.Input, new LiveSourceOptions { Size = capture, Planes = planes }, cancellation);
            return new PlaySource(null, live, live.Size, live.Pool.Format, live.FrameRate, planes);
        }

        MediaInfo clip = await MediaProbe.ProbeAsync(options.Input, ImageSequence.UsualRate, options.Stream, cancellation);
        VideoStreamInfo video = clip.RequireVideo();
        FrameSize size = options.Size is { } asked ? RequestedSize.Read(asked, video.Size) : video.Size;

        // Opening it tells the format, and what is wrong with it before there is a window.
        await using VideoSource first = await VideoSource.OpenAsync(
            clip, new VideoSourceOptions { Size = size, Start = options.Start, Planes = planes }, cancellation);
        return new PlaySource(clip, null, size, first.Format, first.FrameRate, planes);
    }

    /// <summary>Frames from a moment of the clip on, which becomes timestamp zero.</summary>
    public async Task<IFrameSource<HostFrame>> OpenAsync(TimeSpan from, CancellationToken cancellation)
    {
        if (live is not null)
        {
            return live;
        }

        return await VideoSource.OpenAsync(
            Clip!, new VideoSourceOptions { Size = Size, Start = from > TimeSpan.Zero ? from : null, Planes = planes }, cancellation);
    }

    /// <summary>Lets something live go; a clip that was opened is its reader's.</summary>
    public ValueTask DisposeAsync() => live?.DisposeAsync() ?? ValueTask.CompletedTask;
}
