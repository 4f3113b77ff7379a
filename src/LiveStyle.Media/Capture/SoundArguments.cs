using FFMpegCore;
using LiveStyle.Audio;
using LiveStyle.Media.Ffmpeg;

namespace LiveStyle.Media.Capture;

/// <summary>ffmpeg's argument line for a source of sound to raw samples of <see cref="AudioFormat"/> on standard output, each as soon as it can.</summary>
static class SoundArguments
{
    /// <summary>Devices give blocks of 20 ms.</summary>
    const int BlockMilliseconds = AudioFormat.BlockSamples * 1000 / AudioFormat.SampleRate;

    /// <param name="input">What is heard.</param>
    public static string Build(SoundInput input) =>
        FFMpegArguments
            .FromInput(new QuotedPath($"-i {QuotedPath.Quote(input.Target)}"), read => read
                .WithCustomArgument("-hide_banner -nostdin -nostats -v level+info -fflags nobuffer -flags low_delay")
                .WithCustomArgument(Reading(input)))
            .OutputTo(QuotedPath.StandardOutput, output => output
                .WithCustomArgument("-map 0:a:0 -vn -sn -dn")
                .WithCustomArgument($"-c:a pcm_s16le -ar {AudioFormat.SampleRate} -ac {AudioFormat.Channels} -flush_packets 1")
                .ForceFormat("s16le"))
            .Arguments;

    static string Reading(SoundInput input) => input.Device switch
    {
        // Left alone, PulseAudio sends two seconds at once.
        "pulse" => $"-f pulse -fragment_size {AudioFormat.BlockBytes}",
        "dshow" => $"-f dshow -audio_buffer_size {BlockMilliseconds}",
        "lavfi" => "-re -f lavfi",
        { } device => $"-f {device}",
        null => "-analyzeduration 500000" + Address(input.Target),
    };

    /// <summary>A file behind an http address is heard at its own pace; one that is live has it anyway.</summary>
    static string Address(string target) =>
        target.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? " -re"
        : target.StartsWith("rtsp", StringComparison.OrdinalIgnoreCase) ? " -rtsp_flags prefer_tcp"
        : "";
}
