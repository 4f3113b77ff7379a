using LiveStyle.Frames;
using Xunit;

namespace LiveStyle.Core.Tests.Frames;

public sealed class FrameAlphaTests : IDisposable
{
    static readonly FrameSize Size = new(5, 3);

    readonly FramePool colors = new(Size);
    readonly FramePool alphas = new(Size, FrameFormat.Gray);

    public void Dispose()
    {
        Assert.Equal(0, colors.Outstanding + alphas.Outstanding);
        colors.Dispose();
        alphas.Dispose();
    }

    [Fact]
    public void An_alpha_returns_with_its_frame_which_is_lent_again_without_one()
    {
        HostFrame frame = colors.Rent();
        frame.Alpha = alphas.Rent();
        Assert.Equal(1, alphas.Outstanding);
        frame.Dispose();
        Assert.Equal(0, alphas.Outstanding);
        using HostFrame again = colors.Rent();
        Assert.Same(frame, again);
        Assert.Null(again.Alpha);
    }

    [Fact]
    public void An_alpha_stays_until_the_last_reference_to_its_frame_goes()
    {
        HostFrame frame = colors.Rent();
        frame.Alpha = alphas.Rent();
        HostFrame shared = frame.AddReference();
        frame.Dispose();
        Assert.NotNull(shared.Alpha);
        Assert.Equal(1, alphas.Outstanding);
        shared.Dispose();
    }

    [Fact]
    public void Two_frames_share_an_alpha_by_reference()
    {
        HostFrame original = colors.Rent(), styled = colors.Rent();
        original.Alpha = alphas.Rent();
        original.Alpha.Plane(0).Bytes.Fill(77);
        styled.Alpha = original.Alpha.AddReference();
        original.Dispose();
        Assert.Equal(77, styled.Alpha.Plane(0).Bytes[^1]);
        Assert.Equal(1, alphas.Outstanding);
        styled.Dispose();
    }

    [Fact]
    public void A_new_alpha_replaces_the_one_before()
    {
        using HostFrame frame = colors.Rent();
        frame.Alpha = alphas.Rent();
        frame.Alpha = alphas.Rent();
        Assert.Equal(1, alphas.Outstanding);
        frame.Alpha = null;
        Assert.Equal(0, alphas.Outstanding);
    }

    [Fact]
    public void Only_a_gray_frame_of_the_same_size_is_an_alpha()
    {
        using HostFrame frame = colors.Rent();
        using HostFrame other = colors.Rent(), large = HostFrame.Allocate(new FrameSize(6, 3), FrameFormat.Gray);
        Assert.Throws<ArgumentException>(() => frame.Alpha = other);
        Assert.Contains("5×3", Assert.Throws<ArgumentException>(() => frame.Alpha = large).Message);
    }
}
