using LiveStyle.Frames;
using LiveStyle.Live.Control;
using LiveStyle.Live.Figures;
using LiveStyle.Live.Sinks;
using LiveStyle.Live.Sound;
using LiveStyle.Live.Windows;
using LiveStyle.Presentation.Presenting;
using LiveStyle.Styles;
using LiveStyle.TestKit.Time;
using Xunit;

namespace LiveStyle.Live.Tests.Windows;

public sealed class LiveOverlayTests
{
    static readonly DateTimeOffset Since = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
    static readonly SinkStatus Window = new("window", SinkPhase.Running, Since, null, 900, 3, 0);
    static readonly SoundFigures Sound = new(true, 0.1f, 0.5f, 3, 12, TimeSpan.FromMilliseconds(80), TimeSpan.FromMilliseconds(84));
    static readonly SinkStatus Stream = new("rtmp://host/live/***", SinkPhase.Retrying, Since, "connection refused", 120, 780, 4);

    [Fact]
    public void The_overlay_tells_of_rates_times_the_network_repeats_drops_the_blend_and_each_sink()
    {
        Assert.Equal(
            [
                "fps in 29.0   restyled 28.0   out 30.0   up 0.00:00:02",
                "latency p50 40   p95 40   p99 40   worst 40 ms   to sinks p99 0 ms   late 1",
                "cpu   network 320x180   p50 30   p99 30 ms",
                "the network runs at 320x180...",
                "repeated: network slow 2   no picture 3   slate 4",
                "dropped: before the network 5   after it 6   ticks 7   in sinks 8",
                "shows munch-scream*0.43 + original*0.57",
                "strength 1.0   melt 1.5 s   preset calm   120 bpm",
                "sound -20 dB   peak -6 dB   delay 84 ms   drift +12 ppm   missing 3",
                "window   running   written 900   dropped 3",
            ],
            Lines(Reading([Window]) with { Sound = Sound }));
    }

    [Fact]
    public void Sound_that_does_not_come_is_told_in_red() => Assert.Contains(
        "!sound -90 dB   peak -90 dB   delay 84 ms   drift -7 ppm   missing 3   none comes",
        Lines(Reading([Window]) with { Sound = Sound with { IsSounding = false, Rms = 0, Peak = 0, DriftPpm = -7 } }));

    [Fact]
    public void A_sink_that_is_down_comes_first_in_red_below_a_red_line_of_what_is_wrong()
    {
        string[] lines = Lines(Reading([Window, Stream]));
        Assert.Equal(
            [
                "!rtmp://host/live/*** is down",
                "!rtmp://host/live/***   retrying: connection refused   written 120   dropped 780   restarts 4",
                "window   running   written 900   dropped 3",
            ],
            lines[^3..]);
        Assert.DoesNotContain(Lines(Reading([Window])), line => line.StartsWith('!'));
    }

    [Fact]
    public void More_sinks_than_there_are_lines_are_counted_and_none_that_is_down_is_among_them()
    {
        SinkStatus[] many = [.. Enumerable.Range(0, 20).Select(i => Window with { Name = $"file {i}.mkv" }), Stream];
        string[] lines = Lines(Reading(many));

        Assert.Equal(OverlayText.Rows, lines.Length);
        Assert.Equal("and 15 more sinks", lines[^1]);
        Assert.StartsWith("!rtmp://", lines[9]);
    }

    [Fact]
    public void Of_a_long_name_beginning_and_end_are_left() => Assert.Equal(
        "/home/somebody...s/show-003.mkv   running   written 900   dropped 3",
        Lines(Reading([Window with { Name = "/home/somebody/of/a/long/name/with/many/films/and/pictures/show-003.mkv" }]))[^1]);

    [Fact]
    public void Lines_of_a_longer_text_before_are_gone()
    {
        var text = new OverlayText();
        LiveOverlay.Write(text, Reading([Window, Stream, Window with { Name = "b" }]));
        LiveOverlay.Write(text, Reading([]));

        Assert.Equal(8, text.UsedRows);
    }

    [Fact]
    public void The_title_bar_says_source_blend_speed_and_all_that_is_wrong()
    {
        ShowReading reading = Reading([Window, Stream, Stream with { Name = "srt://host:9000" }]);
        Assert.Equal("v4l2:0 - munch-scream*0.43 + original*0.57 - 30.0 fps - LiveStyle", (reading with { Sinks = [Window] }).Title);
        Assert.Equal(
            "v4l2:0 - munch-scream*0.43 + original*0.57 - 30.0 fps - private: the slate hides the picture; no picture comes: it was unplugged; "
            + "rtmp://host/live/*** is down, and 1 more; there are no presets - LiveStyle",
            (reading with { Desk = reading.Desk with { IsPrivate = true }, Absence = "it was unplugged", Refusal = "there are no presets" }).Title);
    }

    static string[] Lines(ShowReading reading)
    {
        var text = new OverlayText();
        LiveOverlay.Write(text, reading);
        return OverlayLines.Of(text);
    }

    static ShowReading Reading(IReadOnlyList<SinkStatus> sinks) => new()
    {
        Source = "v4l2:0",
        Device = "cpu",
        Figures = Figures(),
        Desk = new DeskState
        {
            Blend = new Blend("munch-scream"), Strength = 1, Melt = TimeSpan.FromSeconds(1.5), Preset = "calm", Tempo = 120,
        },
        Shows = Blend.Parse("munch-scream*0.43 + original*0.57"),
        Sinks = sinks,
    };

    /// <summary>The figures of two seconds.</summary>
    static FigureSnapshot Figures()
    {
        var time = new StoppedTime();
        var figures = new LiveFigures(time);
        figures.SetNetwork(new FrameSize(320, 180), "the network runs at 320×180…");
        (LiveEvent What, int Count)[] counts =
        [
            (LiveEvent.Read, 58), (LiveEvent.Restyled, 56), (LiveEvent.Tick, 60), (LiveEvent.Late, 1), (LiveEvent.RepeatedSlow, 2), (LiveEvent.RepeatedSource, 3),
            (LiveEvent.RepeatedSlate, 4), (LiveEvent.Superseded, 5), (LiveEvent.Overtaken, 6), (LiveEvent.Skipped, 7), (LiveEvent.SinkDropped, 8),
        ];
        time.Pass(1);
        foreach ((LiveEvent what, int count) in counts)
        {
            figures.Count(what, count);
        }

        figures.Record(LiveStage.Leave, TimeSpan.FromMilliseconds(40));
        figures.Record(LiveStage.Network, TimeSpan.FromMilliseconds(30));
        time.Pass(1);
        return figures.Snapshot();
    }
}
