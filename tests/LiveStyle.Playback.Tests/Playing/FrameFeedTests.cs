using System.Diagnostics;
using LiveStyle.Playback.Playing;
using LiveStyle.TestKit.Playing;
using Xunit;

namespace LiveStyle.Playback.Tests.Playing;

[Trait("Speed", "Slow")]
public sealed class FrameFeedTests
{
    const double Interval = 1 / 24.0;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Frames_come_in_order_with_the_moments_of_the_clip_until_its_end()
    {
        using var clip = new CountingClip(12);
        await using PlaySource source = await clip.OpenAsync(Cancellation);
        await using var feed = new FrameFeed(source, TimeSpan.Zero, isLooped: false);
        for (int i = 0; i < 12; i++)
        {
            Expect(feed, i);
        }

        Await(() => feed.IsDrained);
        Assert.Null(feed.Problem);
    }

    [Theory]
    [InlineData(0.5, 12)]
    [InlineData(0.26, 7)]
    [InlineData(0, 0)]
    public async Task A_seek_goes_on_with_the_first_frame_at_or_after_its_moment(double seconds, int number)
    {
        using var clip = new CountingClip(30);
        await using PlaySource source = await clip.OpenAsync(Cancellation);
        await using var feed = new FrameFeed(source, TimeSpan.Zero, isLooped: false);
        Expect(feed, 0);
        feed.Seek(TimeSpan.FromSeconds(seconds));
        Expect(feed, number);
        Expect(feed, number + 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-vf setpts=PTS+floor(N/3)*0.4/TB")]
    [InlineData("-vf setpts=(N+N*N/8)/24/TB")]
    public async Task The_frame_before_a_moment_is_found_however_long_frames_last(string timing)
    {
        using var clip = new CountingClip(12, more: timing + " -fps_mode passthrough");
        await using PlaySource source = await clip.OpenAsync(Cancellation);
        await using var feed = new FrameFeed(source, TimeSpan.Zero, isLooped: false);
        List<FedFrame> all = [.. Enumerable.Range(0, 12).Select(_ => Take(feed))];
        for (int i = 11; i >= 0; i--)
        {
            feed.SeekBefore(all[i].ClipTime);
            using (Take(feed, out int number, out TimeSpan at))
            {
                Assert.Equal(Math.Max(0, i - 1), number);
                Assert.InRange(Math.Abs((at - all[number].ClipTime).TotalMilliseconds), 0, 1.5);
            }
        }

        all.ForEach(frame => frame.Frame.Dispose());
    }

    [Fact]
    public async Task A_seek_past_the_last_frame_shows_the_last_ones()
    {
        using var clip = new CountingClip(12);
        await using PlaySource source = await clip.OpenAsync(Cancellation);
        await using var feed = new FrameFeed(source, TimeSpan.Zero, isLooped: false);
        feed.Seek(TimeSpan.FromSeconds(0.49));
        using (Take(feed, out int number, out _))
        {
            Assert.InRange(number, 0, 11);
        }

        feed.Seek(TimeSpan.FromHours(1));
        using (Take(feed, out int number, out _))
        {
            Assert.InRange(number, 0, 11);
        }

        Assert.Null(feed.Problem);
    }

    [Fact]
    public async Task A_looped_clip_begins_again_and_counts_its_laps()
    {
        using var clip = new CountingClip(3);
        await using PlaySource source = await clip.OpenAsync(Cancellation);
        await using var feed = new FrameFeed(source, TimeSpan.FromSeconds(Interval), isLooped: true);
        foreach ((int lap, int number) in new[] { (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (2, 0) })
        {
            FedFrame fed = Take(feed);
            using (fed.Frame)
            {
                Assert.Equal((lap, number), (fed.Lap, CountingClip.NumberOf(fed.Frame)));
            }
        }
    }

    [Fact]
    public async Task A_hundred_hasty_seeks_end_at_the_last_one()
    {
        using var clip = new CountingClip(48);
        await using PlaySource source = await clip.OpenAsync(Cancellation);
        await using var feed = new FrameFeed(source, TimeSpan.Zero, isLooped: true);
        var random = new Random(1);
        for (int i = 0; i < 100; i++)
        {
            feed.Seek(TimeSpan.FromSeconds(random.Next(40) * Interval));
            if (i % 10 == 0)
            {
                Take(feed).Frame.Dispose();
            }
        }

        feed.Seek(TimeSpan.FromSeconds(30 * Interval));
        Expect(feed, 30);
    }

    [Fact]
    public async Task What_breaks_a_clip_off_is_told_after_its_frames_and_forgotten_at_a_seek()
    {
        using var clip = new CountingClip(60, "320x240", "-c:v mjpeg -q:v 2 -pix_fmt yuvj420p -f nut");
        byte[] whole = await File.ReadAllBytesAsync(clip.Path, Cancellation);
        await using PlaySource source = await clip.OpenAsync(Cancellation);
        await File.WriteAllBytesAsync(clip.Path, whole[..(whole.Length / 2)], Cancellation);
        await using var feed = new FrameFeed(source, TimeSpan.Zero, isLooped: false);
        int count = 0;
        Await(() =>
        {
            for (; feed.TryTake(out FedFrame fed); count++)
            {
                fed.Frame.Dispose();
            }

            return feed.IsDrained;
        });
        Assert.InRange(count, 10, 50);
        await File.WriteAllBytesAsync(clip.Path, whole, Cancellation);
        feed.Seek(TimeSpan.Zero);
        Assert.Null(feed.Problem);
        Take(feed).Frame.Dispose();
    }

    [Fact]
    public async Task A_clip_that_vanishes_ends_with_one_line()
    {
        using var clip = new CountingClip(5);
        await using PlaySource source = await clip.OpenAsync(Cancellation);
        File.Delete(clip.Path);
        await using var feed = new FrameFeed(source, TimeSpan.Zero, isLooped: true);
        Await(() => feed.Problem is not null && feed.IsDrained);
        Assert.DoesNotContain('\n', feed.Problem!);
    }

    [Fact]
    public async Task Every_frame_is_given_back_when_the_feed_ends_in_its_middle()
    {
        using var clip = new CountingClip(60);
        await using PlaySource source = await clip.OpenAsync(Cancellation);
        for (int i = 0; i < 5; i++)
        {
            var feed = new FrameFeed(source, TimeSpan.Zero, isLooped: true);
            for (int taken = 0; taken < 5 * i; taken++)
            {
                Take(feed).Frame.Dispose();
            }

            await feed.DisposeAsync();
            Assert.Equal(0, feed.Outstanding);
        }
    }

    [Fact]
    public async Task A_step_back_that_is_left_while_it_is_led_up_to_gives_every_frame_back()
    {
        using var clip = new CountingClip(60);
        await using PlaySource source = await clip.OpenAsync(Cancellation);
        var feed = new FrameFeed(source, TimeSpan.Zero, isLooped: false, isSteadied: true);
        feed.SeekBefore(TimeSpan.FromSeconds(2));

        // The queue is full of what leads up to the picture: one more waits for room, and the next has been read.
        int waited = 0;
        for (; feed.Outstanding < 6 && waited < 1000; waited++)
        {
            await Task.Delay(10, Cancellation);
        }

        await feed.DisposeAsync();
        Assert.True(waited < 1000, "The queue never filled.");
        Assert.Equal(0, feed.Outstanding);
    }

    static void Expect(FrameFeed feed, int number)
    {
        using (Take(feed, out int actual, out TimeSpan at))
        {
            Assert.Equal(number, actual);
            Assert.InRange(Math.Abs(at.TotalSeconds - number * Interval), 0, 0.0015);
        }
    }

    static IDisposable Take(FrameFeed feed, out int number, out TimeSpan at)
    {
        FedFrame fed = Take(feed);
        (number, at) = (CountingClip.NumberOf(fed.Frame), fed.ClipTime);
        return fed.Frame;
    }

    static FedFrame Take(FrameFeed feed)
    {
        FedFrame fed = default;
        Await(() =>
        {
            while (feed.TryTake(out fed))
            {
                if (fed.Generation == feed.Generation)
                {
                    return true;
                }

                fed.Frame.Dispose();
            }

            feed.Wait(TimeSpan.FromMilliseconds(20));
            return false;
        });
        return fed;
    }

    static void Await(Func<bool> isSo)
    {
        long begin = Stopwatch.GetTimestamp();
        while (!isSo())
        {
            Assert.True(Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(60), "It did not come about.");
            Thread.Sleep(1);
        }
    }
}
