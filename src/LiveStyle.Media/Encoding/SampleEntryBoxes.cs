using System.Buffers.Binary;
using LiveStyle.Media.Probing;

namespace LiveStyle.Media.Encoding;

/// <summary>
/// Adds to the description of a file's pictures what ffmpeg has no option for: boxes of ISO/IEC 14496-12 and of "Spherical Video V2". ffmpeg reads them,
/// and hands them on when it copies the pictures, also into other containers.
/// </summary>
static class SampleEntryBoxes
{
    /// <summary>The boxes that lead to the description; each begins with boxes, but for the last, which has a count before them.</summary>
    static readonly string[] Way = ["moov", "trak", "mdia", "minf", "stbl", "stsd"];

    /// <summary>What follows the header of "stsd": version, flags and count.</summary>
    const int TableHead = 8;

    static readonly string[] StereoTypes = ["2D", "top and bottom", "side by side"];

    /// <summary>Whether a way to look at pictures has a box.</summary>
    public static bool Holds(StereoView stereo) => StereoTypes.Contains(stereo.Type) && !stereo.IsInverted;

    /// <inheritdoc cref="Holds(StereoView)"/>
    public static bool Holds(SphericalView sphere) => sphere is { IsPartial: false, Projection: "equirectangular" or "cubemap" };

    /// <summary>All that can be said in boxes; empty: nothing is to be said.</summary>
    public static byte[] Of(PictureMarks marks)
    {
        using var boxes = new MemoryStream();
        if (marks.Stereo is { } stereo && Holds(stereo))
        {
            boxes.Write(Box("st3d", [0, 0, 0, 0, (byte)Array.IndexOf(StereoTypes, stereo.Type)]));
        }

        if (marks.Sphere is { } sphere && Holds(sphere))
        {
            boxes.Write(Box("sv3d", [.. Box("svhd", [0, 0, 0, 0, 0]), .. Box("proj", [.. Pose(sphere), .. Projection(sphere)])]));
        }

        if (marks.Mastering?.Display is { } display)
        {
            boxes.Write(Display(display));
        }

        if (marks.Mastering is { MaxContentLight: > 0 } light)
        {
            boxes.Write(Box("clli", [.. Short(light.MaxContentLight), .. Short(light.MaxAverageLight)]));
        }

        return boxes.ToArray();
    }

    /// <param name="path">A .mov or .mp4 file of one track of pictures, whose index lies at its end, so that nothing else moves.</param>
    /// <param name="boxes">What to add.</param>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="MediaException">It is no such file.</exception>
    public static void Append(string path, byte[] boxes)
    {
        if (boxes.Length == 0)
        {
            return;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        long start = Find(file, 0, file.Length, Way[0]);
        var index = new byte[file.Length - start];
        file.Position = start;
        file.ReadExactly(index);
        if (BinaryPrimitives.ReadUInt32BigEndian(index) != index.Length)
        {
            throw new MediaException($"{path} does not end with its index");
        }

        // Each box on the way grows by what is added at the end of the last.
        int at = 0;
        foreach (string inner in Way.Skip(1).Append(""))
        {
            Grow(index, at, boxes.Length);
            using var stream = new MemoryStream(index);
            int end = at + (int)BinaryPrimitives.ReadUInt32BigEndian(index.AsSpan(at)) - boxes.Length;
            at = (int)Find(stream, at + 8 + (inner.Length == 0 ? TableHead : 0), end, inner);
        }

        int place = at + (int)BinaryPrimitives.ReadUInt32BigEndian(index.AsSpan(at));
        Grow(index, at, boxes.Length);
        file.Position = start;
        file.Write(index.AsSpan(0, place));
        file.Write(boxes);
        file.Write(index.AsSpan(place));
    }

    /// <summary>Finds the beginning of a box of a name, or of the first box for the empty name.</summary>
    static long Find(Stream stream, long from, long end, string name)
    {
        Span<byte> head = stackalloc byte[16];
        while (from + 8 <= end)
        {
            stream.Position = from;
            stream.ReadAtLeast(head, 8, throwOnEndOfStream: false);
            if (name.Length == 0 || System.Text.Encoding.ASCII.GetString(head[4..8]) == name)
            {
                return from;
            }

            long length = BinaryPrimitives.ReadUInt32BigEndian(head);
            from += length == 1 ? (long)BinaryPrimitives.ReadUInt64BigEndian(head[8..]) : length >= 8 ? length : end;
        }

        throw new MediaException($"a file of pictures has no box {name}");
    }

    static void Grow(byte[] index, int at, int by) =>
        BinaryPrimitives.WriteUInt32BigEndian(index.AsSpan(at), BinaryPrimitives.ReadUInt32BigEndian(index.AsSpan(at)) + (uint)by);

    static byte[] Pose(SphericalView sphere) => Box("prhd", [0, 0, 0, 0, .. Degrees(sphere.Yaw), .. Degrees(sphere.Pitch), .. Degrees(sphere.Roll)]);

    static byte[] Projection(SphericalView sphere) => sphere.Projection == "cubemap" ? Box("cbmp", new byte[12]) : Box("equi", new byte[20]);

    /// <summary>Writes the screen in steps of 0.00002 and 0.0001 nits; green, blue, red.</summary>
    static byte[] Display(MasteringDisplay display)
    {
        Chromaticity[] colors = [display.Green, display.Blue, display.Red, display.White];
        return Box("mdcv",
            [.. colors.SelectMany(color => (byte[])[.. Short(color.X * 50000), .. Short(color.Y * 50000)]), .. Long(display.MaxLuminance * 10000), .. Long(display.MinLuminance * 10000)]);
    }

    static byte[] Box(string name, byte[] content) => [.. Long(8 + content.Length), .. System.Text.Encoding.ASCII.GetBytes(name), .. content];

    static byte[] Short(double value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)Math.Clamp(Math.Round(value), 0, ushort.MaxValue));
        return bytes;
    }

    static byte[] Long(double value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)Math.Clamp(Math.Round(value), 0, uint.MaxValue));
        return bytes;
    }

    /// <summary>16.16, signed.</summary>
    static byte[] Degrees(int degrees)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, degrees << 16);
        return bytes;
    }
}
