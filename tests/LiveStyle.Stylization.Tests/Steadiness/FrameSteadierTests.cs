using System.Numerics;
using LiveStyle.Frames;
using LiveStyle.Stylization.Steadiness;
using LiveStyle.TestKit.Pictures;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Stylization.Tests.Steadiness;

public sealed class FrameSteadierTests : IDisposable
{
    static readonly FrameSize Size = new(160, 96);

    readonly FrameSteadier steadier = new(1);
    readonly SteadyHistory history = new();

    public void Dispose()
    {
        Assert.Equal(0, steadier.Outstanding);
        steadier.Dispose();
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(3, 2)]
    [InlineData(0, 9)]
    [InlineData(0.4f, 0.3f)]
    public void A_square_that_crosses_a_texture_leaves_no_ghost(float x, float y)
    {
        for (int i = 0; i < 16; i++)
        {
            HostFrame original = Texture(default);
            Square(original, 20 + (int)(i * x), 10 + (int)(i * y) % 60);
            HostFrame styled = Negative(original);
            byte[] shown = Show(original, styled);
            for (int at = 0; at < shown.Length; at++)
            {
                // A ghost would be 100 levels and more off; what lies right beside an edge may be drawn along with it, by 32 here.
                Assert.InRange(shown[at], styled.Pixels[at] - 40, styled.Pixels[at] + 40);
            }
        }
    }

    [Fact]
    public void A_cut_leaves_nothing_of_the_old_scene()
    {
        for (int i = 0; i < 5; i++)
        {
            HostFrame frame = Texture(default);
            Show(frame, Flickering(frame, 30, i));
        }

        HostFrame next = MovedTexture.Draw(Size, at => at, seed: 77), styled = Flickering(next, 30, 9);

        Assert.Equal(styled.Pixels.ToArray(), Show(next, styled));
    }

    [Fact]
    public void With_a_cut_at_each_frame_all_are_shown_as_they_are()
    {
        for (int i = 0; i < 6; i++)
        {
            HostFrame frame = MovedTexture.Draw(Size, at => at, seed: 20 * i), styled = Flickering(frame, 30, i);
            Assert.Equal(styled.Pixels.ToArray(), Show(frame, styled));
        }
    }

    [Fact]
    public void What_flickers_over_a_noisy_scene_that_stands_still_comes_to_rest()
    {
        double before = 0, after = 0;
        byte[]? formerStyled = null, formerShown = null;
        for (int i = 0; i < 24; i++)
        {
            HostFrame original = Flickering(Texture(default), 5, i), styled = Flickering(Texture(default), 40, 100 + i);
            byte[] shown = Show(original, styled), now = styled.Pixels.ToArray();
            if (i > 12)
            {
                before += Change(formerStyled!, now);
                after += Change(formerShown!, shown);
            }

            (formerStyled, formerShown) = (now, shown);
        }

        Assert.InRange(after, 0, before / 20);
    }

    [Fact]
    public void What_flickers_over_a_moving_scene_is_calmed_along_its_motion()
    {
        // Of the last frame against what it would be without any flicker.
        double before = 0, after = 0;
        for (int i = 0; i < 20; i++)
        {
            var offset = new Vector2(1.6f * i, -0.7f * i);
            HostFrame original = Texture(offset), styled = Flickering(original, 40, i);
            byte[] shown = Show(original, styled);
            (before, after) = (Change(original.Pixels.ToArray(), styled.Pixels.ToArray()), Change(original.Pixels.ToArray(), shown));
        }

        Assert.InRange(after, 0, before / 4);
    }

    [Theory]
    [InlineData(0.33f)]
    [InlineData(1.5f)]
    public void A_picture_that_is_panned_for_long_stays_sharp(float step)
    {
        double styledGradient = 0, shownGradient = 0;
        for (int i = 0; i < 40; i++)
        {
            HostFrame original = Texture(new Vector2(step * i, 0));
            byte[] shown = Show(original, original);
            (styledGradient, shownGradient) = (Gradient(original.Pixels), Gradient(shown));
        }

        Assert.InRange(shownGradient, 0.93 * styledGradient, 1.03 * styledGradient);
    }

