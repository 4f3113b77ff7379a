using System.Globalization;
using LiveStyle.Frames;
using LiveStyle.Presentation.Presenting;

namespace LiveStyle.Playback.Playing;

/// <summary>What the overlay and the title bar say. Updating the overlay allocates nothing.</summary>
sealed class PlayOverlay(PlaySetup setup, string deviceName)
{
    const int Speed = 0, Network = 1, Styles = 2, Place = 3, Trouble = 4;

    /// <summary>For the composer.</summary>
    public OverlayText Text { get; } = new();

    /// <summary>Grows when the text changes.</summary>
    public int Version => Text.Version;

    /// <summary>Writes what is true now.</summary>
    /// <param name="inference">The size at which the network runs.</param>
    /// <param name="at">The moment of the clip.</param>
    /// <param name="trouble">A line on what is wrong; null where nothing is.</param>
    /// <param name="statistics">The frames shown and dropped, and the times that they took.</param>
    /// <param name="isPaused">Whether playing is paused.</param>
    public void Update(PlayStatistics statistics, FrameSize inference, TimeSpan at, bool isPaused, string? trouble = null)
    {
        Span<char> line = stackalloc char[OverlayText.Columns];
        Text.SetLine(Speed, Written(line, line.TryWrite(CultureInfo.InvariantCulture,
            $"{statistics.FramesPerSecond:0.0} fps   p99 {statistics.Percentile99:0.0} ms   dropped {statistics.Dropped}", out int length), length));
        FrameSize full = setup.NetworkSize;
        bool isReduced = inference != full;
        Text.SetLine(Network, Written(line, isReduced
            ? line.TryWrite(CultureInfo.InvariantCulture, $"{deviceName}   network at {inference.Width}x{inference.Height}, lowered to keep up", out length)
            : line.TryWrite(CultureInfo.InvariantCulture, $"{deviceName}   network at {inference.Width}x{inference.Height}", out length), length));
        length = setup.Mixer.Describe(at.TotalSeconds, line);
        Text.SetLine(Styles, line[..length]);
        Text.SetLine(Place, Written(line, setup.Source.IsLive
            ? line.TryWrite(CultureInfo.InvariantCulture, $"live {at:mm\\:ss}", out length)
            : line.TryWrite(CultureInfo.InvariantCulture, $"{at:hh\\:mm\\:ss\\.f} / {setup.Source.Duration:hh\\:mm\\:ss\\.f}{(isPaused ? "   paused" : "")}", out length), length));
        Text.SetLine(Trouble, trouble ?? "");
    }

    /// <summary>The same in one line.</summary>
    public string Title(PlayStatistics statistics, FrameSize inference, TimeSpan at, bool isPaused, string? trouble = null)
    {
        Span<char> styles = stackalloc char[OverlayText.Columns];
        int length = setup.Mixer.Describe(at.TotalSeconds, styles);
        string place = setup.Source.IsLive ? "live" : string.Create(CultureInfo.InvariantCulture, $"{at:mm\\:ss\\.f}");
        return string.Create(CultureInfo.InvariantCulture,
            $"{Path.GetFileName(setup.Source.Name)} - {new string(styles[..length])} - {place}{(isPaused ? " paused" : "")} - {statistics.FramesPerSecond:0.0} fps, " +
            $"p99 {statistics.Percentile99:0.0} ms, {statistics.Dropped} dropped - {deviceName} {inference.Width}x{inference.Height}{(trouble is null ? "" : $" - {trouble}")} - LiveStyle");
    }

    static ReadOnlySpan<char> Written(Span<char> line, bool isWhole, int length) => isWhole ? line[..length] : "...";
}
