using System.CommandLine;
using System.Globalization;
using LiveStyle.App.Displays;
using LiveStyle.Files;
using LiveStyle.Media.Probing;
using LiveStyle.Time;
using LiveStyle.Transcoding.Plan;
using LiveStyle.Transcoding.Preflight;

namespace LiveStyle.App.Commands;

/// <summary>livestyle probe: what a file holds.</summary>
static class ProbeCommand
{
    static readonly Argument<string> Input = new("IN") { Description = "Any file or URL that ffmpeg reads" };

    static readonly Option<string?> Fps = new("--fps") { Description = "Of pictures (frames/%05d.png): how many a second, 25 by default", HelpName = "RATE" };

    public static Command Create()
    {
        var command = new ExampleCommand("probe", "Show what a clip holds: size, frame rate, length, color, sound.", """
            livestyle probe film.mp4
            livestyle probe frames/%05d.png --fps 23.976
            livestyle probe https://example.org/stream.m3u8
            """)
        {
            Input, Fps,
        };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(Input), UsageException.Guard(() => FilmOriginal.ReadRate(parsed.GetValue(Fps)), Fps), cancellation));
        return command;
    }

    static async Task<int> RunAsync(string input, Rational? fps, CancellationToken cancellation)
    {
        MediaInfo info = FilmPipes.IsPipe(input) ? (await FilmPipes.OpenInputAsync(input, StandardStreams.Input(), cancellation)).Clip : await FilmOriginal.ProbeAsync(input, fps, null, cancellation);
        if (info.Obstacle is { } obstacle)
        {
            throw new MediaException($"{info.Name}: {obstacle}");
        }

        if (info is { Video: null, Audio.Count: 0, SubtitleCount: 0 })
        {
            throw new MediaException($"{Secrets.Hide(input)} holds neither pictures nor sound; give a media file");
        }

        void Row(string name, string value) => Console.WriteLine($"{name,-10}  {value}");
        Row("file", info.Name);
        Row("container", info.Container);
        Row("duration", info.Duration > TimeSpan.Zero ? Seconds(info.Duration) : "unknown");
        if (info.Video is { } video)
        {
            Row("picture", $"{video.Codec}, {video.Size}{(video.CodedSize == video.Size ? "" : $" (stored as {video.CodedSize})")}, {video.PixelFormat}{(video.IsStillPicture ? ", a still picture" : "")}");
            if (!video.IsStillPicture)
            {
                Row("frame rate", $"{video.FrameRate.ToDouble().ToString("0.###", CultureInfo.InvariantCulture)} ({video.FrameRate}), {(video.IsVariableFrameRate ? "variable" : "constant")}");
                Row("frames", video.FrameCount?.ToString(CultureInfo.InvariantCulture) ?? "not stated");
            }

            Row("rotation", video.Rotation == 0 ? "none" : $"{video.Rotation}° clockwise (turned upright)");
            Row("color", $"matrix {video.Color.Matrix ?? "untagged"}, range {video.Color.Range ?? "untagged"}, primaries {video.Color.Primaries ?? "untagged"}, transfer {video.Color.Transfer ?? "untagged"}");
        }
        else
        {
            Row("picture", "none");
        }

        foreach (VideoStreamInfo further in info.MovingVideos.Where(video => info.MovingVideos.Count() > 1))
        {
            Row("video", $"{further}{(further.Index == info.Video?.Index ? ", the one that is shown and restyled by default" : $"; --stream {further.Index} takes it")}");
        }

        foreach (AudioStreamInfo track in info.Audio)
        {
            Row("sound", $"{track.Codec}, {track.Channels} channels, {track.SampleRate} Hz{(track.Language is { } language ? $", {language}" : "")}");
        }

        if (info.Audio.Count == 0)
        {
            Row("sound", "none");
        }

        Row("subtitles", info.SubtitleCount == 0 ? "none" : info.SubtitleCount.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";
}
