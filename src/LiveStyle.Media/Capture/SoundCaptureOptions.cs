namespace LiveStyle.Media.Capture;

/// <summary>How patient to be with a microphone or another source of sound.</summary>
public sealed record SoundCaptureOptions
{
    /// <summary>How long the first sound may take to come. An address that listens for its sender waits without limit.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long none may come before the source counts as vanished. Silence that is sent is sound.</summary>
    public TimeSpan SoundTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Wait before the first new attempt; each further one waits twice as long, up to four seconds.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a vanished source is tried again before the capture ends; null: for ever.</summary>
    public TimeSpan? GiveUpAfter { get; init; }

    /// <summary>The clock that stamps what arrives. Patience is measured by real time whatever it says.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
