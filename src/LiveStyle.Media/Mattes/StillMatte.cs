using LiveStyle.Compositing;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Time;

namespace LiveStyle.Media.Mattes;

/// <summary>One picture for all time.</summary>
sealed class StillMatte : Matte
{
    readonly FramePool pool;
    readonly HostFrame mask;
    readonly MatteCoverage coverage;

    /// <exception cref="MediaException">The picture can't be read.</exception>
    public StillMatte(string path, FrameSize size)
    {
        using HostFrame picture = StillImage.LoadWithAlpha(path);
        using HostFrame whole = HostFrame.Allocate(picture.Size, FrameFormat.Gray);
        FrameCompositing.ToMask(picture, whole);
        pool = new FramePool(size, FrameFormat.Gray);
        mask = pool.Rent();
        MaskResampling.Resize(whole, mask);
        coverage = MatteMask.Measure(mask);
    }

    public override int Outstanding => pool.Outstanding;

    public override ValueTask<MatteMask> AtAsync(Timestamp time, CancellationToken cancellation) =>
        ValueTask.FromResult(new MatteMask(mask.AddReference(), coverage));

    public override ValueTask DisposeAsync()
    {
        mask.Dispose();
        pool.Dispose();
        return ValueTask.CompletedTask;
    }
}
