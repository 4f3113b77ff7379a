using LiveStyle.Frames;
using LiveStyle.Stylization.Strokes;
using Xunit;

namespace LiveStyle.Stylization.Tests.Strokes;

public sealed class GuidedUpsamplerTests
{
    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(1, 1, 3, 2)]
    [InlineData(2, 3, 40, 9)]
    [InlineData(5, 3, 16, 9)]
    [InlineData(7, 5, 7, 5)]
    [InlineData(20, 11, 45, 25)]
    [InlineData(33, 17, 149, 77)]
    [InlineData(100, 4, 101, 4)]
    public void The_picture_is_what_the_plain_formula_gives(int width, int height, int wide, int high)
    {
        using HostFrame answer = Noise(width, height, 1), reduced = Noise(width, height, 2), original = Noise(wide, high, 3);
        using HostFrame target = HostFrame.Allocate(original.Size);

        new GuidedUpsampler(answer.Size, original.Size).Upsample(answer, reduced, original, target);

        for (int y = 0; y < high; y++)
        {
            for (int x = 0; x < 3 * wide; x++)
            {
                double detail = Brightness(original, x / 3, y) - PlainCubic.At(width, height, wide, high, x / 3, y, (column, row) => Brightness(reduced, column, row));
                double expected = PlainCubic.At(width, height, wide, high, x / 3, y, (column, row) => answer.Row(row)[3 * column + x % 3]) + GuidedUpsampler.DetailShare * detail;
                Assert.InRange(target.Row(y)[x], Math.Clamp(expected, 0, 255) - 1, Math.Clamp(expected, 0, 255) + 1);
            }
        }
    }

    [Theory]
    [InlineData(5, 3, 16, 9)]
    [InlineData(33, 17, 149, 77)]
    public void Without_a_guide_it_is_the_cubic_alone(int width, int height, int wide, int high)
    {
        using HostFrame picture = Noise(width, height, 4), target = HostFrame.Allocate(new FrameSize(wide, high));

        new GuidedUpsampler(picture.Size, target.Size).Upsample(picture, target);

        for (int i = 0; i < target.Pixels.Length; i++)
        {
            (int x, int y, int color) = (i / 3 % wide, i / 3 / wide, i % 3);
            double expected = Math.Clamp(PlainCubic.At(width, height, wide, high, x, y, (column, row) => picture.Row(row)[3 * column + color]), 0, 255);
            Assert.InRange(target.Pixels[i], expected - 1, expected + 1);
        }
    }

    [Fact]
    public void Extreme_neighbors_are_held_within_the_levels()
    {
        using HostFrame answer = HostFrame.Allocate(new FrameSize(20, 12)), reduced = HostFrame.Allocate(answer.Size);
        using HostFrame original = HostFrame.Allocate(new FrameSize(55, 31)), target = HostFrame.Allocate(original.Size);
        original.Pixels.Fill(255);
        for (int i = 0; i < answer.Pixels.Length; i++)
        {
            bool isOn = (i / 3 % 20 + i / 60) % 2 == 0;
            (answer.Pixels[i], reduced.Pixels[i]) = isOn ? ((byte)255, (byte)0) : ((byte)0, (byte)255);
        }

        new GuidedUpsampler(answer.Size, original.Size).Upsample(answer, reduced, original, target);

        for (int i = 0; i < target.Pixels.Length; i++)
        {
            (int x, int y) = (i / 3 % 55, i / 3 / 55);
            double answered = PlainCubic.At(20, 12, 55, 31, x, y, (column, row) => answer.Row(row)[3 * column]);
            double expected = Math.Clamp(answered + GuidedUpsampler.DetailShare * answered, 0, 255);
            Assert.InRange(target.Pixels[i], expected - 1.5, expected + 1.5);
        }
    }

    [Theory]
    [InlineData(20, 11, 45, 25)]
    [InlineData(16, 16, 16, 31)]
    public void Flat_answers_to_flat_pictures_stay_flat(int width, int height, int wide, int high)
    {
        foreach ((byte seen, byte answered) in ((byte, byte)[])[(0, 255), (255, 0), (100, 137), (1, 2), (255, 255)])
        {
            using HostFrame answer = HostFrame.Allocate(new FrameSize(width, height)), reduced = HostFrame.Allocate(answer.Size);
            using HostFrame original = HostFrame.Allocate(new FrameSize(wide, high)), target = HostFrame.Allocate(original.Size);
            answer.Pixels.Fill(answered);
            reduced.Pixels.Fill(seen);
            original.Pixels.Fill(seen);
            new GuidedUpsampler(answer.Size, original.Size).Upsample(answer, reduced, original, target);
            Assert.All(target.Pixels.ToArray(), value => Assert.Equal(answered, value));
        }
    }

    [Fact]
    public void Frames_that_do_not_fit_are_refused()
    {
        using HostFrame small = HostFrame.Allocate(new FrameSize(4, 4)), large = HostFrame.Allocate(new FrameSize(8, 8));
        using HostFrame gray = HostFrame.Allocate(large.Size, FrameFormat.Gray);
        var upsampler = new GuidedUpsampler(small.Size, large.Size);

        Assert.Throws<ArgumentException>(() => new GuidedUpsampler(large.Size, small.Size));
        Assert.Throws<ArgumentException>(() => upsampler.Upsample(large, small, large, large));
        Assert.Throws<ArgumentException>(() => upsampler.Upsample(small, large, large, large));
        Assert.Throws<ArgumentException>(() => upsampler.Upsample(small, small, small, large));
        Assert.Throws<ArgumentException>(() => upsampler.Upsample(small, small, large, gray));
    }

    static HostFrame Noise(int width, int height, int seed)
    {
        HostFrame frame = HostFrame.Allocate(new FrameSize(width, height));
        new Random(seed).NextBytes(frame.Pixels);
        return frame;
    }

    /// <summary>Whole levels, as luma is everywhere: what lies halfway between two is rounded as there.</summary>
    static double Brightness(HostFrame frame, int x, int y)
    {
        byte gray = 0;
        Luma.Row(frame.Row(y).Slice(3 * x, 3), new Span<byte>(ref gray));
        return gray;
    }
}
