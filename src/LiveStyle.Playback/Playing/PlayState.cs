using LiveStyle.Stylization.Strokes;
using LiveStyle.Time;

namespace LiveStyle.Playback.Playing;

/// <summary>What goes on while a clip is played, whatever draws it: it outlives a lost device.</summary>
sealed class PlayState
{
    int lap;
    volatile bool isPaused;

    public required PlaybackClock Clock { get; init; }

    public required StyleMixer Mixer { get; init; }

    public required ResolutionGovernor Governor { get; init; }

    public PlayStatistics Statistics { get; } = new(TimeProvider.System);

    /// <summary>Which time round a looped clip's clock is; set by who shows pictures.</summary>
    public int Lap
    {
        get => Volatile.Read(ref lap);
        set => Volatile.Write(ref lap, value);
    }

    /// <summary>A person wants the picture to stand still. Without that the clock stands only until a picture comes.</summary>
    public bool IsPaused
    {
        get => isPaused;
        set => isPaused = value;
    }

    public required bool IsLive { get; init; }

    /// <summary>How long a frame lasts, on average.</summary>
    public required TimeSpan FrameInterval { get; init; }
}
