using LiveStyle.Bundles;
using LiveStyle.Frames;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Onnx;

namespace LiveStyle.Training.Evaluation;

/// <summary>A bundle as its users get it: run by ONNX Runtime on the CPU, bytes in and bytes out.</summary>
sealed class EvaluatedBundle : IAsyncDisposable
{
    readonly OnnxStylizer stylizer;

    /// <param name="nameOrPath">A bundle's folder, or its name on a shelf.</param>
    /// <exception cref="ModelException">There is no such bundle, or it is damaged.</exception>
    public EvaluatedBundle(string nameOrPath)
    {
        Bundle = ModelBundle.Open(nameOrPath);
        stylizer = OnnxStylizer.Create(Bundle, new StylizerOptions { Device = StylizerDevice.Cpu });
        Painted = [.. Bundle.Description.Styles.Where(style => style.Slug != StyleInfo.Original)];
    }

    public ModelBundle Bundle { get; }

    public ModelDescription Description => Bundle.Description;

    /// <summary>Its styles without "original".</summary>
    public IReadOnlyList<StyleInfo> Painted { get; }

    /// <summary>A new frame, the caller's.</summary>
    public HostFrame Stylize(HostFrame picture, Blend blend)
    {
        HostFrame target = HostFrame.Allocate(picture.Size);
        stylizer.Stylize(picture, target, Bundle.Styles.Embed(blend));
        return target;
    }

    public HostFrame Stylize(HostFrame picture, string slug) => Stylize(picture, new Blend(slug));

    public ValueTask DisposeAsync() => stylizer.DisposeAsync();
}
