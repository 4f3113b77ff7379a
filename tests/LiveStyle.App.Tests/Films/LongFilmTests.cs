using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using LiveStyle.TestKit;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Films;

/// <summary>Half an hour of film, two hours in the hard rounds, small: a flash and a beep every 1440 frames of 1001/24000 s, which is 60.06 s.</summary>
public sealed partial class LongFilmTests(Clips clips) : FilmTests(clips)
{
    static readonly int Minutes = Breadth.Of(few: 30, all: 120);

    const int FramesEach = 1440;
    const double Every = FramesEach * 1001 / 24000.0;

    [Fact]
    public async Task After_hours_sound_and_picture_are_in_step_and_memory_is_flat()
    {
        string length = (Minutes * Every).ToString(CultureInfo.InvariantCulture);
        Clips.Ffmpeg($"-f lavfi -i color=black:s=32x32:r=24000/1001:d={length} -f lavfi -i \"aevalsrc='if(lt(mod(t,{Every}),0.04),0.8*sin(2*PI*1000*t),0)':s=48000:d={length}\" "
            + $"-vf \"drawbox=c=white:t=fill:enable='eq(mod(n,{FramesEach}),0)'\" -c:v libx264 -preset ultrafast -bf 2 -g 240 -pix_fmt yuv420p -c:a libmp3lame \"{PathOf("in.mp4")}\"");
        string[] line = ["in.mp4", "out.mp4", "--model", Model, "--style", "dark", "--preset", "ultrafast"];
        await SucceedAsync(["plan", .. line, "--segment-seconds", "120"]);

        List<long> memory = await RunWatchedAsync(["transcode", .. line]);

        double[] flashes = Flashes("out.mp4"), beeps = Beeps("out.mp4"), before = Beeps("in.mp4");
        Assert.Equal(Minutes * FramesEach, long.Parse(Clips.Stream(PathOf("out.mp4"), "v", "nb_frames"), CultureInfo.InvariantCulture));
        Assert.Equal(Minutes - 1, flashes.Length);
        Assert.Equal(Minutes - 1, beeps.Length);
        for (int minute = 1; minute < Minutes; minute++)
        {
            Assert.Equal(minute * Every, flashes[minute - 1], 0.0001);
            Assert.Equal(before[minute - 1] - minute * Every, beeps[minute - 1] - flashes[minute - 1], 0.001);
        }

        // From when all is under way to the end; a frame kept back for each segment would show, and so would one for each frame.
        long early = memory.Skip(memory.Count / 4).Take(memory.Count / 4).Max(), late = memory.Skip(memory.Count / 2).Max();
        Assert.True(memory.Count >= 8, $"Only {memory.Count} samples were taken.");
        Assert.InRange(late, 0, early + ((long)Breadth.Of(few: 24, all: 48) << 20));
    }

    /// <summary>Resident bytes of the program, four times a second.</summary>
    async Task<List<long>> RunWatchedAsync(string[] arguments)
    {
        using Process process = Process.Start(ProgramRun.Prepare(Folder, arguments))!;
        process.StandardInput.Close();
        var samples = new List<long>();
        Task<ProgramRun> end = ProgramRun.ToEndAsync(process, process.StandardOutput.ReadToEndAsync(), TimeSpan.FromMinutes(15));
        while (await Task.WhenAny(end, Task.Delay(250)) != end)
        {
            process.Refresh();
            samples.Add(process.WorkingSet64);
        }

        ProgramRun run = await end;
        Assert.True(run.ExitCode == 0, run.Error);
        return samples;
    }

    /// <summary>When black ends, without the flash at the beginning.</summary>
    double[] Flashes(string film) => Times(film, "-an -vf blackdetect=d=0.01:pix_th=0.3", BlackEnd());

    /// <summary>When silence ends, without the beep at the beginning.</summary>
    double[] Beeps(string film) => Times(film, "-vn -af silencedetect=n=-30dB:d=1", SilenceEnd());

    double[] Times(string film, string filter, Regex pattern)
    {
        using Process ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", $"-hide_banner -nostdin -i \"{PathOf(film)}\" {filter} -f null -") { RedirectStandardError = true })!;
        string report = ffmpeg.StandardError.ReadToEnd();
        ffmpeg.WaitForExit();
        return [.. pattern.Matches(report).Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).Where(time => time > 1 && time < Minutes * Every - 1)];
    }

    [GeneratedRegex(@"black_end:([0-9.]+)")]
    private static partial Regex BlackEnd();

    [GeneratedRegex(@"silence_end: ([0-9.]+)")]
    private static partial Regex SilenceEnd();
}
