using System.ComponentModel;
using LiveStyle.Styles;

namespace LiveStyle.Live.Web.Answers;

/// <summary>A style as it is told.</summary>
sealed record StyleView(
    [property: Description("The style's name in blends and commands.")] string Name,
    [property: Description("The style's name for people.")] string Title,
    [property: Description("The painter's name; null where there is none.")] string? Artist,
    [property: Description("When the picture was made, as its museum writes it; null where it is not noted.")] string? Year)
{
    public static StyleView Of(StyleInfo style) => new(style.Slug, style.Title, style.Artist, style.Year);
}
