using LiveStyle.Frames;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;

namespace LiveStyle.Stylization.Tests.Strokes;

/// <summary>Takes a network's place: paints each RGB frame by a rule, and notes the sizes that it saw.</summary>
sealed class PaintingStylizer(ModelBundle bundle, Func<byte, byte> paint, int slots = 1) : IStylizer
{
    readonly List<FrameSize> seen = [];

    public IReadOnlyList<FrameSize> Seen => seen;

    public bool IsDisposed { get; private set; }

    public Func<FrameSize, LiveStyleException?> Refusal { get; init; } = _ => null;

    public ModelBundle Bundle => bundle;

    public StylizerDevice Device => StylizerDevice.Cpu;

    public string DeviceName => "painter";

    public string? Note => "a note";

    public int Outstanding => 0;

    public int Slots => slots;

    public void CheckSize(FrameSize size)
    {
        if (Refusal(size) is { } refused)
        {
            throw refused;
        }
    }

    public void Follow(IBlendSource blends) => throw new NotSupportedException("who stands above mixes");

    public ValueTask<HostFrame> ProcessAsync(HostFrame frame, CancellationToken cancellation) => throw new NotSupportedException("who stands above has the frames");

    public void Stylize(HostFrame source, HostFrame target, ReadOnlySpan<float> embedding, CancellationToken cancellation = default)
    {
        Assert(source.Format == FrameFormat.Rgb && target.Size == source.Size);
        lock (seen)
        {
            if (seen.Count < 1000)
            {
                seen.Add(source.Size);
            }
        }

        for (int i = 0; i < source.Pixels.Length; i++)
        {
            target.Pixels[i] = paint(source.Pixels[i]);
        }
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }

    static void Assert(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException("the network takes RGB frames of one size");
        }
    }
}
