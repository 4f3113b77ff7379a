using System.Numerics;
using LiveStyle.Frames;
using LiveStyle.Motion;
using LiveStyle.TestKit.Pictures;
using Xunit;

namespace LiveStyle.Core.Tests.Motion;

public class OpticalFlowTests
{
    static readonly FrameSize Size = new(160, 96);
    static readonly Vector2 Middle = new(80, 48);

    public static TheoryData<string, Matrix3x2> Motions => new()
    {
        { "a shift by parts of a pixel", Matrix3x2.CreateTranslation(0.4f, -0.7f) },
        { "a shift", Matrix3x2.CreateTranslation(3.3f, -2.6f) },
        { "a long shift", Matrix3x2.CreateTranslation(-14.5f, 9) },
        { "a zoom", Matrix3x2.CreateScale(1.03f, Middle) },
        { "a turn", Matrix3x2.CreateRotation(0.03f, Middle) },
    };

    [Theory, MemberData(nameof(Motions))]
    public void Flow_is_the_true_motion_to_a_fraction_of_a_pixel(string name, Matrix3x2 motion)
    {
        using HostFrame from = MovedTexture.Draw(Size, place => place), to = MovedTexture.Draw(Size, place => Vector2.Transform(place, Invert(motion)));

        Vector2[] flow = OpticalFlow.Estimate(from, to);

        double error = Places().Where(place => IsInside(Vector2.Transform(place, motion), 8))
            .Average(place => (flow[Index(place)] - (Vector2.Transform(place, motion) - place)).Length());
        Assert.True(error < 0.1, $"{name}: {error:0.000} pixels off on average");
    }

    [Fact]
    public void Still_picture_does_not_move()
    {
        using HostFrame frame = MovedTexture.Draw(Size, place => place);

        Assert.All(OpticalFlow.Estimate(frame, frame), flow => Assert.Equal(0, flow.Length(), 1e-4));
    }

    [Fact]
    public void The_same_pictures_give_the_same_flow_to_the_last_bit()
    {
        using HostFrame from = MovedTexture.Draw(Size, place => place), to = MovedTexture.Draw(Size, place => place - new Vector2(2, 1));

        Assert.Equal(OpticalFlow.Estimate(from, to), OpticalFlow.Estimate(from, to));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(17, 3)]
    [InlineData(33, 47)]
    public void Pictures_of_any_size_have_a_flow(int width, int height)
    {
        using HostFrame from = MovedTexture.Draw(new FrameSize(width, height), place => place);

        Assert.Equal(width * height, OpticalFlow.Estimate(from, from).Length);
        Assert.False(FrameMotion.Trace(from, from).Places.IsEmpty);
    }

    [Fact]
    public void Pixels_are_followed_along_a_shift_and_left_out_where_the_picture_ends()
    {
        var shift = new Vector2(6, 0);
        using HostFrame previous = MovedTexture.Draw(Size, place => place), current = MovedTexture.Draw(Size, place => place - shift);

        FrameMotion motion = FrameMotion.Trace(current, previous);

        Assert.False(motion.IsCut);
        Assert.True(motion.Followed > 0.85, $"{motion.Followed:P0} followed");
        Assert.All(Places().Where(place => place.X < shift.X), place => Assert.True(float.IsNaN(motion.Places.Span[Index(place)].X)));
        Assert.True(WarpingError.Measure(previous, current, motion.Places.Span) < 1e-4);
        Assert.Equal(-6, motion.Places.Span[Index(Middle)].X - (Middle.X + 0.5), 0.1);
    }

    [Fact]
    public void What_a_moving_square_uncovers_is_left_out()
    {
        // The square goes eight pixels to the right: the ground behind its left side was hidden before.
        using HostFrame previous = Square(60), current = Square(68);

        FrameMotion motion = FrameMotion.Trace(current, previous);

        Vector2[] uncovered = [.. Places().Where(place => place.X is > 61 and < 67 && place.Y is > 34 and < 62)];
        double hidden = uncovered.Average(place => float.IsNaN(motion.Places.Span[Index(place)].X) ? 1.0 : 0);
        Assert.True(hidden > 0.85, $"{hidden:P0} of the uncovered ground is left out");
        Vector2[] middle = [.. Places().Where(place => place.X is > 74 and < 92 && place.Y is > 36 and < 60)];
        double followed = middle.Average(place => (motion.Places.Span[Index(place)] - place).X is > -8.5f and < -7.5f ? 1.0 : 0);
        Assert.True(followed > 0.7, $"{followed:P0} of the square is followed");
        Assert.True(motion.Followed > 0.8);
    }

    [Fact]
    public void Cut_to_another_scene_is_told_from_movement()
    {
        using HostFrame scene = MovedTexture.Draw(Size, place => place), other = MovedTexture.Draw(Size, place => place, seed: 90);
        using HostFrame moved = MovedTexture.Draw(Size, place => place + new Vector2(7, 4)), black = HostFrame.Allocate(Size), white = HostFrame.Allocate(Size);
        black.Pixels.Clear();
        white.Pixels.Fill(255);

        Assert.True(FrameMotion.Trace(other, scene).IsCut);
        Assert.True(FrameMotion.Trace(white, black).IsCut);
        Assert.False(FrameMotion.Trace(moved, scene).IsCut);
        Assert.False(FrameMotion.Trace(black, black).IsCut);
    }

    static HostFrame Square(float left)
    {
        HostFrame frame = MovedTexture.Draw(Size, place => place);
        using HostFrame square = MovedTexture.Draw(Size, place => place - new Vector2(left, 0), seed: 40);
        for (int y = 32; y < 64; y++)
        {
            square.Row(y).Slice(3 * (int)left, 3 * 36).CopyTo(frame.Row(y)[(3 * (int)left)..]);
        }

        return frame;
    }

    static Matrix3x2 Invert(Matrix3x2 map) => Matrix3x2.Invert(map, out Matrix3x2 back) ? back : throw new ArgumentException("flat", nameof(map));

    static IEnumerable<Vector2> Places() =>
        Enumerable.Range(0, Size.Width * Size.Height).Select(i => new Vector2(i % Size.Width + 0.5f, i / Size.Width + 0.5f));

    static bool IsInside(Vector2 place, float border) =>
        place.X > border && place.Y > border && place.X < Size.Width - border && place.Y < Size.Height - border;

    static int Index(Vector2 place) => (int)place.Y * Size.Width + (int)place.X;
}
