using System.Globalization;
using FFMpegCore;
using LiveStyle.Audio;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Probing;

namespace LiveStyle.Media.Audio;

/// <summary>ffmpeg's argument line for one sound track to raw samples of <see cref="AudioFormat"/> on standard output.</summary>
static class AudioArguments
{
    /// <summary>Codecs need what came before to decode a packet right: up to 80 ms (Opus).</summary>
    static readonly TimeSpan PreRoll = TimeSpan.FromMilliseconds(200);

    /// <param name="clip">What is read.</param>
    /// <param name="track">Its sound track.</param>
    /// <param name="from">Clip time of the first sample that comes out, counted from the clip's origin.</param>
    public static string Build(MediaInfo clip, AudioStreamInfo track, TimeSpan from)
    {
        TimeSpan begin = clip.Origin + from;
        return FFMpegArguments
            .FromInput(QuotedPath.Input(clip.Location), input =>
            {
                // Timestamps as the file has them, as the pictures' decoder takes them; the filter below cuts to the sample.
                input.WithCustomArgument("-hide_banner -nostdin -v error -copyts -noaccurate_seek");
                if (new ClipCut(begin - PreRoll, null, true).Seek(clip) is { } seek)
                {
                    input.WithCustomArgument($"-ss {ClipCut.Text(seek)}");
                }
            })
            .OutputTo(QuotedPath.StandardOutput, output => output
                .WithCustomArgument($"-map 0:{track.Index} -vn -sn -dn")
                .WithCustomArgument($"-af {Filters(begin)}")
                .WithCustomArgument($"-c:a pcm_s16le -ac {AudioFormat.Channels} -flush_packets 1")
                .ForceFormat("s16le"))
            .Arguments;
    }

    /// <summary>Silence stands in where a track begins late or has a gap, so that a count of samples is a time.</summary>
    static string Filters(TimeSpan begin)
    {
        string start = ClipCut.Text(begin);
        return string.Create(CultureInfo.InvariantCulture,
            $"atrim=start={start},asetpts=PTS-({start})/TB,aresample={AudioFormat.SampleRate}:async=1:min_hard_comp=0.03:first_pts=0");
    }
}
