using System.Runtime.InteropServices;
using LiveStyle.Media.Audio;
using LiveStyle.Media.Probing;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.TestKit.Playing;

/// <summary>Clips whose every stretch of sound is like no other, and never silent: left above zero, right below.</summary>
static class SoundClip
{
    public const int Rate = 48_000;

    const string Noise = "aevalsrc='0.02+0.4*random(0)|-0.02-0.4*random(1)':s=48000";

    public static string Make(ClipFolder folder, string name, double seconds, string before = "", string codec = "-c:a pcm_s16le") =>
        folder.Make(name, FormattableString.Invariant(
            $"-f lavfi -i testsrc2=s=64x48:r=24:d={seconds} {before} -f lavfi -i {Noise}:d={seconds} -c:v libx264 -preset ultrafast -pix_fmt yuv420p {codec}"));

    /// <summary>The clip's sound as ffmpeg decodes it.</summary>
    public static (short Left, short Right)[] Samples(ClipFolder folder, string clip)
    {
        folder.Ffmpeg($"-i \"{clip}\" -f s16le -ac 2 -ar {Rate} -y \"{folder["expected.raw"]}\"");
        return MemoryMarshal.Cast<byte, (short, short)>(File.ReadAllBytes(folder["expected.raw"])).ToArray();
    }

    /// <summary>Where a stretch of sound lies in the whole. Fails where it doesn't.</summary>
    public static int Find((short Left, short Right)[] whole, ReadOnlySpan<(short Left, short Right)> part)
    {
        Assert.True(part.Length >= 100, $"only {part.Length} samples sound");
        int index = whole.AsSpan().IndexOf(part);
        Assert.True(index >= 0, "what was played is not of the clip");
        return index;
    }

    /// <summary>All that a decoder gives, read as the player reads it.</summary>
    public static async Task<(short Left, short Right)[]> DecodeAsync(string clip, double from)
    {
        MediaInfo info = await MediaProbe.ProbeAsync(clip, TestContext.Current.CancellationToken);
        using var more = new SemaphoreSlim(0);
        AudioDecoder decoder = AudioDecoder.Start(info, info.Audio[0], TimeSpan.FromSeconds(from), () => more.Release());
        var samples = new List<(short, short)>();
        while (!decoder.Ended)
        {
            if (decoder.Advance())
            {
                samples.AddRange(MemoryMarshal.Cast<byte, (short, short)>(decoder.Block));
                decoder.Take();
            }
            else
            {
                await more.WaitAsync(TestContext.Current.CancellationToken);
            }
        }

        Assert.Null(decoder.Complaint);
        decoder.Abandon();
        return [.. samples];
    }
}
