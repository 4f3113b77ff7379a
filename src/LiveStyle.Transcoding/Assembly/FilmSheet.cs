using System.Globalization;
using LiveStyle.Frames;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Probing;
using LiveStyle.Media.Stills;
using LiveStyle.Styles;
using LiveStyle.Transcoding.Plan;

namespace LiveStyle.Transcoding.Assembly;

/// <summary>A contact sheet of a finished film: the original's frames above, the film's below, the time and the blend under each.</summary>
static class FilmSheet
{
    const int Columns = 6;

    static readonly FrameSize Cell = new(384, 216);

    /// <param name="path">The path of the sheet.</param>
    /// <param name="plan">The plan of the film.</param>
    /// <param name="clip">The original.</param>
    /// <param name="curve">The blend at each time, for the captions.</param>
    /// <param name="lastSecond">When the film's last frame is shown.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task DrawAsync(string path, FilmPlan plan, MediaInfo clip, WeightCurve curve, double lastSecond, CancellationToken cancellation)
    {
        var weights = new float[curve.Names.Count];
        MediaInfo film = await MediaProbe.ProbeAsync(plan.Settings.Output, plan.Rate, cancellation);
        var above = new List<GridCell>();
        var below = new List<GridCell>();
        var shown = new List<HostFrame>();
        try
        {
            foreach (double time in Enumerable.Range(0, Columns).Select(i => lastSecond * (i + 0.5) / Columns).Distinct())
            {
                if (await ReadAsync(clip, plan.Size, (plan.Settings.Start?.TotalSeconds ?? 0) + time, cancellation) is not { } original)
                {
                    continue;
                }

                // The film's clock may be a millisecond off: Matroska rounds.
                double at = time + original.Timestamp.Seconds;
                HostFrame? styled = await ReadAsync(film, film.RequireVideo().Size, Math.Max(0, at - 0.002), cancellation);
                shown.Add(original);
                above.Add(new GridCell(original, $"{at.ToString("0.0", CultureInfo.InvariantCulture)} s"));
                if (styled is not null)
                {
                    shown.Add(styled);
                    below.Add(new GridCell(styled, Detail: Describe(at)));
                }
            }

            string Describe(double time)
            {
                curve.Evaluate(time, weights);
                return Blend.FromWeights(curve.Names, weights).ToString();
            }

            using HostFrame sheet = new ImageGrid
            {
                Heading = Path.GetFileName(plan.Settings.Output),
                Note = $"{plan.Size}, {plan.Rate.ToDouble().ToString("0.###", CultureInfo.InvariantCulture)} frames per second; original above, styled below",
                CellSize = Cell,
                Theme = GridTheme.Dark,
                Rows = [above, below],
            }.Draw();
            StillImage.Save(sheet, path);
        }
        finally
        {
            shown.ForEach(frame => frame.Dispose());
        }
    }

    static async Task<HostFrame?> ReadAsync(MediaInfo clip, FrameSize size, double second, CancellationToken cancellation)
    {
        try
        {
            await using VideoSource source = await VideoSource.OpenAsync(
                clip, new VideoSourceOptions { Size = size, Start = TimeSpan.FromSeconds(second) }, cancellation);
            return await source.ReadAsync(cancellation);
        }
        catch (NoPictureException)
        {
            return null;
        }
    }
}
