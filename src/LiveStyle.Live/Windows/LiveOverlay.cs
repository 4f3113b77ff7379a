using System.Globalization;
using LiveStyle.Live.Control;
using LiveStyle.Live.Figures;
using LiveStyle.Live.Sinks;
using LiveStyle.Live.Sound;
using LiveStyle.Presentation.Presenting;

namespace LiveStyle.Live.Windows;

/// <summary>Writes how a show is doing into the panel over its picture: figures, the blend, then a line a sink, red where one is down.</summary>
static class LiveOverlay
{
    const int LongestName = 32;

    public static void Write(OverlayText text, ShowReading reading)
    {
        FigureSnapshot figures = reading.Figures;
        int row = 0;
        void Line(FormattableString line, bool isAlert = false)
        {
            if (row >= OverlayText.Rows)
            {
                return;
            }

            // The overlay's characters are those of ASCII.
            string written = line.ToString(CultureInfo.InvariantCulture).Replace('×', 'x').Replace("…", "...", StringComparison.Ordinal);
            if (isAlert)
            {
                text.SetAlert(row, written);
            }
            else
            {
                text.SetLine(row, written);
            }

            row++;
        }

        StageFigures leave = figures.Stages[LiveStage.Leave], network = figures.Stages[LiveStage.Network], sinks = figures.Stages[LiveStage.Sink];
        Line($"fps in {figures.FramesPerSecondIn:0.0}   restyled {figures.FramesPerSecondRestyled:0.0}   out {figures.FramesPerSecond:0.0}   up {TimeSpan.FromSeconds(figures.UptimeSeconds):d\\.hh\\:mm\\:ss}");
        Line($"latency p50 {leave.P50:0}   p95 {leave.P95:0}   p99 {leave.P99:0}   worst {leave.Max:0} ms   to sinks p99 {sinks.P99:0} ms   late {figures.Late}");
        Line($"{reading.Device}   network {figures.NetworkWidth}x{figures.NetworkHeight}   p50 {network.P50:0}   p99 {network.P99:0} ms");
        if (figures.Note is { } note)
        {
            Line($"{note}");
        }

        Line($"repeated: network slow {figures.Repeats.Slow}   no picture {figures.Repeats.Source}   slate {figures.Repeats.Slate}");
        Line($"dropped: before the network {figures.Drops.Superseded}   after it {figures.Drops.Overtaken}   ticks {figures.Drops.Skipped}   in sinks {figures.Drops.Sinks}");
        Line($"shows {reading.Shows}");
        Line($"{Desk(reading.Desk)}");
        if (reading.Sound is { } sound)
        {
            Line($"{Sound(sound)}", isAlert: !sound.IsSounding);
        }

        if (reading.Trouble is { } trouble)
        {
            Line($"{trouble}", isAlert: true);
        }

        // Those that are down first: they must not be cut off.
        SinkStatus[] all = [.. reading.Sinks.OrderBy(sink => sink.Phase != SinkPhase.Retrying)];
        int room = OverlayText.Rows - row;
        int listed = all.Length <= room ? all.Length : room - 1;
        for (int i = 0; i < listed; i++)
        {
            Line($"{Sink(all[i])}", isAlert: all[i].Phase == SinkPhase.Retrying);
        }

        if (listed < all.Length)
        {
            Line($"and {all.Length - listed} more sinks");
        }

        while (row < OverlayText.Rows)
        {
            Line($"");
        }
    }

    static string Desk(DeskState desk) => string.Create(CultureInfo.InvariantCulture,
        $"strength {desk.Strength:0.0}   melt {desk.Melt.TotalSeconds:0.#} s{(desk.Preset is null ? "" : $"   preset {desk.Preset}")}{(desk.Tempo is { } tempo ? $"   {tempo:0.#} bpm" : "")}");

    static string Sound(SoundFigures sound) => string.Create(CultureInfo.InvariantCulture,
        $"sound {sound.RmsDecibels:0} dB   peak {sound.PeakDecibels:0} dB   delay {sound.Delay.TotalMilliseconds:0} ms   drift {sound.DriftPpm:+0;-0;0} ppm   missing {sound.Underruns}{(sound.IsSounding ? "" : "   none comes")}");

    /// <summary>Why it is down stands before what may be cut off.</summary>
    static string Sink(SinkStatus sink) => string.Create(CultureInfo.InvariantCulture,
        $"{Short(sink.Name)}   {sink.Phase.ToString().ToLowerInvariant()}{(sink.Reason is null ? "" : $": {sink.Reason}")}   written {sink.Written}   dropped {sink.Dropped}{(sink.Restarts > 0 ? $"   restarts {sink.Restarts}" : "")}");

    /// <summary>A name of which beginning and end are left.</summary>
    static string Short(string name) => name.Length <= LongestName ? name : $"{name[..(LongestName / 2 - 2)]}...{name[^(LongestName / 2 - 2)..]}";
}
