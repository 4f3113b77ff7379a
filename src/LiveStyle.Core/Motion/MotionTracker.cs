using System.Numerics;
using LiveStyle.Frames;

namespace LiveStyle.Motion;

/// <summary>
/// Follows a film frame by frame, quickly: for each frame the motion from the one before, how far each place of it can be trusted, and
/// whether the scene changes. What it tells of a frame depends on that frame and the one before alone.
/// </summary>
/// <remarks>
/// Blocks of 8×8 pixels at half the frame's size are looked for in the frame before, from coarse to fine, then to a fraction of a pixel, by
/// their texture; flat ones take the motion of what is around them. What moves by less than a tenth of a pixel, or no more than noise, stands still. Allocates nothing once it is made. Thread-safety: one thread at a time.
/// </remarks>
public sealed class MotionTracker
{
    /// <summary>Pixels of the frame from one vector to the next, either way.</summary>
    public const int Step = 2 * BlockGrid.Step;

    /// <summary>A difference over a block, in levels: one that noise makes of what stands still.</summary>
    const float Noise = 48;

    /// <summary>Mean trust below which two frames are of two scenes.</summary>
    const double LeastTrust = 0.3;

    /// <summary>Share of blocks, of those that show something, which aren't found again at a cut.</summary>
    const double MostLost = 0.6;

    readonly BlockGrid grid;
    readonly BlockMatching[] matchings;
    readonly MotionGrid halves, whole;
    readonly MotionEvidence evidence;
    readonly MotionField field;
    readonly MotionTrust trust;
    LumaPyramid now, before;
    bool hasBefore;

    /// <param name="size">The size of the frames, in pixels.</param>
    public MotionTracker(FrameSize size)
    {
        Size = size;
        (now, before) = (new LumaPyramid(size), new LumaPyramid(size));
        grid = BlockGrid.Of(now.Levels[0]);
        matchings = [.. now.Levels.Select(level => new BlockMatching(BlockGrid.Of(level)))];
        (halves, whole) = (new MotionGrid(grid.Columns, grid.Rows), new MotionGrid(grid.Columns, grid.Rows));
        evidence = new MotionEvidence(grid);
        field = new MotionField(grid);
        trust = new MotionTrust(now.Brightness, halves);
        IsCut = true;
    }

    /// <summary>The size of the frames, in pixels.</summary>
    public FrameSize Size { get; }

    /// <summary>Whether the frame has nothing to do with the one before: a new scene, or the first frame.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The mean trust, and the share of blocks that weren't found again: what tells a cut.</summary>
    internal (double Trust, double Lost) Evidence { get; private set; }

    /// <summary>Vectors side by side: one each <see cref="Step"/> pixels, in their middle.</summary>
    public int Columns => grid.Columns;

    /// <summary>Vectors below each other.</summary>
    public int Rows => grid.Rows;

    /// <summary>Where the middle of <see cref="Step"/> × <see cref="Step"/> pixels was in the frame before, less where it is: in pixels.</summary>
    /// <param name="column">From 0 to <see cref="Columns"/> − 1.</param>
    /// <param name="row">From 0 to <see cref="Rows"/> − 1.</param>
    public Vector2 Vector(int column, int row) => new(whole.Across(row)[column + 1], whole.Down(row)[column + 1]);

    /// <summary>Makes what walks along the frames' rows, and gives each pixel's motion.</summary>
    public MotionRow CreateRow() => new(whole, Step);

    /// <summary>
    /// How far a row's pixels can be trusted, a byte for two pixels (the last one of an odd row for one): 0 not at all, 255 fully. Valid
    /// until the next frame.
    /// </summary>
    /// <param name="y">The row of the frame, in pixels.</param>
    public ReadOnlySpan<byte> Trust(int y) => trust.Row(y / 2);

    /// <summary>Goes on to the next frame.</summary>
    /// <param name="frame">RGB, of the tracker's size; stays the caller's.</param>
    /// <exception cref="ArgumentException">It is of another size or layout.</exception>
    public void Follow(HostFrame frame)
    {
        if (frame.Size != Size || !frame.Format.IsPacked)
        {
            throw new ArgumentException($"a {frame.Format.Layout} frame of {frame.Size}, where RGB of {Size} belongs", nameof(frame));
        }

        (now, before) = (before, now);
        now.Fill(frame);
        if (!hasBefore)
        {
            hasBefore = true;
            Forget();
            return;
        }

        for (int i = matchings.Length - 1; i >= 0; i--)
        {
            matchings[i].Search(now.Levels[i], before.Levels[i], i + 1 < matchings.Length ? matchings[i + 1] : null);
        }

        Refine();
        double mean = trust.Measure(now.Brightness, before.Brightness, field.Noise), lost = Lost();
        Evidence = (mean, lost);
        IsCut = mean < LeastTrust || lost > MostLost;
        if (IsCut)
        {
            Forget();
        }
    }

    /// <summary>Begins anew: the next frame has none before it.</summary>
    public void Reset() => hasBefore = false;

    void Forget()
    {
        IsCut = true;
        halves.Clear();
        whole.Clear();
        trust.Clear();
    }

    void Refine()
    {
        LumaLevel here = now.Levels[0], there = before.Levels[0];
        ReadOnlySpan<short> across = matchings[0].Across, down = matchings[0].Down;
        for (int row = 0; row < grid.Rows; row++)
        {
            Span<float> u = halves.Across(row)[1..], v = halves.Down(row)[1..];
            for (int column = 0; column < grid.Columns; column++)
            {
                int node = row * grid.Columns + column;
                int x = BlockGrid.Begin(column), y = BlockGrid.Begin(row);
                (Vector2 vector, float difference, Vector3 slopes) = SubpixelMatching.Refine(here, there, x, y, across[node], down[node]);
                evidence.Note(node, BlockDifference.Sum(ref here.Sample(x, y), here.Stride, ref there.Sample(x, y), there.Stride), difference);
                field.Note(node, slopes, difference);
                (u[column], v[column]) = (vector.X, vector.Y);
            }
        }

        halves.Smooth();
        evidence.Calm(halves);
        field.Solve(halves);
        for (int row = -1; row <= grid.Rows; row++)
        {
            Double(halves.Across(row), whole.Across(row));
            Double(halves.Down(row), whole.Down(row));
        }
    }

    /// <summary>Blocks at a quarter of the size, where little noise is left, whose nearest likeness is hardly nearer than a plain area.</summary>
    double Lost()
    {
        int level = Math.Min(1, matchings.Length - 1);
        LumaLevel here = now.Levels[level];
        BlockGrid blocks = BlockGrid.Of(here);
        int shown = 0, lost = 0;
        for (int i = 0; i < blocks.Count; i++)
        {
            int plain = BlockDifference.FromMean(ref here.Sample(BlockGrid.Begin(i % blocks.Columns), BlockGrid.Begin(i / blocks.Columns)), here.Stride);
            int difference = matchings[level].Differences[i];
            if (Math.Max(plain, difference) > 4 * Noise)
            {
                shown++;
                lost += 2 * difference > plain && difference > 4 * Noise ? 1 : 0;
            }
        }

        return lost / (double)Math.Max(shown, blocks.Count / 8 + 1);
    }

    static void Double(ReadOnlySpan<float> from, Span<float> to)
    {
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = 2 * from[i];
        }
    }
}
