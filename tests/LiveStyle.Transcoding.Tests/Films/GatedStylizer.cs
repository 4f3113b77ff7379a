using LiveStyle.Frames;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;

namespace LiveStyle.Transcoding.Tests.Films;

/// <summary>Another stylizer, whose disposal takes until a gate opens, as a GPU's may.</summary>
sealed class GatedStylizer(IStylizer stylizer, Task gate) : IStylizer
{
    public bool IsDisposing { get; private set; }

    public bool IsDisposed { get; private set; }

    public ModelBundle Bundle => stylizer.Bundle;

    public StylizerDevice Device => stylizer.Device;

    public string DeviceName => stylizer.DeviceName;

    public string? Note => stylizer.Note;

    public int Outstanding => stylizer.Outstanding;

    public int Slots => stylizer.Slots;

    public void CheckSize(FrameSize size) => stylizer.CheckSize(size);

    public void Follow(IBlendSource blends) => stylizer.Follow(blends);

    public ValueTask<HostFrame> ProcessAsync(HostFrame frame, CancellationToken cancellation) => stylizer.ProcessAsync(frame, cancellation);

    public void Stylize(HostFrame source, HostFrame target, ReadOnlySpan<float> embedding, CancellationToken cancellation = default) =>
        stylizer.Stylize(source, target, embedding, cancellation);

    public async ValueTask DisposeAsync()
    {
        IsDisposing = true;
        await gate;
        await stylizer.DisposeAsync();
        IsDisposed = true;
    }
}
