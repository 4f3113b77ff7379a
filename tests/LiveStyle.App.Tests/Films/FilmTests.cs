using System.Diagnostics;
using System.Text.Json.Nodes;
using LiveStyle.App.Tests.Programs;
using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Films;

/// <summary>Runs the program on films of several short segments, with a network that takes no time.</summary>
public abstract class FilmTests(Clips clips) : ProgramTests(clips)
{
    readonly TinyBundle bundle = new();

    protected string Model => bundle.Directory;

    /// <summary>5 s of 24 frames, or so many as are asked for, with sound.</summary>
    protected string MakeFilm(string name = "in.mp4", string options = "-c:v libx264 -preset ultrafast -bf 2 -pix_fmt yuv420p -c:a aac", int seconds = 5)
    {
        Clips.Ffmpeg($"-f lavfi -i testsrc2=s=64x48:r=24000/1001:d={seconds} -f lavfi -i sine=440:d={seconds}:r=48000 {options} \"{PathOf(name)}\"");
        return name;
    }

    protected string[] Line(string input, string output, params string[] more) =>
        [input, output, "--model", Model, "--style", "negative*0.4 + dark*0.3", "--preset", "veryfast", .. more];

    /// <summary>A plan of segments of a second each, from which the plain command goes on.</summary>
    private protected async Task PlanAsync(string input, string output, params string[] more) =>
        await SucceedAsync(["plan", .. Line(input, output, ["--segment-seconds", "1", .. more])]);

    /// <summary>Starts the program and kills it, with all that it started, after a while.</summary>
    protected async Task<bool> KillAfterAsync(TimeSpan time, params string[] arguments)
    {
        using Process process = Process.Start(ProgramRun.Prepare(Folder, arguments))!;
        process.StandardInput.Close();
        Task<ProgramRunEnd> end = EndAsync(process);
        if (await Task.WhenAny(end, Task.Delay(time)) != end)
        {
            process.Kill();
        }

        await end;
        return process.ExitCode != 0;
    }

    /// <summary>The frames of a film and their times, hashed.</summary>
    protected static string FrameHashes(string path) => Clips.Ffmpeg($"-i \"{path}\" -map 0:v:0 -f framemd5 -");

    /// <summary>Changes a value of the plan of a film.</summary>
    protected void EditPlan(string output, Action<JsonObject> edit)
    {
        string path = PathOf($"{output}.livestyle/plan.json");
        JsonObject plan = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        edit(plan);
        File.WriteAllText(path, plan.ToJsonString());
    }

    protected string SegmentPath(string output, int index, string extension) => PathOf($"{output}.livestyle/segments/{index:00000}{extension}");

    static async Task<ProgramRunEnd> EndAsync(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ProgramRunEnd(await output, await error);
    }

    protected sealed record ProgramRunEnd(string Output, string Error);
}
