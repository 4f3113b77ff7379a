using System.Net;
using LiveStyle.Live.Shows;
using LiveStyle.Live.Sinks;
using LiveStyle.Live.Web;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Live.Tests.Shows;

public class ShowPlanTests
{
    static readonly ShowFile Simple = new() { Source = "test", To = ["null:"] };

    static ShowPlan Plan(ShowFile file) => ShowPlan.Of(file, null, TimeProvider.System);

    [Fact]
    public void What_a_file_leaves_out_is_as_usual()
    {
        ShowPlan plan = Plan(Simple);

        Assert.Equal((TimeSpan.FromMilliseconds(120), TimeSpan.FromSeconds(1), 0.0), (plan.Show.Latency, plan.Show.Melt, plan.Show.Steadiness));
        Assert.NotEqual("original", plan.Show.Blend.ToString());
        Assert.Same(SoundChoice.Source, plan.Show.Sound);
        Assert.Null(plan.Control);
        Assert.Null(plan.Osc);
    }

    [Fact]
    public void Presets_and_the_playlist_come_in_the_order_of_the_file()
    {
        ShowPlan plan = Plan(Simple with
        {
            Presets = new Dictionary<string, PresetEntry> { ["z"] = new() { Blend = "munch-scream", Melt = 3 }, ["a"] = new() { Blend = "original", Strength = 0.5, StrokeSize = 2 } },
            Playlist = new PlaylistEntry { Start = true, Steps = [new() { Preset = "a", Seconds = 2 }, new() { Preset = "z", Seconds = 4, Melt = 1 }] },
        });

        Assert.Equal(["z", "a"], plan.Show.Presets.Select(preset => preset.Name));
        Assert.Equal((TimeSpan.FromSeconds(3), 0.5f, 2.0), (plan.Show.Presets[0].Melt, plan.Show.Presets[1].Strength, plan.Show.Presets[1].StrokeSize));
        Assert.Equal(["a", "z"], plan.Playlist!.Items.Select(item => item.Preset));
        Assert.True(plan.StartsPlaylist && plan.Playlist.Loops);
    }

    [Theory]
    [InlineData("30", 30, 1)]
    [InlineData("30000/1001", 30000, 1001)]
    [InlineData("29.97", 2997, 100)]
    public void A_rate_is_a_number_or_a_fraction(string text, int numerator, int denominator) =>
        Assert.Equal(new Rational(numerator, denominator).ToDouble(), Plan(Simple with { Fps = text }).Show.FrameRate!.Value.ToDouble(), 9);

    [Theory]
    [InlineData("7077", "127.0.0.1:7077")]
    [InlineData("localhost:7077", "127.0.0.1:7077")]
    [InlineData("0.0.0.0:80", "0.0.0.0:80")]
    [InlineData("[::1]:7077", "[::1]:7077")]
    public void An_address_may_be_a_port_of_this_machine(string text, string endpoint) => Assert.Equal(IPEndPoint.Parse(endpoint), ShowPlan.Endpoint(text, "control"));

    [Theory]
    [InlineData("desk")]
    [InlineData("1.2.3.4")]
    [InlineData("70777")]
    [InlineData("::1")]
    public void What_is_no_address_is_told_with_what_is(string text) =>
        Assert.Equal($"control {text}: give ADDRESS:PORT, such as 127.0.0.1:7077, or a port of this machine", Assert.Throws<LiveStyleException>(() => ShowPlan.Endpoint(text, "control")).Message);

