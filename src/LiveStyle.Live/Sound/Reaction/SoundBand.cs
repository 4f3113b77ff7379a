namespace LiveStyle.Live.Sound.Reaction;

/// <summary>A part of what can be heard.</summary>
public enum SoundBand
{
    /// <summary>Kick drums and basses: 30 to 200 Hz.</summary>
    Bass,

    /// <summary>Voices and most instruments: 200 to 3000 Hz.</summary>
    Mid,

    /// <summary>Cymbals, consonants, brightness: 3 to 16 kHz.</summary>
    Treble,
}
