using System.Numerics;
using LiveStyle.Frames;
using LiveStyle.Motion;
using LiveStyle.TestKit.Pictures;
using Xunit;

namespace LiveStyle.Core.Tests.Motion;

public sealed class MotionTrackerTests
{
    static readonly FrameSize Size = new(160, 96);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, -1)]
    [InlineData(0.6f, 0.4f)]
    [InlineData(-2.35f, 4.7f)]
    [InlineData(21, -13.5f)]
    public void A_texture_that_moves_is_followed_to_a_fraction_of_a_pixel(float x, float y)
    {
        MotionTracker tracker = Follow(Texture(default), Texture(new Vector2(x, y)));

        Assert.False(tracker.IsCut);
        Vector2[] vectors = [.. Inside(tracker, 3)];
        Assert.InRange(vectors.Count(vector => (vector + new Vector2(x, y)).Length() < 0.3f), vectors.Length * 0.9, vectors.Length);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(12)]
    public void Noise_over_what_stands_still_is_no_motion(int noise)
    {
        MotionTracker tracker = Follow(Noisy(noise, 1), Noisy(noise, 2));

        Assert.False(tracker.IsCut);
        Assert.All(Inside(tracker, 0), vector => Assert.Equal(Vector2.Zero, vector));
    }

    [Theory]
    [InlineData(3, -1)]
    [InlineData(-2, 2)]
    public void A_flat_area_under_noise_moves_as_what_is_around_it(float x, float y)
    {
        MotionTracker tracker = Follow(WithWall(default, 1), WithWall(new Vector2(x, y), 2));

        // Of the wall's middle; noise may lead a block or two astray.
        Vector2[] middle = [.. from row in Enumerable.Range(5, 3) from column in Enumerable.Range(8, 4) select tracker.Vector(column, row)];
        Assert.InRange((middle.Aggregate(Vector2.Add) / middle.Length + new Vector2(x, y)).Length(), 0, 0.7f);

        static HostFrame WithWall(Vector2 offset, int seed)
        {
            HostFrame frame = Texture(offset);
            var random = new Random(seed);
            for (int row = 28; row < 76; row++)
            {
                frame.Row(row + (int)offset.Y).Slice(3 * (52 + (int)offset.X), 3 * 56).Fill(128);
            }

            for (int i = 0; i < frame.Pixels.Length; i++)
            {
                frame.Pixels[i] = (byte)Math.Clamp(frame.Pixels[i] + random.Next(-3, 4), 0, 255);
            }

            return frame;
        }
    }

    [Fact]
    public void Light_that_fades_over_a_slope_is_no_motion()
    {
        MotionTracker tracker = Follow(Slope(0), Slope(4));

        Assert.False(tracker.IsCut);
        Assert.All(Inside(tracker, 2), vector => Assert.Equal(Vector2.Zero, vector));

        static HostFrame Slope(int darker)
        {
            HostFrame frame = HostFrame.Allocate(Size);
            for (int y = 0; y < Size.Height; y++)
            {
                for (int x = 0; x < Size.Width; x++)
                {
                    bool isSpeck = x % 23 < 2 && y % 19 < 2;
                    frame.Row(y).Slice(3 * x, 3).Fill((byte)((isSpeck ? 200 : 60 + x * 3 / 4) - darker));
                }
            }

            return frame;
        }
    }

    [Fact]
    public void The_first_frame_another_scene_and_the_first_after_a_reset_are_cuts()
    {
        var tracker = new MotionTracker(Size);
        tracker.Follow(Texture(default));
        Assert.True(tracker.IsCut);
        tracker.Follow(Texture(new Vector2(1, 0)));
        Assert.False(tracker.IsCut);
        tracker.Follow(MovedTexture.Draw(Size, at => at, seed: 99));
        Assert.True(tracker.IsCut);
        Assert.Equal(-1, tracker.Trust(0).IndexOfAnyExcept((byte)0));
        tracker.Reset();
        tracker.Follow(MovedTexture.Draw(Size, at => at, seed: 99));
        Assert.True(tracker.IsCut);
    }

    [Fact]
    public void What_is_covered_and_uncovered_is_not_trusted_and_the_rest_is()
    {
        HostFrame before = Texture(default), now = Texture(default);
        Fill(before, 40, 40, 24, 255);
        Fill(now, 80, 40, 24, 255);
        MotionTracker tracker = Follow(before, now);

        Assert.False(tracker.IsCut);
        foreach ((int x, int y) in new[] { (52, 52), (41, 41), (62, 62) })
        {
            Assert.Equal(0, tracker.Trust(y)[x / 2]);
        }

        Assert.Equal(255, tracker.Trust(10)[70]);
        Assert.Equal(255, tracker.Trust(90)[10]);
    }

    [Fact]
    public void What_it_tells_of_a_frame_depends_on_that_and_the_one_before_alone()
    {
        HostFrame before = Texture(default), now = Texture(new Vector2(2.5f, 1.25f));
        MotionTracker fresh = Follow(before, now), used = Follow(Texture(new Vector2(-7, 5)), MovedTexture.Draw(Size, at => at, seed: 5), before, now);

        Assert.Equal(Inside(fresh, 0), Inside(used, 0));
        for (int y = 0; y < Size.Height; y++)
        {
            Assert.Equal(fresh.Trust(y), used.Trust(y));
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(7, 50)]
    [InlineData(17, 16)]
    [InlineData(131, 33)]
    public void Frames_of_any_size_are_followed(int width, int height)
    {
        var size = new FrameSize(width, height);
        var tracker = new MotionTracker(size);
        tracker.Follow(MovedTexture.Draw(size, at => at));
        tracker.Follow(MovedTexture.Draw(size, at => at));

        Assert.False(tracker.IsCut);
        Assert.Equal((width + 1) / 2, tracker.Trust(height - 1).Length);
        Assert.Equal(-1, tracker.Trust(height - 1).IndexOfAnyExcept((byte)255));
        tracker.Follow(MovedTexture.Draw(size, at => at + new Vector2(3, 2), seed: 3));
    }

    [Fact]
    public void A_row_gives_each_pixel_one_motion_between_those_of_the_blocks_around()
    {
        MotionTracker tracker = Follow(Texture(default), MovedTexture.Draw(Size, at => at * 1.02f));
        MotionRow row = tracker.CreateRow();
        row.Go(44);
        int next = 0;
        for (int i = 0; i < row.Spans; i++)
        {
            MotionSpan span = row.Span(i, Size.Width);
            if (span.End > span.Begin)
            {
                Assert.Equal(next, span.Begin);
                next = span.End;
                if (i > 0 && i < tracker.Columns)
                {
                    // Half a pixel below the middle of a row of blocks, half a pixel behind the middle of one of them.
                    Assert.Equal(tracker.Vector(i - 1, 5).X, span.X, 0.2f);
                    Assert.Equal(tracker.Vector(i, 5).X, span.X + MotionTracker.Step * span.SlopeX, 0.2f);
                }
            }
        }

        Assert.Equal(Size.Width, next);
    }

    static MotionTracker Follow(params HostFrame[] frames)
    {
        var tracker = new MotionTracker(frames[0].Size);
        foreach (HostFrame frame in frames)
        {
            tracker.Follow(frame);
        }

        return tracker;
    }

    static IEnumerable<Vector2> Inside(MotionTracker tracker, int border) =>
        from row in Enumerable.Range(border, tracker.Rows - 2 * border)
        from column in Enumerable.Range(border, tracker.Columns - 2 * border)
        select tracker.Vector(column, row);

    /// <summary>What it shows moves by the offset.</summary>
    static HostFrame Texture(Vector2 offset) => MovedTexture.Draw(Size, at => at - offset);

    static HostFrame Noisy(int amplitude, int seed)
    {
        HostFrame frame = Texture(default);
        var random = new Random(seed);
        foreach (ref byte value in frame.Pixels)
        {
            value = (byte)Math.Clamp(value + random.Next(-amplitude, amplitude + 1), 0, 255);
        }

        return frame;
    }

    static void Fill(HostFrame frame, int left, int top, int side, byte value)
    {
        for (int y = top; y < top + side; y++)
        {
            frame.Row(y).Slice(3 * left, 3 * side).Fill(value);
        }
    }
}
