using LiveStyle.Frames;
using LiveStyle.Live.Control;
using LiveStyle.Live.Sinks;
using LiveStyle.Live.Slates;
using LiveStyle.Live.Sound.Reaction;
using LiveStyle.Media.Capture;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Strokes;
using LiveStyle.Time;

namespace LiveStyle.Live;

/// <summary>What a show begins with.</summary>
public sealed record LiveShowOptions
{
    /// <summary>The fewest frames per second that a show has.</summary>
    public const int LowestRate = 1;

    /// <summary>The most frames per second that a show has.</summary>
    public const int HighestRate = 240;

    /// <summary>A camera, a screen, a window, an address, a film or a test pattern: see <see cref="LiveSource.IsLive"/>.</summary>
    public required string Source { get; init; }

    /// <summary>What else is asked of the source. The size, the planes, the sound and the pace of films are the show's to say.</summary>
    public LiveSourceOptions SourceOptions { get; init; } = new();

    /// <summary>The network and its styles.</summary>
    public required ModelBundle Bundle { get; init; }

    /// <summary>What runs the network, and how large strokes are until the desk says otherwise.</summary>
    public StylizerOptions Stylizer { get; init; } = new();

    /// <summary>The show's size, both sides even; null: the source's own, less a row or a column where it is odd.</summary>
    public FrameSize? Size { get; init; }

    /// <summary>The show's frames per second, which a camera or screen is asked for too; null: the source's own.</summary>
    public Rational? FrameRate { get; init; }

    /// <summary>
    /// How old a picture may be when it leaves. The network's size is chosen by it, and pictures that are older are counted; at least a frame
    /// of the show should fit twice.
    /// </summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(120);

    /// <summary>Whether the network always runs at its full size, however late pictures become.</summary>
    public bool IsFixed { get; init; }

    /// <summary>Where the show goes; more can be added, and all can be removed, while it runs.</summary>
    public IReadOnlyList<SinkTarget> Sinks { get; init; } = [];

    /// <summary>How patient the sinks are.</summary>
    public SinkHubOptions SinkOptions { get; init; } = new();

    /// <summary>Where the sound comes from.</summary>
    public SoundChoice Sound { get; init; } = SoundChoice.Source;

    /// <summary>What the sound moves of the blend; it needs a show with sound.</summary>
    public IReadOnlyList<SoundReaction> Reactions { get; init; } = [];

    /// <summary>What shows first.</summary>
    public Blend Blend { get; init; } = Blend.Original;

    /// <summary>The presets that can be chosen.</summary>
    public IReadOnlyList<Preset> Presets { get; init; } = [];

    /// <summary>How long changes of the blend take.</summary>
    public TimeSpan Melt { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How firmly the picture is held still, 0 to 1, until the desk says otherwise.</summary>
    public double Steadiness { get; init; }

    /// <summary>What is shown when the source has vanished, and while the show is private.</summary>
    public SlateOptions Slate { get; init; } = new();

    /// <summary>The clock of everything but the source, which has the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Says what can be known to be wrong before anything is opened.</summary>
    /// <exception cref="LiveStyleException">It is; the message says what and the cure.</exception>
    public void Check()
    {
        if (Size is { } size && (size.Width < 2 || size.Height < 2 || size.Width % 2 != 0 || size.Height % 2 != 0))
        {
            throw new LiveStyleException($"a show of {size}: give even sides, such as {new FrameSize(Math.Max(size.Width / 2 * 2, 2), Math.Max(size.Height / 2 * 2, 2))}");
        }

        if (FrameRate is { } rate && !(rate.IsKnown && rate.ToDouble() is >= LowestRate and <= HighestRate))
        {
            throw new LiveStyleException($"a show of {rate} frames per second: give {LowestRate} to {HighestRate}");
        }

        if (Latency < TimeSpan.FromMilliseconds(1) || Latency > TimeSpan.FromSeconds(10))
        {
            throw new LiveStyleException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"a latency of {Latency.TotalMilliseconds} ms: give 1 ms to 10 s"));
        }

        if (!(Steadiness is >= 0 and <= 1))
        {
            throw new LiveStyleException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"a steadiness of {Steadiness}: give a number from 0 to 1"));
        }

        if (Stylizer.StrokeSize is { } strokes)
        {
            StrokeSize.Check(strokes);
        }
    }
}
