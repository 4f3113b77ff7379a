using System.Diagnostics;
using LiveStyle.Bundles;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Training.Networks;
using LiveStyle.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace LiveStyle.Training.Additions;

/// <summary>A picture of a style as it learns: its painting, and some photographs as it began and as it is now.</summary>
sealed class AdditionPreview : IDisposable
{
    const int PhotoCount = 3;

    readonly TransformNetwork network;
    readonly string style;
    readonly TimeSpan every;
    readonly Stopwatch sinceDrawn = new();
    readonly List<HostFrame> frames = [];
    readonly List<(HostFrame Photo, HostFrame Begun)> rows = [];
    readonly string[] titles;
    bool hasFailed;

    /// <param name="network">Stays the caller's.</param>
    /// <param name="photos">Some that are measured on are shown.</param>
    /// <param name="painting">Whose style is learned.</param>
    /// <param name="start">What it begins with.</param>
    /// <param name="path">Of the picture; replaced.</param>
    /// <param name="every">At most so often, but for the first and the last.</param>
    public AdditionPreview(TransformNetwork network, PhotoSplit photos, Painting painting, StyleStart start, string path, TimeSpan every)
    {
        (this.network, this.every, Path, style) = (network, every, path, painting.Slug);
        titles = ["photograph", start.Name, style];
        HostFrame Keep(HostFrame frame)
        {
            frames.Add(frame);
            return frame;
        }

        using (Tensor? picture = painting.Load(PhotoSplit.PhotoSide))
        {
            Keep(FrameTensor.ToFrame(picture!));
        }

        int count = photos.MeasuredPhotos.Count;
        foreach (int i in Enumerable.Range(0, PhotoCount).Select(place => (int)((place + 0.5) * count / PhotoCount)).Distinct())
        {
            HostFrame photo = Keep(photos.Measured.ReadFrame(photos.MeasuredPhotos[i]));
            rows.Add((photo, Keep(Stylize(photo, start.Row))));
        }
    }

    /// <summary>Of the picture.</summary>
    public string Path { get; }

    /// <summary>The picture's name beside a style's file.</summary>
    public static string PathBeside(string styleFile) =>
        (styleFile.EndsWith(StyleFile.Extension, StringComparison.Ordinal) ? styleFile[..^StyleFile.Extension.Length] : styleFile) + ".preview.png";

    /// <summary>Draws after the first step, and then where the time has come.</summary>
    /// <param name="row">float32 [1,E]: what was learned so far.</param>
    /// <param name="step">Steps done.</param>
    public void DrawIfDue(Tensor row, long step)
    {
        if (!sinceDrawn.IsRunning || sinceDrawn.Elapsed >= every)
        {
            Draw(row, step);
        }
    }

    /// <summary>Draws now. Where it can't be written that is told once, and learning goes on.</summary>
    /// <param name="row">float32 [1,E]: what was learned so far.</param>
    /// <param name="step">Steps done.</param>
    public void Draw(Tensor row, long step)
    {
        var now = new List<HostFrame>();
        try
        {
            var cells = new List<IReadOnlyList<GridCell>> { new GridCell[] { new(null), new(null), new(frames[0], "the painting") } };
            foreach ((HostFrame photo, HostFrame begun) in rows)
            {
                now.Add(Stylize(photo, row));
                cells.Add([new GridCell(photo), new GridCell(begun), new GridCell(now[^1])]);
            }

            using HostFrame sheet = new ImageGrid
            {
                Rows = cells,
                CellSize = new FrameSize(320, 240),
                ColumnTitles = titles,
                Heading = $"{style}, step {step}",
                Theme = GridTheme.Dark,
            }.Draw();
            StillImage.Save(sheet, Path);
        }
        catch (Exception problem) when (problem is MediaException or IOException or UnauthorizedAccessException)
        {
            if (!hasFailed)
            {
                Console.Error.WriteLine($"{Path} can't be drawn ({problem.Message.TrimEnd('.')}); learning goes on");
            }

            hasFailed = true;
        }
        finally
        {
            now.ForEach(frame => frame.Dispose());
            sinceDrawn.Restart();
        }
    }

    public void Dispose() => frames.ForEach(frame => frame.Dispose());

    HostFrame Stylize(HostFrame photo, Tensor row)
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        return FrameTensor.ToFrame(network.forward(FrameTensor.From(photo), row));
    }
}
