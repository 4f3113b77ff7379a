using LiveStyle.Live.Control.Midi;
using LiveStyle.Live.Control.Osc;
using LiveStyle.Live.Web;

namespace LiveStyle.Live.Shows;

/// <summary>By what a show is controlled from outside: web, OSC and MIDI.</summary>
sealed class ShowDoors : IAsyncDisposable
{
    OscServer? osc;
    MidiInput? midi;

    /// <summary>The server of pages and requests; null for none.</summary>
    public ControlServer? Web { get; private set; }

    /// <exception cref="LiveStyleException">A port is in use, or can't be had; the message names it. Dispose what is open.</exception>
    public async Task OpenAsync(ShowPlan plan, LiveShow show, ShowSessionOptions options, CancellationToken cancellation)
    {
        if (plan.Control is { } web)
        {
            Web = await ControlServer.StartAsync(show, web, cancellation).ConfigureAwait(false);
        }

        if (plan.Osc is { } messages)
        {
            osc = OscServer.Start(show.Desk, messages with { Noted = options.Noted }, options.Time);
        }

        if (plan.Midi is { } device)
        {
            MidiMap map = plan.MidiMap ?? UsualMidiMap.Of(show.Desk);
            midi = MidiInput.Start(device, new MidiDesk(show.Desk, map, options.Time, options.Noted), options.Noted);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (midi is not null)
        {
            await midi.DisposeAsync().ConfigureAwait(false);
        }

        if (osc is not null)
        {
            await osc.DisposeAsync().ConfigureAwait(false);
        }

        if (Web is not null)
        {
            await Web.DisposeAsync().ConfigureAwait(false);
        }
    }
}
