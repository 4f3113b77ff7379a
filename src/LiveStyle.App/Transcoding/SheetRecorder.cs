using System.Globalization;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Pipelines;
using LiveStyle.Styles;

namespace LiveStyle.App.Transcoding;

/// <summary>
/// Stands around a stylizer and keeps some frames before and after it, for a contact sheet. Keeping costs no copy:
/// the frame gets one more owner.
/// </summary>
/// <param name="stylizer">Disposed with this.</param>
/// <param name="curve">The blend at each time, for the captions.</param>
sealed class SheetRecorder(IFrameProcessor<HostFrame, HostFrame> stylizer, WeightCurve curve)
    : IFrameProcessor<HostFrame, HostFrame>
{
    static readonly FrameSize Cell = new(384, 216);

    readonly List<(double Seconds, HostFrame Original, HostFrame Styled)> kept = [];
    double[] times = [];
    int next;

    /// <summary>Keeps <paramref name="count"/> frames, evenly over a clip and away from its very ends. Call before the first frame.</summary>
    public void KeepOver(double seconds, int count) =>
        times = [.. Enumerable.Range(0, count).Select(i => seconds * (i + 0.5) / count).Distinct()];

    public ValueTask<HostFrame> ProcessAsync(HostFrame frame, CancellationToken cancellation) =>
        next < times.Length && frame.Timestamp.Seconds >= times[next]
            ? KeepAsync(frame, cancellation)
            : stylizer.ProcessAsync(frame, cancellation);

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

        using HostFrame sheet = new ImageGrid
        {
            Heading = heading,
            Note = note,
            CellSize = Cell,
            Theme = GridTheme.Dark,
            Rows =
            [
                [.. kept.Select(moment => new GridCell(moment.Original, $"{moment.Seconds.ToString("0.0", CultureInfo.InvariantCulture)} s"))],
                [.. kept.Select(moment => new GridCell(moment.Styled, Detail: Describe(moment.Seconds)))],
            ],
        }.Draw();
        StillImage.Save(sheet, path);
    }

    public async ValueTask DisposeAsync()
    {
        foreach ((_, HostFrame original, HostFrame styled) in kept)
        {
            original.Dispose();
            styled.Dispose();
        }

        kept.Clear();
        await stylizer.DisposeAsync();
    }

    async ValueTask<HostFrame> KeepAsync(HostFrame frame, CancellationToken cancellation)
    {
        while (next < times.Length && frame.Timestamp.Seconds >= times[next])
        {
            next++;
        }

        double time = frame.Timestamp.Seconds;
        HostFrame original = frame.AddReference();
        try
        {
            HostFrame styled = await stylizer.ProcessAsync(frame, cancellation);
            kept.Add((time, original, styled.AddReference()));
            return styled;
        }
        catch
        {
            original.Dispose();
            throw;
        }
    }
}
