using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;

namespace LiveStyle.Quality.Losses;

/// <summary>Content and style loss of a film's frames.</summary>
sealed class FilmLosses : IDisposable
{
    /// <summary>
    /// Side of the square in the middle of the frame that is looked at. It is not scaled: a style's strokes have a size in pixels,
    /// and smaller ones are another style.
    /// </summary>
    const int Side = 320;

    readonly PerceptualLoss loss;
    readonly PaintingFolder? folder;
    readonly IReadOnlyList<StyleInfo> styles;
    readonly Dictionary<string, PictureFeatures?> paintings = [];

    /// <exception cref="LiveStyleException">The weights or the folder are unfit.</exception>
    public FilmLosses(string vgg, string? paintings, ModelBundle model)
    {
        styles = model.Description.Styles;
        folder = paintings is null ? null : PaintingFolder.Open(paintings);
        loss = PerceptualLoss.Load(vgg, LossLayers.Read(model.Description.Training));
    }

    /// <summary>Styles whose painting was asked for and is not there.</summary>
    public IEnumerable<string> Missing => folder is null ? [] : paintings.Where(pair => pair.Value is null).Select(pair => pair.Key);

    /// <summary>What is looked at of a frame of that size.</summary>
    public static FrameSize Part(FrameSize size) => new(Math.Min(Side, size.Width), Math.Min(Side, size.Height));

    /// <summary>Measures a frame.</summary>
    /// <param name="original">RGB; stays the caller's.</param>
    /// <param name="styled">The same size; stays the caller's.</param>
    /// <param name="weights">The blend at its time, one weight a style of the model, strength folded in.</param>
    public FrameLosses Measure(HostFrame original, HostFrame styled, ReadOnlySpan<float> weights)
    {
        using HostFrame part = Middle(original), styledPart = Middle(styled);
        PictureFeatures seen = loss.Look(styledPart);
        var byStyle = new Dictionary<string, double>();
        double sum = 0, whole = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            // A negative weight leads away from a style, and "original" has no painting.
            if (weights[i] > 0 && styles[i].Slug != StyleInfo.Original && Painting(styles[i]) is { } painting)
            {
                byStyle[styles[i].Slug] = loss.Style(painting, seen);
                sum += weights[i] * byStyle[styles[i].Slug];
                whole += weights[i];
            }
        }

        return new FrameLosses(loss.Content(loss.Look(part), seen), whole > 0 ? sum / whole : null, byStyle);
    }

    public void Dispose() => loss.Dispose();

    PictureFeatures? Painting(StyleInfo style)
    {
        if (!paintings.TryGetValue(style.Slug, out PictureFeatures? features))
        {
            using HostFrame? picture = folder?.Load(style);
            features = picture is null ? null : loss.Look(picture);
            paintings.Add(style.Slug, features);
        }

        return features;
    }

    static HostFrame Middle(HostFrame frame)
    {
        FrameSize part = Part(frame.Size);
        return StillImage.Crop(frame, (frame.Size.Width - part.Width) / 2, (frame.Size.Height - part.Height) / 2, part);
    }
}
