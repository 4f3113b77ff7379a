using LiveStyle.Bundles;
using LiveStyle.Styles;

namespace LiveStyle.App.Tests.Programs;

/// <summary>Styles in files of their own for the gallery's network, made from its own rows.</summary>
static class GalleryStyles
{
    /// <summary>A style under another name that looks exactly like one of the gallery's.</summary>
    /// <param name="gallery">The bundle's folder.</param>
    /// <param name="twin">Slug of the style that it looks like.</param>
    /// <param name="slug">Its own.</param>
    public static StyleFile TwinOf(string gallery, string twin, string slug)
    {
        ModelDescription description = ModelDescription.Load(Path.Combine(gallery, ModelDescription.FileName));
        return new StyleFile
        {
            Style = new StyleInfo { Slug = slug, Title = "The Twin", Artist = "A Test", Year = "2026" },
            Row = SafetensorsFile.Load(Path.Combine(gallery, ModelDescription.StylesFile)).Read(twin),
            NetworkHash = description.Files[ModelDescription.NetworkFile],
        };
    }
}
