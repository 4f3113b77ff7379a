namespace LiveStyle.Live.Sound.Reaction;

/// <summary>What is measured of a band of sound, as a number from 0 to 1.</summary>
public enum SoundMeasure
{
    /// <summary>How loud it is: the root of the mean square over 21 ms, against the loudest that there has been, which is forgotten by half in ten seconds.</summary>
    Loudness,

    /// <summary>Whether something begins: the rise of the spectrum (its flux) over 20 ms, beyond what is usual, against the strongest beginning likewise.</summary>
    Onset,
}
