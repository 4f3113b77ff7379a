
namespace LiveStyle.Media.Color;

/// <summary>What becomes of a clip's high dynamic range (PQ, HLG). The network sees it tone-mapped either way.</summary>
public enum HdrHandling
{
    /// <summary>Frames of BT.709, to be shown or coded as SDR.</summary>
    ToneMap,

    /// <summary>Frames in the clip's own primaries, by a curve that <see cref="Encoding.VideoEncoder"/> undoes: the film is HDR again.</summary>
    Expand,
}