    [Fact]
    public void A_melt_is_prompt_and_a_switch_is_at_once()
    {
        HostFrame original = Texture(default), one = Filled(40), other = Filled(200);
        for (int i = 0; i < 10; i++)
        {
            Show(original, one);
        }

        for (int i = 1; i <= 20; i++)
        {
            HostFrame melting = Filled((byte)(40 + 8 * i));
            byte[] shown = Show(original, melting, change: 0.05);
            Assert.All(shown, value => Assert.InRange(value, 40 + 8 * i - 8, 40 + 8 * i));
        }

        Assert.Equal(one.Pixels.ToArray(), Show(original, one, change: 1));
        Assert.Equal(other.Pixels.ToArray(), Show(original, other, change: 1));
    }

    [Fact]
    public void Where_a_mask_that_moves_shows_another_style_nothing_is_smeared()
    {
        HostFrame original = Texture(default);
        for (int i = 0; i < 12; i++)
        {
            HostFrame styled = Filled(60);
            for (int y = 0; y < Size.Height; y++)
            {
                styled.Row(y)[..(3 * 8 * (i + 2))].Fill(200);
            }

            Assert.All(Show(original, styled).Zip(styled.Pixels.ToArray()), pair => Assert.InRange(pair.First, pair.Second - 2, pair.Second + 2));
        }
    }

    [Fact]
    public void Where_the_original_shows_it_stays_byte_for_byte()
    {
        using var partial = new FrameSteadier(1, isPartial: true);
        var own = new SteadyHistory();
        for (int i = 0; i < 8; i++)
        {
            HostFrame original = Flickering(Texture(default), 6, i), styled = Flickering(Texture(default), 40, 50 + i);
            for (int y = 0; y < 40; y++)
            {
                original.Row(y).CopyTo(styled.Row(y));
            }

            partial.Follow(original, styled, 0);
            using HostFrame shown = partial.Mix(original, styled, own);
            Assert.Equal(original.Pixels[..(40 * 3 * Size.Width)].ToArray(), shown.Pixels[..(40 * 3 * Size.Width)].ToArray());
            Assert.Equal(i > 0, Change(styled.Pixels.ToArray(), shown.Pixels.ToArray()) > 1);
        }
    }

