using System.Runtime.CompilerServices;

namespace LiveStyle.Live.Sound.Reaction;

/// <summary>The six numbers of one hop of sound: each <see cref="SoundMeasure"/> of each <see cref="SoundBand"/>, 0 to 1.</summary>
[InlineArray(Measures * Bands)]
struct BandLevels
{
    public const int Bands = 3;
    public const int Measures = 2;

    float first;

    public readonly float Of(SoundBand band, SoundMeasure measure) => this[Place(band, measure)];

    public void Set(SoundBand band, SoundMeasure measure, float level) => this[Place(band, measure)] = level;

    static int Place(SoundBand band, SoundMeasure measure) => (int)measure * Bands + (int)band;
}
