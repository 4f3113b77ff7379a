using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.TestKit;
using LiveStyle.TestKit.Golden;
using LiveStyle.TestKit.Pictures;
using Xunit;

namespace LiveStyle.Media.Tests.Golden;

public sealed class GoldenSceneTests
{
    /// <summary>JPEG's decoders may differ by a level, and so may sums of the resampling.</summary>
    [Fact]
    public void The_scene_is_the_sample_s_still_reduced()
    {
        using HostFrame still = StillImage.Load(Repository.PathOf("media/sample.jpg"));
        using HostFrame reduced = StillImage.Fill(still, GoldenScene.Size);

        GoldenPicture.Check(GoldenScene.Name, RgbaPicture.Written(reduced), PictureTolerance.Drawn);
    }

    [Fact]
    public void An_enlarged_scene_is_sharp_and_its_alpha_keeps_hidden_colors_out()
    {
        using HostFrame part = GoldenScene.Load(new FrameSize(31, 23));
        part.Alpha = HostFrame.Allocate(part.Size, FrameFormat.Gray);
        for (int y = 0; y < part.Size.Height; y++)
        {
            for (int x = 0; x < part.Size.Width; x++)
            {
                part.Alpha.Plane(0).Row(y)[x] = (byte)(x + y < 24 ? 255 : x + y > 36 ? 0 : 255 - 20 * (x + y - 24));
            }
        }

        using HostFrame enlarged = StillImage.Resize(part, new FrameSize(93, 61));

        GoldenPicture.Check("stills/enlarged", RgbaPicture.Written(enlarged), PictureTolerance.Drawn);
    }
}
