using LiveStyle.Frames;
using LiveStyle.Live.Frames;
using LiveStyle.Live.Web;
using LiveStyle.TestKit.Pictures;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Live.Tests.Web;

public sealed class PreviewFeedTests
{
    static readonly FrameFormat Planes = new(PixelLayout.Yuv420, ColorMatrix.Bt601, ColorRange.Limited, ChromaSiting.Left);

    readonly PreviewFeed feed = new();

    [Fact]
    public async Task Nothing_is_encoded_while_nobody_watches()
    {
        await using var writer = new PreviewWriter(feed, Format(new FrameSize(64, 36), Planes), new PreviewOptions());

        await WriteAsync(writer, new FrameSize(64, 36), Planes, from: 0, ticks: 30);

        Assert.Equal(0, feed.Outstanding);
    }

    [Fact]
    public async Task All_viewers_share_one_picture_and_a_slow_one_skips_those_between()
    {
        await using var writer = new PreviewWriter(feed, Format(new FrameSize(64, 36), Planes), new PreviewOptions { FramesPerSecond = 30 });
        ValueTask<PreviewPicture> one = feed.NextAsync(0, CancellationToken.None), other = feed.NextAsync(0, CancellationToken.None);
        await WriteAsync(writer, new FrameSize(64, 36), Planes, from: 0, ticks: 1);
        using PreviewPicture slow = await one;
        using (PreviewPicture same = await other)
        {
            Assert.Same(slow, same);
        }

        long last = slow.Number;
        for (int tick = 1; tick <= 20; tick++)
        {
            ValueTask<PreviewPicture> next = feed.NextAsync(last, CancellationToken.None);
            await WriteAsync(writer, new FrameSize(64, 36), Planes, tick, ticks: 1);
            using PreviewPicture seen = await next;
            last = seen.Number;
        }

        using PreviewPicture newest = await feed.NextAsync(slow.Number, CancellationToken.None);
        Assert.Equal((1, 21), (slow.Number, newest.Number));
        Assert.Equal(2, feed.Outstanding);
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(15, 15)]
    [InlineData(24, 24)]
    [InlineData(100, 30)]
    [InlineData(0.5, 1)]
    public async Task No_more_pictures_are_made_than_asked_for_however_fast_the_viewer_is(double rate, int expected)
    {
        await using var writer = new PreviewWriter(feed, Format(new FrameSize(32, 18), Planes), new PreviewOptions { FramesPerSecond = rate });
        long last = 0;
        for (int tick = 0; tick < 30; tick++)
        {
            ValueTask<PreviewPicture> next = feed.NextAsync(last, CancellationToken.None);
            await WriteAsync(writer, new FrameSize(32, 18), Planes, tick, ticks: 1);
            if (next.IsCompleted || !feed.IsAwaited)
            {
                using PreviewPicture picture = await next;
                last = picture.Number;
            }
        }

        Assert.Equal(expected, last);
    }