    [Fact]
    public void Black_stays_black_and_white_white()
    {
        foreach (byte value in (byte[])[0, 255])
        {
            steadier.Reset();
            history.Reset();
            for (int i = 0; i < 20; i++)
            {
                Assert.Equal(-1, Show(Filled(value), Filled(value)).AsSpan().IndexOfAnyExcept(value));
            }
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    [InlineData(17, 16)]
    [InlineData(67, 31)]
    public void Frames_of_any_size_are_steadied_and_another_size_begins_anew(int width, int height)
    {
        Show(Texture(default), Texture(default));
        for (int i = 0; i < 5; i++)
        {
            HostFrame frame = MovedTexture.Draw(new FrameSize(width, height), at => at + new Vector2(i, 0));
            byte[] shown = Show(frame, frame);
            Assert.Equal(3 * width * height, shown.Length);
            if (i == 0)
            {
                Assert.Equal(frame.Pixels.ToArray(), shown);
            }
        }
    }

    [Fact]
    public void At_no_steadiness_all_are_shown_as_they_are()
    {
        using var none = new FrameSteadier(0);
        for (int i = 0; i < 4; i++)
        {
            HostFrame original = Texture(new Vector2(i, 0.3f * i)), styled = Flickering(original, 30, i);
            none.Follow(original, styled, 0);
            using HostFrame shown = none.Mix(original, styled, history);
            Assert.Equal(styled.Pixels.ToArray(), shown.Pixels.ToArray());
        }
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_steadiness_outside_0_to_1_is_refused(double steadiness) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrameSteadier(steadiness));

    [Fact]
    public void Times_and_alpha_go_with_the_picture()
    {
        HostFrame original = Texture(default);
        using HostFrame styled = HostFrame.Allocate(Size);
        original.CopyTo(styled);
        styled.Alpha = HostFrame.Allocate(Size, FrameFormat.Gray);
        (styled.Timestamp, styled.DurationTicks) = (new Timestamp(7, new Rational(1, 25)), 2);
        steadier.Follow(original, styled, 0);
        using HostFrame shown = steadier.Mix(original, styled, history);

        Assert.Equal((styled.Timestamp, 2), (shown.Timestamp, shown.DurationTicks));
        Assert.Same(styled.Alpha, shown.Alpha);
    }

    [Fact]
    public void A_history_that_only_listened_goes_on_as_one_that_was_shown()
    {
        var listening = new SteadyHistory();
        for (int i = 0; i < 6; i++)
        {
            HostFrame original = Texture(new Vector2(0.8f * i, 0)), styled = Flickering(original, 30, i);
            steadier.Follow(original, styled, 0);
            using HostFrame shown = steadier.Mix(original, styled, history);
            if (i < 5)
            {
                steadier.Take(original, styled, listening);
            }
            else
            {
                using HostFrame other = steadier.Mix(original, styled, listening);
                Assert.Equal(shown.Pixels.ToArray(), other.Pixels.ToArray());
            }
        }
    }

    [Fact]
    public void Frames_of_a_size_that_came_before_allocate_nothing()
    {
        HostFrame[] frames = [Texture(default), Texture(new Vector2(1.3f, 0.5f))];
        long allocated = 0;
        for (int i = 0; i < 20; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            steadier.Follow(frames[i % 2], frames[i % 2], 0);
            steadier.Mix(frames[i % 2], frames[i % 2], history).Dispose();
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    byte[] Show(HostFrame original, HostFrame styled, double change = 0)
    {
        steadier.Follow(original, styled, change);
        using HostFrame shown = steadier.Mix(original, styled, history);
        return shown.Pixels.ToArray();
    }

    /// <summary>What it shows moves by the offset.</summary>
    static HostFrame Texture(Vector2 offset) => MovedTexture.Draw(Size, at => at - offset);

    static HostFrame Filled(byte value)
    {
        HostFrame frame = HostFrame.Allocate(Size);
        frame.Pixels.Fill(value);
        return frame;
    }

    static HostFrame Negative(HostFrame frame)
    {
        HostFrame negative = HostFrame.Allocate(frame.Size);
        for (int i = 0; i < frame.Pixels.Length; i++)
        {
            negative.Pixels[i] = (byte)(255 - frame.Pixels[i]);
        }

        return negative;
    }

    /// <summary>A copy, each pixel brighter or darker by up to so many levels.</summary>
    static HostFrame Flickering(HostFrame frame, int amplitude, int seed)
    {
        HostFrame flickering = HostFrame.Allocate(frame.Size);
        var random = new Random(seed);
        for (int i = 0; i < frame.Pixels.Length; i++)
        {
            flickering.Pixels[i] = (byte)Math.Clamp(frame.Pixels[i] + random.Next(-amplitude, amplitude + 1), 0, 255);
        }

        return flickering;
    }

    static void Square(HostFrame frame, int left, int top)
    {
        for (int y = top; y < top + 24; y++)
        {
            frame.Row(y).Slice(3 * left, 3 * 24).Fill(250);
        }
    }

    static double Change(byte[] one, byte[] other) => one.Zip(other, (a, b) => (double)(a - b) * (a - b)).Average();

    static double Gradient(ReadOnlySpan<byte> pixels)
    {
        long sum = 0;
        for (int i = 3; i < pixels.Length; i++)
        {
            sum += Math.Abs(pixels[i] - pixels[i - 3]);
        }

        return sum;
    }
}
