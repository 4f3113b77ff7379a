using LiveStyle.Frames;

namespace LiveStyle.Stylization.Strokes;

/// <summary>
/// Brings what a network made of a reduced frame to the frame's own size: enlarged by a cubic, and with <see cref="DetailShare"/> of the
/// brightness that the reduction had taken from the frame, so that edges and small letters are where and as crisp as they were.
/// </summary>
/// <remarks>
/// RGB frames. In whole numbers: every processor and number of threads gives the same. Allocates nothing once it is made. Thread-safety:
/// one thread at a time.
/// </remarks>
/// <example>
/// <code>
/// ModelBundle bundle = ModelBundle.Open("live");
/// await using IStylizer stylizer = Stylizer.Open(bundle, new StylizerOptions { Device = StylizerDevice.Cpu });
/// using HostFrame picture = StillImage.Load("photo.jpg");
/// using HostFrame reduced = StillImage.Resize(picture, new FrameSize(picture.Size.Width / 2, picture.Size.Height / 2));
/// using HostFrame answer = HostFrame.Allocate(reduced.Size), painted = HostFrame.Allocate(picture.Size);
/// stylizer.Stylize(reduced, answer, bundle.Styles.Embed(Blend.Parse("munch-scream")));
/// new GuidedUpsampler(reduced.Size, picture.Size).Upsample(answer, reduced, picture, painted);
/// StillImage.Save(painted, "painted.png");
/// </code>
/// </example>
public sealed class GuidedUpsampler
{
    /// <summary>The share of the frame's lost detail that comes back: more copies the frame, and draws lines beside the strokes' own; less blurs letters.</summary>
    public const double DetailShare = GuidedRow.Detail / 64.0;

    readonly FrameSize from, to;
    readonly CubicTaps rows;
    readonly GuidedRow row;

    /// <summary>Makes what frames of one size need.</summary>
    /// <param name="from">The size of the reduced frames, in pixels.</param>
    /// <param name="to">The size of the frames themselves, in pixels: on no side smaller.</param>
    /// <exception cref="ArgumentException">It is smaller.</exception>
    public GuidedUpsampler(FrameSize from, FrameSize to)
    {
        if (from.Width > to.Width || from.Height > to.Height)
        {
            throw new ArgumentException($"frames of {from} are not enlarged to {to}", nameof(to));
        }

        (this.from, this.to) = (from, to);
        rows = new CubicTaps(from.Height, to.Height);
        row = new GuidedRow(from.Width, to.Width);
    }

    /// <summary>Enlarges an answer, guided by the original.</summary>
    /// <param name="answer">What the network made of <paramref name="reduced"/>.</param>
    /// <param name="reduced">The original at the size of the answer.</param>
    /// <param name="original">The original at its own size.</param>
    /// <param name="target">Receives the picture; another frame of the original's size.</param>
    /// <exception cref="ArgumentException">A frame is of another size or format.</exception>
    public void Upsample(HostFrame answer, HostFrame reduced, HostFrame original, HostFrame target)
    {
        Check(reduced, from, nameof(reduced));
        Check(original, to, nameof(original));
        Enlarge(answer, reduced, original, target);
    }

    /// <summary>Enlarges a picture by the cubic alone.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="target">Receives it; of the larger size.</param>
    /// <exception cref="ArgumentException">A frame is of another size or format.</exception>
    public void Upsample(HostFrame picture, HostFrame target) => Enlarge(picture, null, null, target);

    void Enlarge(HostFrame answer, HostFrame? reduced, HostFrame? original, HostFrame target)
    {
        Check(answer, from, nameof(answer));
        Check(target, to, nameof(target));
        int next = 0, last = from.Height - 1;
        for (int y = 0; y < to.Height; y++)
        {
            int first = rows.First(y);

            // Rows come in order, and the four that are needed are the last four.
            for (; next <= Math.Min(first + CubicTaps.Count - 1, last); next++)
            {
                row.Spread(next, answer.Row(next), reduced is null ? [] : reduced.Row(next));
            }

            row.Combine(
                Math.Clamp(first, 0, last), Math.Clamp(first + 1, 0, last), Math.Clamp(first + 2, 0, last), Math.Clamp(first + 3, 0, last),
                rows.Weights(y), original is null ? [] : original.Row(y), target.Row(y));
        }
    }

    static void Check(HostFrame frame, FrameSize size, string name)
    {
        if (!frame.Format.IsPacked || frame.Size != size)
        {
            throw new ArgumentException($"a {frame.Format.Layout} frame of {frame.Size}, where {PixelLayout.Rgb24} of {size} belongs", name);
        }
    }
}
