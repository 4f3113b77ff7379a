using System.Buffers.Binary;
using LiveStyle.Media.Mattes;
using LiveStyle.Media.Piping;
using LiveStyle.Media.Probing;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Media.Tests.Films;

[Trait("Speed", "Slow")]
public sealed class OpacityTests : IDisposable
{
    const string Moving = "-f lavfi -i testsrc2=s=64x48:r=10:d=0.5";

    readonly ClipFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a.gif", "", false)]
    [InlineData("a.gif", "-vf split[a][b];[a]palettegen=reserve_transparent=on[p];[b]format=rgba,colorchannelmixer=aa=0.2[c];[c][p]paletteuse", true)]
    [InlineData("a.apng", "-vf format=rgba", false)]
    [InlineData("a.apng", "-vf format=rgba,geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':a='255-X-20*N'", true)]
    [InlineData("a.mkv", "-c:v png -pix_fmt rgba", true)]
    public async Task A_kind_that_always_comes_with_an_alpha_has_one_where_a_pixel_uses_it(string name, string options, bool hasAlpha)
    {
        string path = folder.Make(name, $"{Moving} {options}");

        MediaInfo clip = await MediaProbe.ProbeAsync(path, Cancellation);
        await using FileStream file = File.OpenRead(path);
        InputPipe pipe = await InputPipe.OpenAsync(file, Cancellation);

        Assert.Equal(hasAlpha, clip.RequireVideo().HasAlpha);
        Assert.Equal(hasAlpha, Assert.Single(clip.Videos).HasAlpha);
        Assert.Equal(hasAlpha, pipe.Clip.RequireVideo().HasAlpha);
    }

    [Fact]
    public async Task An_animated_webp_is_called_so_where_ffmpeg_can_not_read_it()
    {
        byte[] still = File.ReadAllBytes(folder.Make("still.webp", "-f lavfi -i testsrc2=s=64x48 -frames:v 1 -lossless 1"));
        File.WriteAllBytes(folder["moving.webp"], Animated(still, 64, 48));

        MediaInfo plain = await MediaProbe.ProbeAsync(folder["still.webp"], Cancellation), moving = await MediaProbe.ProbeAsync(folder["moving.webp"], Cancellation);

        Assert.Null(plain.Obstacle);
        Assert.Contains("still picture", Assert.ThrowsAny<MediaException>(plain.RequireVideo).Message);
        Assert.SkipUnless(moving.Video is null or { IsStillPicture: true }, "This ffmpeg can read it.");
        string message = Assert.ThrowsAny<MediaException>(moving.RequireVideo).Message;
        Assert.Contains("moving.webp: an animated WebP, which this ffmpeg can't decode; convert it", message);
        var matte = new MatteOptions { Size = new(64, 48) };
        Assert.Contains("an animated WebP", (await Assert.ThrowsAnyAsync<MediaException>(() => MatteFile.OpenAsync(folder["moving.webp"], matte, Cancellation))).Message);
    }

    /// <summary>Two frames of one still picture (RFC 9649, section 2.7).</summary>
    static byte[] Animated(byte[] still, int width, int height)
    {
        byte[] frame = Chunk("ANMF", [.. Three(0), .. Three(0), .. Three(width - 1), .. Three(height - 1), .. Three(100), 0, .. still[12..]]);
        byte[] body = [.. "WEBP"u8, .. Chunk("VP8X", [0x02, 0, 0, 0, .. Three(width - 1), .. Three(height - 1)]), .. Chunk("ANIM", [0, 0, 0, 0, 0, 0]), .. frame, .. frame];
        return Chunk("RIFF", body);
    }

    static byte[] Chunk(string name, byte[] content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        return [.. System.Text.Encoding.ASCII.GetBytes(name), .. length, .. content, .. content.Length % 2 == 0 ? [] : new byte[] { 0 }];
    }

    static byte[] Three(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];
}
