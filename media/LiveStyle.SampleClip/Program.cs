using System.Diagnostics;
using LiveStyle;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.SampleClip;

const int StillFrame = 120;
const string Usage = "usage: LiveStyle.SampleClip FOLDER [--draft] [--masks FOLDER] [--frames FOLDER]";

string? Option(string name) => Array.IndexOf(args, name) is int i and >= 0 && i + 1 < args.Length ? args[i + 1] : null;

if (args.Length == 0 || args[0].StartsWith('-'))
{
    Console.Error.WriteLine(Usage);
    return 2;
}

try
{
    string folder = Directory.CreateDirectory(args[0]).FullName;
    var clock = Stopwatch.StartNew();
    using World world = World.Paint(raysPerTexel: args.Contains("--draft") ? 1 : 2);
    Console.WriteLine($"the world is painted ({clock.Elapsed.TotalSeconds:0} s)");

    MotionFile.Save(world, Path.Combine(folder, "sample.motion.json"), "sample.layers");
    MotionFile.SaveCoverage(world, Path.Combine(folder, "sample.layers"));
    if (Option("--masks") is { } masks)
    {
        MotionFile.SaveMasks(world, masks);
    }

    string sound = Path.Combine(Path.GetTempPath(), $"livestyle-sample-{Environment.ProcessId}.wav");
    Melody.Save(sound, (double)Camera.Frames / Camera.FrameRate);
    using (var film = new Film(Path.Combine(folder, "sample.mp4"), sound))
    {
        using HostFrame picture = HostFrame.Allocate(new FrameSize(Camera.Width, Camera.Height));
        var pixels = new byte[picture.ByteLength];
        for (int frame = 0; frame < Camera.Frames; frame++)
        {
            world.Shoot(frame, pixels);
            film.Write(pixels);
            pixels.CopyTo(picture.Pixels);
            if (frame == StillFrame)
            {
                StillImage.Save(picture, Path.Combine(folder, "sample.jpg"), 95);
            }

            if (Option("--frames") is { } frames)
            {
                StillImage.Save(picture, Path.Combine(Directory.CreateDirectory(frames).FullName, $"{frame:0000}.png"));
            }
        }

        film.Complete();
    }

    File.Delete(sound);
    Console.WriteLine($"{Path.Combine(folder, "sample.mp4")}: {Camera.Frames} frames ({clock.Elapsed.TotalSeconds:0} s)");
    return 0;
}
catch (LiveStyleException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
