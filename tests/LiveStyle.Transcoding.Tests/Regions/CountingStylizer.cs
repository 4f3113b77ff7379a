using LiveStyle.Frames;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;

namespace LiveStyle.Transcoding.Tests.Regions;

/// <summary>Another stylizer, whose runs with an embedding are counted.</summary>
sealed class CountingStylizer(IStylizer stylizer) : IStylizer
{
    int runs;

    public int Runs => runs;

    public ModelBundle Bundle => stylizer.Bundle;

    public StylizerDevice Device => stylizer.Device;

    public string DeviceName => stylizer.DeviceName;

    public string? Note => stylizer.Note;

    public int Outstanding => stylizer.Outstanding;

    public int Slots => stylizer.Slots;

    public void CheckSize(FrameSize size) => stylizer.CheckSize(size);

    public void Follow(IBlendSource blends) => stylizer.Follow(blends);

    public ValueTask<HostFrame> ProcessAsync(HostFrame frame, CancellationToken cancellation) => stylizer.ProcessAsync(frame, cancellation);

    public void Stylize(HostFrame source, HostFrame target, ReadOnlySpan<float> embedding, CancellationToken cancellation = default)
    {
        Interlocked.Increment(ref runs);
        stylizer.Stylize(source, target, embedding, cancellation);
    }

    public ValueTask DisposeAsync() => stylizer.DisposeAsync();
}
