using LiveStyle.Time;

namespace LiveStyle.App.Playing;

/// <summary>What goes on while a clip is played, whatever draws it: it outlives a lost device.</summary>
sealed class PlayState
{
    public required PlaybackClock Clock { get; init; }

    public required StyleMixer Mixer { get; init; }

    public required ResolutionGovernor Governor { get; init; }

    public PlayStatistics Statistics { get; } = new(TimeProvider.System);

    public required bool IsLive { get; init; }

    /// <summary>How long a frame lasts, on average.</summary>
    public required TimeSpan FrameInterval { get; init; }
}