    [Fact]
    public async Task A_viewer_that_comes_late_gets_no_old_picture()
    {
        await using var writer = new PreviewWriter(feed, Format(new FrameSize(64, 36), Planes), new PreviewOptions { FramesPerSecond = 30 });
        ValueTask<PreviewPicture> first = feed.NextAsync(0, CancellationToken.None);
        await WriteAsync(writer, new FrameSize(64, 36), Planes, from: 0, ticks: 1);
        (await first).Dispose();
        await WriteAsync(writer, new FrameSize(64, 36), Planes, from: 1, ticks: 10);

        ValueTask<PreviewPicture> late = feed.NextAsync(0, CancellationToken.None);

        Assert.False(late.IsCompleted);
        await WriteAsync(writer, new FrameSize(64, 36), Planes, from: 11, ticks: 1);
        using PreviewPicture picture = await late;
        Assert.Equal(2, picture.Number);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public async Task Once_a_slate_is_up_no_viewer_gets_the_picture_before_it(long capturedBefore)
    {
        // Of one turn: at 30 frames a second and one preview.
        await using var writer = new PreviewWriter(feed, Format(new FrameSize(64, 36), Planes), new PreviewOptions { FramesPerSecond = 1 });
        ValueTask<PreviewPicture> first = feed.NextAsync(0, CancellationToken.None);
        await WriteAsync(writer, new FrameSize(64, 36), Planes, from: 0, ticks: 1, capturedBefore);
        (await first).Dispose();

        await WriteAsync(writer, new FrameSize(64, 36), Planes, from: 1, ticks: 1, capturedAt: 0);
        ValueTask<PreviewPicture> late = feed.NextAsync(0, CancellationToken.None);

        Assert.False(late.IsCompleted);
        await WriteAsync(writer, new FrameSize(64, 36), Planes, from: 2, ticks: 3, capturedAt: 0, isRepeat: true);
        Assert.False(late.IsCompleted);
        await WriteAsync(writer, new FrameSize(64, 36), Planes, from: 30, ticks: 1, capturedAt: 0, isRepeat: true);
        (await late).Dispose();
    }

    [Fact]
    public async Task A_viewer_that_goes_is_waited_for_no_more()
    {
        using var gone = new CancellationTokenSource();
        ValueTask<PreviewPicture> next = feed.NextAsync(0, gone.Token);
        Assert.True(feed.IsAwaited);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
        Assert.False(feed.IsAwaited);
    }

    [Theory]
    [InlineData(true, 128, 72)]
    [InlineData(false, 128, 72)]
    [InlineData(true, 50, 28)]
    [InlineData(false, 4096, 72)]
    public async Task A_picture_has_the_shows_colors_at_the_width_that_was_asked_for_and_never_a_greater_one(bool isPlanes, int width, int height)
    {
        var size = new FrameSize(128, 72);
        FrameFormat pixels = isPlanes ? Planes : FrameFormat.Rgb;
        await using var writer = new PreviewWriter(feed, Format(size, pixels), new PreviewOptions { Width = width });
        ValueTask<PreviewPicture> next = feed.NextAsync(0, CancellationToken.None);

        await WriteAsync(writer, size, pixels, from: 0, ticks: 1);

        using PreviewPicture picture = await next;
        RgbaPicture seen = RgbaPicture.Read(picture.File.WrittenSpan.ToArray());
        Assert.Equal(new FrameSize(Math.Min(width, 128), height), seen.Size);
        for (int i = 0; i < seen.Pixels.Length; i++)
        {
            Assert.InRange(seen.Pixels[i], i % 4 == 3 ? 255 : ShowColors.Orange[i % 4] - 4, i % 4 == 3 ? 255 : ShowColors.Orange[i % 4] + 4);
        }
    }

    [Theory]
    [InlineData(8, 15, 75, "a preview 8 pixels wide")]
    [InlineData(640, 0, 75, "a preview of 0 pictures a second")]
    [InlineData(640, double.NaN, 75, "a preview of NaN pictures a second")]
    [InlineData(640, 15, 0, "a JPEG quality of 0")]
    public void What_a_preview_can_not_be_is_told_with_the_cure(int width, double rate, int quality, string expected)
    {
        var problem = Assert.Throws<LiveStyleException>(() => new PreviewSink(new PreviewOptions { Width = width, FramesPerSecond = rate, Quality = quality }));

        Assert.StartsWith(expected, problem.Message);
        Assert.Contains("; choose ", problem.Message);
    }

    static ShowFormat Format(FrameSize size, FrameFormat pixels) => new(size, pixels, new Rational(30, 1), HasSound: false);

    static async Task WriteAsync(PreviewWriter writer, FrameSize size, FrameFormat pixels, int from, int ticks, long capturedAt = 1, bool isRepeat = false)
    {
        using var pictures = new FramePool(size, pixels);
        var frames = new LiveFramePool(Format(size, pixels));
        for (int tick = from; tick < from + ticks; tick++)
        {
            HostFrame picture = pictures.Rent();
            ShowColors.Fill(picture, ShowColors.Orange);
            using LiveFrame frame = frames.Rent(picture, tick, capturedAt, isRepeat);
            await writer.WriteAsync(frame, CancellationToken.None);
        }
    }
}
