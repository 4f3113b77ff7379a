using LiveStyle.Frames;
using LiveStyle.Stylization.Strokes;
using Xunit;

namespace LiveStyle.Stylization.Tests.Strokes;

/// <summary>What enlarging must not do to what people look at: edges, letters, flat areas.</summary>
public sealed class StrokeEdgeTests
{
    static readonly FrameSize Whole = new(270, 162), Small = new(120, 72);

    [Fact]
    public void A_hard_edge_is_as_steep_as_in_the_original()
    {
        using HostFrame original = Edge(), guided = Bring(original, value => (byte)(30 + value / 2), isGuided: true), plain = Bring(original, value => (byte)(30 + value / 2), isGuided: false);

        // The painter halves contrast, so that half of the original's step is all there is to have.
        Assert.True(Steepness(original) > 150, $"{Steepness(original)}");
        Assert.True(Steepness(guided) > 0.8 * Steepness(original) / 2, $"{Steepness(guided)} of {Steepness(original)}");
        Assert.True(Steepness(plain) < 0.65 * Steepness(original) / 2, $"{Steepness(plain)} of {Steepness(original)}");
    }

    [Fact]
    public void Beside_an_edge_flat_areas_have_no_halo()
    {
        using HostFrame original = Edge(), guided = Bring(original, value => value, isGuided: true);

        for (int x = 0; x < Whole.Width; x++)
        {
            int off = Math.Abs(guided.Row(80)[3 * x] - original.Row(80)[3 * x]);
            Assert.True(off <= (Math.Abs(x - 135) > 9 ? 1 : Math.Abs(x - 135) > 2 ? 9 : 60), $"column {x} is off by {off}");
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0)]
    public void Small_letters_stay_legible_even_where_the_network_swallows_them(double kept)
    {
        using HostFrame original = Letters();
        byte Paint(byte value) => (byte)(100 + kept * (value - 100));
        using HostFrame guided = Bring(original, Paint, isGuided: true), plain = Bring(original, Paint, isGuided: false);

        Assert.True(Likeness(original, guided) > 0.93, $"{Likeness(original, guided)}");
        Assert.True(kept == 0 || Likeness(original, plain) < 0.8, $"{Likeness(original, plain)}");
    }

    static HostFrame Bring(HostFrame original, Func<byte, byte> paint, bool isGuided)
    {
        using HostFrame reduced = HostFrame.Allocate(Small), answer = HostFrame.Allocate(Small);
        new AreaReducer(Whole, Small).Reduce(original, reduced);
        for (int i = 0; i < answer.Pixels.Length; i++)
        {
            answer.Pixels[i] = paint(reduced.Pixels[i]);
        }

        HostFrame target = HostFrame.Allocate(Whole);
        var upsampler = new GuidedUpsampler(Small, Whole);
        if (isGuided)
        {
            upsampler.Upsample(answer, reduced, original, target);
        }
        else
        {
            upsampler.Upsample(answer, target);
        }

        return target;
    }

    static HostFrame Edge() => Draw((x, _) => x < 135 ? (byte)40 : (byte)210);

    /// <summary>Strokes of one and two pixels, as letters of ten have them.</summary>
    static HostFrame Letters()
    {
        var random = new Random(5);
        bool[] isInk = [.. Enumerable.Range(0, 90 * 54).Select(_ => random.Next(3) == 0)];
        return Draw((x, y) => y / 14 % 2 == 0 && isInk[y / 3 * 90 + x / 3] && (x + y) % 3 != 0 ? (byte)20 : (byte)190);
    }

    static HostFrame Draw(Func<int, int, byte> level)
    {
        HostFrame frame = HostFrame.Allocate(Whole);
        for (int i = 0; i < frame.Pixels.Length; i++)
        {
            frame.Pixels[i] = level(i / 3 % Whole.Width, i / 3 / Whole.Width);
        }

        return frame;
    }

    /// <summary>The largest step between neighbors, the mean of the rows.</summary>
    static double Steepness(HostFrame frame) => Enumerable.Range(0, Whole.Height).Average(y =>
        Enumerable.Range(1, Whole.Width - 1).Max(x => Math.Abs(frame.Row(y)[3 * x] - frame.Row(y)[3 * x - 3])));

    /// <summary>The correlation of what differs from the surroundings, 5 by 5.</summary>
    static double Likeness(HostFrame one, HostFrame other)
    {
        double both = 0, first = 0, second = 0;
        for (int y = 2; y < Whole.Height - 2; y++)
        {
            for (int x = 2; x < Whole.Width - 2; x++)
            {
                double a = Detail(one, x, y), b = Detail(other, x, y);
                (both, first, second) = (both + a * b, first + a * a, second + b * b);
            }
        }

        return both / Math.Sqrt(first * second + 1e-9);
    }

    static double Detail(HostFrame frame, int x, int y)
    {
        double sum = 0;
        for (int i = 0; i < 25; i++)
        {
            sum += frame.Row(y + i / 5 - 2)[3 * (x + i % 5 - 2)];
        }

        return frame.Row(y)[3 * x] - sum / 25;
    }
}
