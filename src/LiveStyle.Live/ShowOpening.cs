using LiveStyle.Frames;
using LiveStyle.Live.Control;
using LiveStyle.Live.Figures;
using LiveStyle.Live.Frames;
using LiveStyle.Live.Scheduling;
using LiveStyle.Live.Sinks;
using LiveStyle.Live.Slates;
using LiveStyle.Media.Capture;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Strokes;
using LiveStyle.Time;

namespace LiveStyle.Live;

/// <summary>What a show has opened, and closes at its end.</summary>
sealed class ShowOpening : IAsyncDisposable
{
    readonly Stack<Func<ValueTask>> closings = new();

    ShowOpening(LiveShowOptions options)
    {
        Figures = new LiveFigures(options.Time);
        Desk = new LiveDesk(options.Bundle.Styles.Names, options.Presets, options.Blend, options.Melt, options.Time);
        closings.Push(() => Close(Desk));
        Sound = new ShowSound(options.Sound, options.Time);
        closings.Push(Sound.DisposeAsync);
        Blends = Sound.Move(Desk, options.Reactions);
    }

    public LiveFigures Figures { get; }

    public LiveDesk Desk { get; }

    public ShowSound Sound { get; }

    /// <summary>The desk's blend, as the sound moves it.</summary>
    public IBlendSource Blends { get; }

    public IStylizer Stylizer { get; private set; } = null!;

    public LiveSource Source { get; private set; } = null!;

    public ShowFormat Format { get; private set; } = null!;

    public Slate Slate { get; private set; } = null!;

    public SinkHub Sinks { get; private set; } = null!;

    /// <summary>Opens the cheap before the dear: what is wrong with the options is told before a camera's light goes on.</summary>
    /// <exception cref="LiveStyleException">Something can't be opened.</exception>
    public static async Task<ShowOpening> OpenAsync(LiveShowOptions options, CancellationToken cancellation)
    {
        var opened = new ShowOpening(options);
        try
        {
            await opened.OpenPartsAsync(options, cancellation).ConfigureAwait(false);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Closes all that was opened, the last first.</summary>
    public async ValueTask DisposeAsync()
    {
        while (closings.TryPop(out Func<ValueTask>? close))
        {
            await close().ConfigureAwait(false);
        }
    }

    async Task OpenPartsAsync(LiveShowOptions options, CancellationToken cancellation)
    {
        // One picture at a time, with all threads: the time of each counts.
        Stylizer = LiveStyle.Stylization.Stylizer.Open(options.Bundle, options.Stylizer with { StrokeSize = null, Slots = 1, Clip = null });
        closings.Push(Stylizer.DisposeAsync);
        var warmUp = new NetworkWarmUp(Stylizer);
        Task warming = Task.Run(() => warmUp.Run(options.Size, options.Stylizer.StrokeSize, cancellation), CancellationToken.None);
        closings.Push(() => new ValueTask(warming));
        Source = await LiveSource.OpenAsync(options.Source, options.SourceOptions with
        {
            Size = options.Size,
            Planes = true,
            CameraFrameRate = options.FrameRate ?? options.SourceOptions.CameraFrameRate,
            IsPaced = true,
            Sound = options.Sound.IsOfSource ? Sound.Put : null,
        }, cancellation).ConfigureAwait(false);
        closings.Push(Source.DisposeAsync);

        var size = new FrameSize(Source.Size.Width / 2 * 2, Source.Size.Height / 2 * 2);
        int least = options.Bundle.Description.MinimumSize;
        if (size.Width < least || size.Height < least)
        {
            throw new LiveStyleException($"{Source.Name} gives pictures of {Source.Size}, which are too small to be restyled: {least} pixels are the least on each side");
        }

        FrameSize network = StrokeSize.PlayedSize(size, options.Stylizer.StrokeSize, least);
        Stylizer.CheckSize(network);
        Format = new ShowFormat(size, Source.Format, options.FrameRate ?? Source.FrameRate, Sound.IsHeard(Source.HasSound));
        if (options.Reactions.Count > 0 && !Format.HasSound)
        {
            throw new LiveStyleException($"{Source.Name} has no sound, by which the blend could move; choose a microphone, or leave the reactions to sound out");
        }

        await warming.ConfigureAwait(false);
        warmUp.Run(size, network, Format.Pixels, cancellation);
        cancellation.ThrowIfCancellationRequested();
        Slate = new Slate(Format, options.Slate);
        closings.Push(() => Close(Slate));
        await Sound.BeginAsync(Format, cancellation).ConfigureAwait(false);
        Sinks = new SinkHub(Format, options.SinkOptions, Figures, options.Time);
        closings.Push(Sinks.DisposeAsync);
        foreach (SinkTarget target in options.Sinks)
        {
            Sinks.Add(target);
        }
    }

    static ValueTask Close(IDisposable part)
    {
        part.Dispose();
        return ValueTask.CompletedTask;
    }
}
