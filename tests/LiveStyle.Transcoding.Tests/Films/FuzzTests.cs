using System.Collections.Concurrent;
using LiveStyle.Styles;
using LiveStyle.TestKit;
using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Media;
using LiveStyle.TestKit.Playing;
using LiveStyle.Transcoding.Plan;
using LiveStyle.Transcoding.Running;
using Xunit;

namespace LiveStyle.Transcoding.Tests.Films;

/// <summary>Scores of clips, hundreds in the hard rounds, with bytes flipped, cut out and swapped: each becomes a whole film or one clear line.</summary>
[Collection(Alone.Name)]
[Trait("Speed", "Slow")]
public sealed class FuzzTests : IDisposable
{
    static readonly int Each = Breadth.Of(few: 12, all: 40);

    /// <summary>Longer than any run takes by far.</summary>
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    readonly ClipFolder folder = new();
    readonly TinyBundle bundle = new();

    [Theory]
    [InlineData("mp4", "-c:v libx264 -preset ultrafast -bf 2 -g 6 -pix_fmt yuv420p -c:a aac")]
    [InlineData("mkv", "-c:v ffv1 -c:a flac")]
    [InlineData("ts", "-c:v mpeg2video -g 6 -bf 1 -c:a mp2")]
    [InlineData("avi", "-c:v mjpeg -pix_fmt yuvj420p -c:a pcm_s16le")]
    [InlineData("webm", "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -g 6 -c:a libopus")]
    [InlineData("mov", "-c:v prores_ks -c:a pcm_s16be")]
    public async Task A_damaged_clip_is_a_whole_film_or_one_clear_line(string extension, string options)
    {
        byte[] clip = await File.ReadAllBytesAsync(
            folder.Make($"clip.{extension}", $"-f lavfi -i testsrc2=s=48x32:r=24:d=0.75 -f lavfi -i sine=440:d=0.75:r=48000 {options}"), TestContext.Current.CancellationToken);
        var outcomes = new ConcurrentBag<bool>();

        await Parallel.ForEachAsync(
            Enumerable.Range(0, Each), new ParallelOptions { MaxDegreeOfParallelism = 2 },
            async (seed, _) => outcomes.Add(await TranscodeAsync(Damage(clip, seed), $"{seed}", extension)));

        Assert.Contains(true, outcomes);
    }

    /// <returns>Whether a film came of it.</returns>
    async Task<bool> TranscodeAsync(byte[] clip, string name, string extension)
    {
        string input = folder[$"in{name}.{extension}"], output = folder[$"out{name}.mkv"];
        await File.WriteAllBytesAsync(input, clip);
        var display = new NotedDisplay();
        using var limit = new CancellationTokenSource(Limit);
        bool made = false;
        try
        {
            await new Transcoder(display).RunAsync(
                new TranscodeOptions
                {
                    Film = new FilmSettings { Input = input, Output = output, Model = bundle.Directory, Timeline = Timeline.Parse("0s dark"), Codec = "ffv1" },
                    Speed = new FilmSpeed(1, 1),
                },
                limit.Token);
            made = true;
        }
        catch (LiveStyleException problem)
        {
            Assert.DoesNotContain('\n', problem.Message);
            Assert.False(limit.IsCancellationRequested, $"{input} hangs.");
        }

        string[] left = [.. folder.Names.Where(entry => entry.StartsWith($"out{name}.", StringComparison.Ordinal))];
        if (made)
        {
            Assert.Equal([$"out{name}.mkv"], left);
            string sentence = Assert.Single(display.Sentences);
            Assert.Contains($": {folder.FrameTimes(output).Length} of ", sentence);
        }
        else
        {
            // Segments that are whole may be kept, but nothing under the final name or half done.
            Assert.All(left, entry => Assert.Equal($"out{name}.mkv.livestyle", entry));
        }

        return made;
    }

    /// <summary>One to eight faults: a bit flipped, a run overwritten, a run cut out, two runs exchanged, the end cut off.</summary>
    static byte[] Damage(byte[] clip, int seed)
    {
        var random = new Random(seed);
        List<byte> bytes = [.. clip];
        int faults = 1 + seed % 8;
        for (int i = 0; i < faults && bytes.Count > 64; i++)
        {
            int at = random.Next(bytes.Count - 32), length = 1 + random.Next(Math.Min(400, bytes.Count - at - 1));
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    for (int k = 0; k < length; k++)
                    {
                        bytes[at + k] = (byte)random.Next(256);
                    }

                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    int other = random.Next(bytes.Count - length);
                    for (int k = 0; k < length; k++)
                    {
                        (bytes[at + k], bytes[other + k]) = (bytes[other + k], bytes[at + k]);
                    }

                    break;
                default:
                    int rest = bytes.Count - random.Next(bytes.Count / 3);
                    bytes.RemoveRange(rest, bytes.Count - rest);
                    break;
            }
        }

        return [.. bytes];
    }

    public void Dispose()
    {
        folder.Dispose();
        bundle.Dispose();
    }
}
