namespace LiveStyle.Media.Probing;

/// <summary>How a picture lies on a sphere around the viewer (360°).</summary>
/// <param name="Projection">ffmpeg's name: "equirectangular", "tiled equirectangular" or "cubemap".</param>
/// <param name="Yaw">Degrees, clockwise, of the picture's middle.</param>
/// <param name="Pitch">Degrees, up.</param>
/// <param name="Roll">Degrees, clockwise.</param>
public sealed record SphericalView(string Projection, int Yaw, int Pitch, int Roll)
{
    /// <summary>Whether the picture is more than the plain projection of the whole sphere: a part of it, or with borders, which are not told here.</summary>
    public bool IsPartial { get; init; }

    /// <summary>What of side data tells it; null: nothing does.</summary>
    public static SphericalView? Of(IReadOnlyCollection<SideData> sides) =>
        sides.FirstOrDefault(side => side.Type == "Spherical Mapping") is { } sphere && sphere.Values.GetValueOrDefault("projection") is { } projection
            ? new SphericalView(projection, (int)sphere.Number("yaw"), (int)sphere.Number("pitch"), (int)sphere.Number("roll"))
            {
                IsPartial = sphere.Number("padding") > 0 || new[] { "bound_left", "bound_top", "bound_right", "bound_bottom" }.Any(bound => sphere.Number(bound) > 0),
            }
            : null;
}
