using System.Collections.Concurrent;
using System.Globalization;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Pipelines;
using LiveStyle.Styles;

namespace LiveStyle.App.Transcoding;

/// <summary>
/// Stands at both ends of a pipeline, where frames pass in order, and keeps some of them before and after, for a
/// contact sheet. Keeping costs no copy: the frame gets one more owner.
/// </summary>
/// <param name="curve">The blend at each time, for the captions.</param>
/// <param name="seconds">Length of the clip.</param>
/// <param name="count">Frames to keep, evenly over the clip and away from its very ends; 0: none.</param>
sealed class SheetRecorder(WeightCurve curve, double seconds, int count) : IDisposable
{
    static readonly FrameSize Cell = new(384, 216);

    readonly double[] times = [.. Enumerable.Range(0, count).Select(i => seconds * (i + 0.5) / count).Distinct()];
    readonly ConcurrentQueue<HostFrame> originals = [];
    readonly List<(HostFrame Original, HostFrame Styled)> kept = [];
    int next;

    /// <summary>The source, watched. It stays the caller's.</summary>
    public IFrameSource<HostFrame> Watch(IFrameSource<HostFrame> source) => times.Length == 0 ? source : FrameSource.Create(async cancellation =>
    {
        HostFrame? frame = await source.ReadAsync(cancellation);
        if (frame is not null && next < times.Length && frame.Timestamp.Seconds >= times[next])
        {
            originals.Enqueue(frame.AddReference());
            next = Array.FindIndex(times, time => time > frame.Timestamp.Seconds) is var later and >= 0 ? later : times.Length;
        }

        return frame;
    });

    /// <summary>The sink, watched. It stays the caller's.</summary>
    public IFrameSink<HostFrame> Watch(IFrameSink<HostFrame> sink) => times.Length == 0 ? sink : FrameSink.Create<HostFrame>(
        (frame, cancellation) =>
        {
            if (originals.TryPeek(out HostFrame? original) && original.Timestamp == frame.Timestamp)
            {
                originals.TryDequeue(out _);
                kept.Add((original, frame.AddReference()));
            }

            return sink.WriteAsync(frame.AddReference(), cancellation);
        },
        sink.CompleteAsync);

    /// <summary>Draws what was kept: originals above, styled frames below, the time and the blend under each.</summary>
    /// <exception cref="LiveStyle.MediaException">The picture can't be written.</exception>
    public void Draw(string path, string heading, string note)
    {
        var weights = new float[curve.Names.Count];
        string Describe(double time)
        {
            curve.Evaluate(time, weights);
            return Blend.FromWeights(curve.Names, weights).ToString();
        }

        var shown = new List<HostFrame>();
        HostFrame Show(HostFrame frame)
        {
            var picture = HostFrame.Allocate(frame.Size);
            shown.Add(picture);
            PlaneConversion.ToRgb(frame, picture);
            return picture;
        }

        using HostFrame sheet = new ImageGrid
        {
            Heading = heading,
            Note = note,
            CellSize = Cell,
            Theme = GridTheme.Dark,
            Rows =
            [
                [.. kept.Select(pair => new GridCell(Show(pair.Original), $"{pair.Original.Timestamp.Seconds.ToString("0.0", CultureInfo.InvariantCulture)} s"))],
                [.. kept.Select(pair => new GridCell(Show(pair.Styled), Detail: Describe(pair.Styled.Timestamp.Seconds)))],
            ],
        }.Draw();
        shown.ForEach(picture => picture.Dispose());
        StillImage.Save(sheet, path);
    }

    public void Dispose()
    {
        foreach (HostFrame frame in kept.SelectMany(pair => (HostFrame[])[pair.Original, pair.Styled]).Concat(originals))
        {
            frame.Dispose();
        }

        kept.Clear();
        originals.Clear();
    }
}
