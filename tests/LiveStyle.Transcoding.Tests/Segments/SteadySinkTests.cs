using System.Numerics;
using LiveStyle.Frames;
using LiveStyle.Pipelines;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Steadiness;
using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Pictures;
using LiveStyle.Time;
using LiveStyle.Transcoding.Plan;
using LiveStyle.Transcoding.Segments;
using Xunit;

namespace LiveStyle.Transcoding.Tests.Segments;

public sealed class SteadySinkTests : IDisposable
{
    static readonly FrameSize Size = new(64, 40);
    static readonly Rational Ticks = new(1, 10);

    readonly TinyBundle tiny = TinyBundle.ThatFailsForTheOriginal();
    readonly FramePool originals = new(Size), pictures = new(Size);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Assert.Equal(0, originals.Outstanding + pictures.Outstanding);
        originals.Dispose();
        pictures.Dispose();
        tiny.Dispose();
    }

    [Theory]
    [InlineData(10, 6)]
    [InlineData(1, 4)]
    [InlineData(7, 40)]
    public async Task Segments_are_the_film_of_one_run_wherever_it_begins(int length, int lead)
    {
        IReadOnlyList<PlannedSegment> segments = FilmPlanner.Cut([.. Enumerable.Range(0, 30).Select(tick => (long)tick)], length, lead: lead);
        List<(long Tick, byte[] Pixels)> whole = await RunAsync(segments);
        Assert.Equal(30, whole.Count);
        foreach (PlannedSegment[] run in segments.Select(segment => new[] { segment }).Append([.. segments.Skip(segments.Count / 2)]))
        {
            List<(long Tick, byte[] Pixels)> part = await RunAsync(run);
            (long Tick, byte[] Pixels)[] same = [.. whole.Where(frame => frame.Tick >= (run[0].First ?? 0) && frame.Tick < (run[^1].End ?? 30))];
            Assert.Equal(same.Select(frame => frame.Tick), part.Select(frame => frame.Tick));
            Assert.All(same.Zip(part), pair => Assert.Equal(pair.First.Pixels, pair.Second.Pixels));
        }
    }

    [Fact]
    public async Task Without_leads_segments_would_differ_from_the_film_of_one_run()
    {
        IReadOnlyList<PlannedSegment> segments = FilmPlanner.Cut([.. Enumerable.Range(0, 30).Select(tick => (long)tick)], 10);
        byte[] whole = (await RunAsync([new PlannedSegment(0, null, null, 30)]))[12].Pixels;

        Assert.NotEqual(whole, (await RunAsync([segments[1]]))[2].Pixels);
    }

    [Fact]
    public async Task The_original_is_shown_byte_for_byte_and_nothing_of_the_style_lasts_in_it()
    {
        List<(long Tick, byte[] Pixels)> frames = await RunAsync([new PlannedSegment(0, null, null, 30)], "0s dark; 1s dark; 1.05s original; 2s original");

        for (int tick = 11; tick < 20; tick++)
        {
            using HostFrame styled = Styled(tick);
            Assert.Equal(styled.Pixels.ToArray(), frames[tick].Pixels);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(17)]
    public async Task Stopped_or_failed_at_any_frame_it_gives_all_frames_back(int at)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        int seen = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(FilmPlanner.Cut([.. Enumerable.Range(0, 30).Select(tick => (long)tick)], 8, lead: 6), written: () =>
        {
            if (seen++ == at)
            {
                stop.Cancel();
            }
        }, cancellation: stop.Token));

        await Assert.ThrowsAsync<IOException>(() => RunAsync([new PlannedSegment(0, null, null, 30)], written: () =>
        {
            if (seen-- == 0)
            {
                throw new IOException("full");
            }
        }));
    }

    [Fact]
    public void A_lead_is_so_many_frames_long_and_does_not_begin_before_the_film()
    {
        long[] ticks = [-3, 2, 4, 6, 8, 10, 12, 14, 16, 18];

        Assert.Equal([null, -3, 6], FilmPlanner.Cut(ticks, 3, lead: 3).Select(segment => segment.Lead));
        Assert.Equal([null, -8, 4], FilmPlanner.Cut(ticks, 3, held: -8, lead: 4).Select(segment => segment.Lead));
        Assert.All(FilmPlanner.Cut(ticks, 3), segment => Assert.Null(segment.Lead));
    }

    async Task<List<(long Tick, byte[] Pixels)>> RunAsync(
        IReadOnlyList<PlannedSegment> run, string timeline = "0s dark", Action? written = null, CancellationToken? cancellation = null)
    {
        var shown = new List<(long, byte[])>();
        ModelBundle bundle = tiny.Load();
        using var steadier = new FrameSteadier(0.9);
        await using IFrameSink<HostFrame> end = FrameSink.Create<HostFrame>(frame =>
        {
            shown.Add((frame.Timestamp.Ticks, frame.Pixels.ToArray()));
            written?.Invoke();
        });
        long tick = run[0].Begin ?? 0, last = run[^1].End ?? 30;
        await using IFrameSource<HostFrame> source = FrameSource.Create(() => tick < last ? Original(tick++) : null);
        await using var styling = new OriginalKeeping(new Styling(this));
        await using var sink = new SteadySink(end, steadier, new BlendChange(bundle), Timeline.Parse(timeline).Bind(bundle.Styles.Names), isPartial: false, run);
        try
        {
            await FramePipeline.RunAsync(source, styling, sink, new FramePipelineOptions(), cancellation ?? Cancellation);
            Assert.Equal(tick - (run[0].Begin ?? 0), shown.Count + sink.Discarded);
        }
        finally
        {
            Assert.Equal(0, steadier.Outstanding);
        }

        return shown;
    }

    HostFrame Original(long tick)
    {
        HostFrame frame = originals.Rent();
        using HostFrame drawn = MovedTexture.Draw(Size, at => at - new Vector2(0.7f * tick, 0));
        drawn.CopyTo(frame);
        frame.Timestamp = new Timestamp(tick, Ticks);
        return frame;
    }

    /// <summary>The original with flicker of its own at each time.</summary>
    HostFrame Styled(long tick)
    {
        using HostFrame original = Original(tick);
        HostFrame styled = pictures.Rent();
        var random = new Random((int)tick);
        for (int i = 0; i < styled.Pixels.Length; i++)
        {
            styled.Pixels[i] = (byte)Math.Clamp(original.Pixels[i] + random.Next(-40, 41), 0, 255);
        }

        styled.Timestamp = original.Timestamp;
        return styled;
    }

    /// <summary>Several at once, of which later ones may be quicker.</summary>
    sealed class Styling(SteadySinkTests tests) : IFrameProcessor<HostFrame, HostFrame>
    {
        public int Slots => 3;

        public async ValueTask<HostFrame> ProcessAsync(HostFrame frame, CancellationToken cancellation)
        {
            using (frame)
            {
                await Task.Delay((int)(frame.Timestamp.Ticks % 3), CancellationToken.None);
                cancellation.ThrowIfCancellationRequested();
                return tests.Styled(frame.Timestamp.Ticks);
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
