namespace LiveStyle.Playback.Audio;

/// <summary>Sound that goes with moving pictures, as who moves both sees it.</summary>
/// <remarks>No call waits for the sound.</remarks>
interface IPlayedAudio
{
    /// <summary>Clip time of the sample that is heard now; null while none is heard.</summary>
    TimeSpan? Position { get; }

    /// <summary>0 is silence, 1 is as recorded.</summary>
    float Volume { get; set; }

    /// <summary>Begins, or seeks. Plays from there even if it was paused before.</summary>
    void Play(TimeSpan from);

    void Pause();

    /// <summary>Goes on with the sample after the last one heard.</summary>
    void Resume();

    /// <summary>Falls silent and forgets where it was.</summary>
    void Stop();
}