    public static TheoryData<ShowFile, string> Wrong => new()
    {
        { new ShowFile { To = ["null:"] }, "the show has no source; name a camera, screen, address or file" },
        { Simple with { To = ["window"] }, "there can be no window here; leave it out of the show's sinks" },
        { Simple with { To = ["somewhere"] }, "a show can't go to somewhere; give an address (rtmp" },
        { Simple with { Fps = "many" }, "many frames a second: give a number or a fraction, such as 30, 29.97 or 30000/1001" },
        { Simple with { Latency = 1e6 }, "latency 1000000: give seconds, from 0 to 86400" },
        { Simple with { Latency = 20 }, "a latency of 20000 ms: give 1 ms to 10 s" },
        { Simple with { StrokeSize = 9 }, "a stroke size of 9" },
        { Simple with { Steadiness = -1 }, "a steadiness of -1: give a number from 0 to 1" },
        { Simple with { Slate = new SlateEntry { Color = "blue" } }, "the color 'blue': give six hexadecimal digits" },
        { Simple with { Coding = new CodingEntry { Encoder = "mpeg4" } }, "streams are coded by libx264" },
        { Simple with { Presets = new Dictionary<string, PresetEntry> { ["calm"] = new() { Blend = "munch-scream*" } } }, "presets.calm: " },
        { Simple with { Osc = new OscEntry { Listen = "x" } }, "" },
        { Simple with { Osc = new OscEntry { Listen = "0.0.0.0:9020" } }, "OSC at 0.0.0.0:9020 would obey everybody on the network; name the addresses of those who may play (senders" },
        { Simple with { Osc = new OscEntry { Listen = "9020", Senders = ["192.168.1.20", "desk"] } }, "osc.senders: 'desk' is no address that sends OSC; give one such as 192.168.1.20" },
        { Simple with { Device = "toaster" }, "" },
        { Simple with { Model = "none-of-that-name" }, "no model bundle 'none-of-that-name'" },
    };

    [Theory, MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void A_part_that_can_not_be_done_is_named(ShowFile file, string message)
    {
        LiveStyleException problem = Assert.ThrowsAny<LiveStyleException>(() => Plan(file));

        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Fact]
    public void Beyond_this_machine_osc_obeys_the_senders_that_the_file_names()
    {
        ShowPlan plan = Plan(Simple with { Osc = new OscEntry { Listen = "0.0.0.0:9020", Senders = ["192.168.1.20", "fe80::1"] } });

        Assert.Equal([IPAddress.Parse("192.168.1.20"), IPAddress.Parse("fe80::1")], plan.Osc!.Senders);
    }

    [Fact]
    public void Control_by_web_has_the_files_folder_and_names_and_codes_sinks_as_the_show_does()
    {
        var control = new ControlEntry { Listen = "7077", Hosts = ["desk.local"], Origins = ["https://desk.example"], Recordings = "rec" };
        ShowFile file = Simple with { Control = control, Coding = new CodingEntry { Kilobits = 700, SplitMinutes = 5 } };

        ControlOptions options = Plan(file).Control!;

        Assert.Equal(("rec", "desk.local", "https://desk.example"), (options.Recordings, options.AllowedHosts.Single(), options.AllowedOrigins.Single()));
        Assert.Equal((700_000, 700_000), (((StreamSinkTarget)options.ParseSink!("rtmp://host/live/key")).Output.Coding.BitRate, ((RecordingTarget)options.ParseSink("a.mkv")).Output.Coding.BitRate));
        Assert.Equal(TimeSpan.FromMinutes(5), ((RecordingTarget)options.ParseSink("a.mkv")).Split);
        Assert.StartsWith("there can be no window here", Assert.Throws<LiveStyleException>(() => options.ParseSink("window")).Message);
    }

    [Fact]
    public void No_text_of_a_show_holds_its_token_or_a_password()
    {
        ShowFile file = Simple with { Source = "rtsp://me:horse@host/a", Control = new ControlEntry { Listen = "7077", Token = "correct-horse-battery" } };

        Assert.DoesNotContain("horse", $"{file} {file.Control}", StringComparison.Ordinal);
        Assert.Contains("Listen = 7077", file.Control.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_window_is_the_one_that_is_handed_in()
    {
        var window = new NullSinkTarget();

        Assert.Same(window, ShowPlan.Of(Simple with { To = ["window"] }, window, TimeProvider.System).Show.Sinks[0]);
    }
}
