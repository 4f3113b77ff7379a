using System.Buffers.Binary;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.TestKit.Pictures;
using Xunit;

namespace LiveStyle.Media.Tests.Stills;

public class BadPictureTests : PictureFolder
{
    [Fact]
    public void Missing_file_is_named() => AssertExplains(MessageOf(() => Load(PathOf("none.jpg"))), "none.jpg", "no such file");

    [Fact]
    public void Folder_is_no_picture() => AssertExplains(MessageOf(() => Load(Folder)), Folder, "folder");

    [Fact]
    public void Empty_file_is_named()
    {
        string path = Write("empty.jpg", []);
        AssertExplains(MessageOf(() => Load(path)), path, "empty");
    }

    [Fact]
    public void Text_is_no_picture()
    {
        string path = Write("notes.jpg", [.. "Dear diary, today I drew nothing."u8]);
        AssertExplains(MessageOf(() => Load(path)), path, "convert it to JPEG, PNG or WebP");
    }

    [Theory]
    [InlineData("a.jpg", 0.02), InlineData("a.jpg", 0.5), InlineData("a.jpg", 0.9)]
    [InlineData("a.png", 0.02), InlineData("a.png", 0.5), InlineData("a.png", 0.9)]
    [InlineData("a.webp", 0.1), InlineData("a.webp", 0.5), InlineData("a.webp", 0.9)]
    [InlineData("a.gif", 0.5), InlineData("a.bmp", 0.5)]
    public void Truncated_picture_is_refused_not_half_shown(string name, double kept)
    {
        byte[] whole = File.ReadAllBytes(Make(name, "testsrc2=s=160x120"));
        string path = Write("cut-" + name, whole[..(int)(whole.Length * kept)]);
        string message = MessageOf(() => Load(path));
        AssertExplains(message, path, "fetch it again");
        Assert.Contains("cut short", message);
    }

    [Theory]
    [InlineData(0.4), InlineData(0.5), InlineData(0.6), InlineData(0.8), InlineData(0.95)]
    public void Progressive_jpeg_that_is_cut_is_refused_though_it_has_all_its_rows(double kept)
    {
        byte[] whole = HandmadeJpeg.Progressive();
        string path = Write("cut.jpg", whole[..(int)(whole.Length * kept)]);
        string message = MessageOf(() => Load(path));
        AssertExplains(message, path, "fetch it again");
        Assert.Contains("cut short", message);
    }

    [Fact]
    public void Progressive_jpeg_is_whole_up_to_its_end_whatever_follows()
    {
        byte[] whole = HandmadeJpeg.Progressive();
        byte[] thumbnail = whole[..200];
        using HostFrame plain = StillImage.Load(Write("whole.jpg", whole));
        using HostFrame followed = StillImage.Load(Write("followed.jpg", [.. whole, .. "and a note"u8]));
        using HostFrame begun = StillImage.Load(Write("begun.jpg", HandmadeJpeg.WithSegment(whole, 0xEF, [.. thumbnail, 0xFF, 0xD9])));
        Assert.Equal(plain.Pixels.ToArray(), followed.Pixels.ToArray());
        Assert.Equal(plain.Pixels.ToArray(), begun.Pixels.ToArray());
        Assert.Contains("cut short", MessageOf(() => Load(Write("a.jpg", [.. HandmadeJpeg.WithSegment(whole, 0xEF, [.. thumbnail, 0xFF, 0xD9])[..700]]))));
    }

    [Fact]
    public void Picture_beyond_the_limit_is_refused_before_memory_is_taken()
    {
        byte[] png = File.ReadAllBytes(Make("a.png", "color=red:s=8x8", "-pix_fmt", "gray"));
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 60_000);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 50_000);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Checksum(png.AsSpan(12, 17)));
        string path = Write("huge.png", png);
        AssertExplains(MessageOf(() => Load(path)), path, "60000×50000 is too large");
    }

    [Theory]
    [InlineData("a.tiff"), InlineData("a.mp4"), InlineData("a"), InlineData("a.gif")]
    public void Unknown_extension_names_those_that_are_known(string name)
    {
        using HostFrame frame = Flat(2, 2, 1, 2, 3);
        AssertExplains(MessageOf(() => StillImage.Save(frame, PathOf(name))), name, ".png, .jpg, .jpeg or .webp");
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public void Missing_output_folder_is_named()
    {
        using HostFrame frame = Flat(2, 2, 1, 2, 3);
        AssertExplains(MessageOf(() => StillImage.Save(frame, PathOf("no/where/a.png"))), "a.png", "create it");
    }

    [Fact]
    public void Output_that_is_a_folder_is_refused()
    {
        using HostFrame frame = Flat(2, 2, 1, 2, 3);
        Directory.CreateDirectory(PathOf("a.png"));
        AssertExplains(MessageOf(() => StillImage.Save(frame, PathOf("a.png"))), "a.png", "folder");
    }

    [Fact]
    public void More_than_a_webp_holds_is_refused_with_the_cure()
    {
        using HostFrame frame = Flat(16384, 1, 1, 2, 3);
        AssertExplains(MessageOf(() => StillImage.Save(frame, PathOf("a.webp"))), "a.webp", "write a .png");
    }

    [Fact]
    public void Saving_leaves_nothing_but_the_picture()
    {
        using HostFrame frame = Flat(4, 4, 1, 2, 3);
        StillImage.Save(frame, PathOf("a.png"));
        StillImage.Save(frame, PathOf("a.png"));
        Assert.Equal([PathOf("a.png")], Directory.GetFileSystemEntries(Folder));
    }

    /// <summary>CRC-32 of a PNG chunk's type and content (PNG, annex D).</summary>
    static uint Checksum(ReadOnlySpan<byte> chunk)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in chunk)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return ~crc;
    }
}
