using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Programs;

/// <summary>A command line that can't be right, whatever the files hold, ends with 2, before anything is opened.</summary>
[Collection(InProcessCollection.Name)]
public sealed class MisuseTests(Clips clips) : ProgramTests(clips)
{
    const string Film = "transcode nowhere.mp4 out.mp4 --style dark ";
    const string Played = "play nowhere.mp4 --headless --out pictures ";

    public static TheoryData<string, string> Lines => new()
    {
        { Film + "--fps fast", "give pictures a second" },
        { Film + "--first -1", "give a number from 0 on" },
        { Film + "--first 1", "--first is for pictures" },
        { Film + "--start soon", "give a time" },
        { Film + "--duration -1", "give a time" },
        { Film + "--size 640", "give WIDTHxHEIGHT" },
        { Film + "--stroke-size 0.2", "give 0.25 to 4" },
        { Film + "--stroke-size 4.1", "give 0.25 to 4" },
        { Film + "--stroke-size NaN", "give 0.25 to 4" },
        { Film + "--stroke-size fine", "give a number with a point, 0.25 to 4" },
        { "plan nowhere.mp4 out.mp4 --style dark --stroke-size 0", "give 0.25 to 4" },
        { "batch nowhere.mp4 --out-dir films --style dark --stroke-size 5", "give 0.25 to 4" },
        { "stylize nowhere.png out.png --style dark --stroke-size -1", "give 0.25 to 4" },
        { Played + "--stroke-size 0.1", "give 0.25 to 4" },
        { Film + "--hdr always", "give expand or tone-map" },
        { Film + "--region sky.png", "give MASK=BLEND" },
        { Film + "--region sky.png=dark*", "such as" },
        { Film + "--codec theora", "there are h264" },
        { "transcode nowhere.mp4 out.webm --style dark --codec h264", "it holds vp9" },
        { Film + "--crf 99", "above 51" },
        { Film + "--preset quick", "there are ultrafast" },
        { Film + "--codec prores --preset fast", "can't hold prores" },
        { Film + "--device abacus", "use one of auto" },
        { Film + "--device cpu:0", "only vulkan takes" },
        { Film + "--device vulkan:", "only vulkan takes" },
        { Film + "--threads 0", "give 1 or more" },
        { Film + "--slots 0", "give 1 to 64" },
        { Film + "--stream -1", "give a stream's number" },
        { Film + "--progress xml", "give auto, json or none" },
        { Film + "--format nut", "--format is for a film that goes to a pipe" },
        { "transcode nowhere.mp4 - --style dark --format avi", "give nut, matroska, mpegts or mp4" },
        { Film + "--timeline 0s", "exclude each other" },
        { Film + "--vgg vgg.safetensors", "add --report" },
        { "transcode nowhere.mp4 out.mp4", "no style was named" },
        { "transcode nowhere.mp4 out.mp4 --strength 0.5", "name a style" },
        { "transcode nowhere.mp4 out.mp4 --style dark*", "such as" },
        { "transcode nowhere.mp4 out.mp4 --style dark --strength NaN", "finite number" },
        { "transcode nowhere.mp4 out.mp4 --timeline NaN", "begin with the time" },
        { "plan nowhere.mp4 out.mp4 --style dark --segment-seconds 0", "give a number above 0" },
        { "plan nowhere.mp4 out.mp4 --style dark --start soon", "give a time" },
        { "batch nowhere.mp4 --out-dir films --style dark --container avi", "no video can be written" },
        { "batch nowhere.mp4 --out-dir films --style dark --use night", "--use needs --presets" },
        { "batch nowhere.mp4 --out-dir films --style dark --presets a.json", "--presets needs --use" },
        { "submit nowhere --engine steam", "give local, slurm or openjd" },
        { "submit nowhere --processes 0", "give 1 or more" },
        { "submit nowhere --cpus 0 --engine slurm", "give 1 or more" },
        { "stylize nowhere.png out.png --style dark --quality 101", "give 1 to 100" },
        { "stylize nowhere.png out.png --style dark --size big", "give WIDTHxHEIGHT" },
        { "stylize nowhere.png out.png", "no style was named" },
        { "stylize nowhere.png --style dark", "the output last" },
        { "styles --device abacus --sheet sheet.png", "use one of auto" },
        { "styles --threads 0 --sheet sheet.png", "give 1 or more" },
        { Played + "--size big", "give WIDTHxHEIGHT" },
        { Played + "--window big", "give WIDTHxHEIGHT" },
        { Played + "--start soon", "give a time" },
        { Played + "--melt -1", "give 0 to 3600" },
        { Played + "--split 2", "give 0 to 1" },
        { Played + "--frames 0", "give 1 or more" },
        { Played + "--device abacus", "use one of auto" },
        { Played + "--style dark --timeline 0s", "exclude each other" },
        { Played + "--progress xml", "give auto, json or none" },
        { "play nowhere.mp4 --headless", "give --out FOLDER" },
        { "play nowhere.mp4 --out pictures", "--out goes with --headless" },
        { "probe nowhere.mp4 --fps fast", "give pictures a second" },
    };

    [Theory, MemberData(nameof(Lines))]
    public async Task What_can_not_be_right_ends_with_the_code_for_misuse(string line, string message)
    {
        using var bundle = new TinyBundle();
        string[] words = line.Split(' ');
        TextWriter console = Console.Error;
        using var error = new StringWriter();
        Console.SetError(error);
        int code;
        try
        {
            code = await LiveStyle.App.LiveStyleProgram.RunAsync(
                [.. words, .. words[0] is "probe" or "submit" ? Array.Empty<string>() : ["--model", bundle.Directory]]);
        }
        finally
        {
            Console.SetError(console);
        }

        string told = Assert.Single(error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("livestyle: ", told);
        Assert.Contains(message, told);
        Assert.Equal(2, code);
    }

    [Theory]
    [InlineData("transcode nowhere.mp4 out.mp4 --style dark", "check the path")]
    [InlineData("transcode CLIP out.mp4 --style nosuch", "unknown style")]
    [InlineData("transcode CLIP out.mp4 --style dark --mask nowhere.png", "check the path")]
    [InlineData("transcode CLIP nowhere/out.mp4 --style dark", "create it")]
    public async Task What_files_could_mend_ends_with_the_code_for_failure(string line, string message)
    {
        using var bundle = new TinyBundle();

        ProgramRun run = await RunAsync([.. line.Split(' ').Select(word => word == "CLIP" ? Clips["walk.mp4"] : word), "--model", bundle.Directory]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.ErrorLines[^1]);
    }
}
