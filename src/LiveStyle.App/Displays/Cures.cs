using LiveStyle.Files;
using LiveStyle.Frames;
using LiveStyle.Stylization;
using LiveStyle.Transcoding.Assembly;
using LiveStyle.Transcoding.Farm;
using LiveStyle.Transcoding.Preflight;

namespace LiveStyle.App.Displays;

/// <summary>What this program's options and commands do about a failure: libraries know none.</summary>
static class Cures
{
    static readonly (Remedies Remedy, string Verb, string What)[] Words =
    [
        (Remedies.FewerAtOnce, "use", "fewer --slots"),
        (Remedies.SmallerFrames, "use", "a smaller --size"),
        (Remedies.LargerFrames, "use", "a larger --size"),
        (Remedies.LargerStrokes, "use", "a larger --stroke-size"),
        (Remedies.Processor, "use", "--device cpu"),
        (Remedies.NoWindow, "use", "--headless"),
        (Remedies.NoDrawing, "use", "livestyle transcode"),
        (Remedies.OnePass, "use", "livestyle transcode"),
        (Remedies.StillPicture, "use", "livestyle stylize"),
        (Remedies.OtherCodec, "use", "another --codec"),
        (Remedies.OtherContainer, "use", "--format NAME"),
        (Remedies.ProgramPath, "use", "--program PATH"),
        (Remedies.LocalFarm, "use", "--engine local"),
        (Remedies.LossWeights, "use", "--vgg FILE"),
        (Remedies.Paintings, "use", "--paintings FOLDER"),
        (Remedies.Replacing, "add", "--overwrite"),
        (Remedies.ToneMapping, "add", "--hdr tone-map"),
        (Remedies.Deinterlacing, "add", "--deinterlace"),
        (Remedies.Leniency, "leave", "--strict out"),
        (Remedies.NoStart, "leave", "--start out"),
        (Remedies.OwnFrameRate, "leave", "--fps out"),
        (Remedies.StyleList, "livestyle", "styles lists all"),
        (Remedies.StyleTraining, "livestyle-train", "add-style makes one"),
        (Remedies.Planning, "livestyle", "plan makes one"),
    ];

    /// <summary>The failure's line, and after it the options that help: those of the outermost failure that knows any.</summary>
    public static string Tell(Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case StylizerDeviceException device when cause == failure:
                    return $"--device {device.Device.Name()} can't be used: {device.Reason}; {device.Cure}, or use --device cpu";
                case LossException when cause == failure:
                    return $"{failure.Message}; choose another container, or leave --strict out";
                case MissingSegmentsException missing:
                    return $"{failure.Message} (use livestyle segment {ShellText.Quote(ShownPath.Of(missing.Folder))} --index {missing.Missing[0]})";
                case LiveStyleException { Remedies: not Remedies.None } problem:
                    return Tell(failure.Message, problem.Remedies, problem.LargestSize, problem.SmallestSize);
            }
        }

        return failure.Message;
    }

    /// <summary>A sentence, and after it the options that help.</summary>
    /// <param name="sentence">One line.</param>
    /// <param name="remedies">What helps.</param>
    /// <param name="largest">That frames may be; null: not known.</param>
    /// <param name="smallest">That frames may be; null: not known.</param>
    public static string Tell(string sentence, Remedies remedies, FrameSize? largest = null, FrameSize? smallest = null)
    {
        var ways = new List<string>();
        string verb = "";
        foreach ((Remedies remedy, string does, string what) in Words.Where(word => remedies.HasFlag(word.Remedy)))
        {
            FrameSize? size = remedy is Remedies.SmallerFrames ? largest : remedy is Remedies.LargerFrames ? smallest : null;
            string named = size is { } fitting ? $"--size {fitting.Width}x{fitting.Height}" : what;
            ways.Add(does == verb ? named : $"{does} {named}");
            verb = does;
        }

        return ways.Count == 0 ? sentence : $"{sentence} ({string.Join(" or ", ways)})";
    }
}
