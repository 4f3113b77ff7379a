using System.Buffers.Binary;
using LiveStyle.Files;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;

namespace LiveStyle.Training.Photos;

/// <summary>What packing did: photographs packed, and the ones left out with the reason.</summary>
sealed record PackingInfo(int Packed, IReadOnlyList<LeftOut> Skipped);

/// <summary>Decodes a folder of photographs (sub-folders too) into one record file.</summary>
static class PhotoPacker
{
    const int AtOnce = 32;

    /// <summary>A photograph of more is not decoded: a small file can claim gigabytes, and several are decoded at once.</summary>
    const long LargestPixels = 100_000_000;

    static readonly string[] Readable = [".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".bmp", ".gif"];

    // Pictures too, to their owners: they are listed so that they are named among those left out.
    static readonly string[] Unreadable = [".tif", ".tiff", ".heic", ".heif", ".avif", ".jxl", ".jp2"];

    static readonly HashSet<string> Extensions = new([.. Readable, .. Unreadable], StringComparer.OrdinalIgnoreCase);

    // Hidden files are none of the user's pictures: macOS leaves ._photo.jpg beside each photo.jpg.
    static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };

    /// <summary>The folder's pictures in ordinal order of their paths, so that a run means the same on every system.</summary>
    /// <exception cref="MediaException">The folder is missing or holds no picture.</exception>
    public static IReadOnlyList<string> ListPictures(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new MediaException($"{folder}: no such folder; give a folder of pictures");
        }

        string[] pictures = [.. Directory.EnumerateFiles(folder, "*", Everywhere)
            .Where(path => Extensions.Contains(Path.GetExtension(path)))
            .Order(StringComparer.Ordinal)];
        return pictures.Length > 0
            ? pictures
            : throw new MediaException($"{folder}: holds no picture ({string.Join(", ", Readable)}); give a folder of pictures");
    }

    /// <summary>Writes <paramref name="target"/> whole or not at all.</summary>
    /// <param name="folder">Where the photographs are.</param>
    /// <param name="target">The record file.</param>
    /// <param name="shortSide">Larger photographs are reduced until their short side has so many pixels.</param>
    /// <param name="smallest">Photographs with a shorter side are left out: no crop fits.</param>
    /// <param name="progress">Photographs done, and of how many.</param>
    /// <param name="cancellation">Stops between photographs and leaves no file.</param>
    public static PackingInfo Pack(
        string folder, string target, int shortSide, int smallest, Action<int, int>? progress, CancellationToken cancellation) =>
        Pack(ListPictures(folder), target, shortSide, smallest, progress, cancellation);

    /// <inheritdoc cref="Pack(string, string, int, int, Action{int, int}?, CancellationToken)"/>
    /// <param name="pictures">The photographs' paths, at least one, in the order wanted.</param>
    public static PackingInfo Pack(
        IReadOnlyList<string> pictures, string target, int shortSide, int smallest, Action<int, int>? progress, CancellationToken cancellation)
    {
        var sizes = new List<(long Offset, FrameSize Size)>();
        var skipped = new List<LeftOut>();
        AtomicFile.Write(target, file =>
        {
            file.Position = PhotoRecords.HeaderLength + (long)pictures.Count * PhotoRecords.EntryLength;
            int done = 0;

            // Some at a time: decoded photographs wait in memory until their turn to be written.
            foreach (string[] some in pictures.Chunk(AtOnce))
            {
                cancellation.ThrowIfCancellationRequested();
                var decoded = some.AsParallel().AsOrdered().Select(path => Decode(path, shortSide, smallest)).ToArray();
                for (int i = 0; i < some.Length; i++)
                {
                    using HostFrame? frame = decoded[i].Frame;
                    if (decoded[i].Problem is { } problem)
                    {
                        skipped.Add(problem);
                    }

                    if (frame is not null)
                    {
                        sizes.Add((file.Position, frame.Size));
                        file.Write(frame.Pixels);
                    }

                    progress?.Invoke(++done, pictures.Count);
                }
            }

            if (sizes.Count == 0)
            {
                throw new MediaException($"{Path.GetDirectoryName(pictures[0])}: none of its pictures can be used; give photographs with sides of at least {smallest} pixels. {LeftOut.Describe(skipped, Path.GetDirectoryName(pictures[0])!, "photograph")}");
            }

            file.Position = 0;
            WriteIndex(file, sizes);
        });
        return new PackingInfo(sizes.Count, skipped);
    }

    static void WriteIndex(Stream file, List<(long Offset, FrameSize Size)> sizes)
    {
        var index = new byte[PhotoRecords.HeaderLength + sizes.Count * PhotoRecords.EntryLength];
        PhotoRecords.Magic.CopyTo(index);
        BinaryPrimitives.WriteInt32LittleEndian(index.AsSpan(8), sizes.Count);
        for (int i = 0; i < sizes.Count; i++)
        {
            Span<byte> entry = index.AsSpan(PhotoRecords.HeaderLength + i * PhotoRecords.EntryLength);
            BinaryPrimitives.WriteInt64LittleEndian(entry, sizes[i].Offset);
            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], sizes[i].Size.Width);
            BinaryPrimitives.WriteInt32LittleEndian(entry[12..], sizes[i].Size.Height);
        }

        file.Write(index);
    }

    static (HostFrame? Frame, LeftOut? Problem) Decode(string path, int shortSide, int smallest)
    {
        HostFrame frame;
        try
        {
            frame = StillImage.Load(path, LargestPixels);
        }
        catch (MediaException problem)
        {
            return (null, LeftOut.Because(path, problem));
        }

        int side = Math.Min(frame.Size.Width, frame.Size.Height);
        if (side < smallest)
        {
            frame.Dispose();
            return (null, new LeftOut(path, $"{frame.Size} is smaller than a crop of {smallest}"));
        }

        if (side <= shortSide)
        {
            return (frame, null);
        }

        using (frame)
        {
            double scale = (double)shortSide / side;
            var size = new FrameSize(
                Math.Max(shortSide, (int)Math.Round(frame.Size.Width * scale)),
                Math.Max(shortSide, (int)Math.Round(frame.Size.Height * scale)));
            return (StillImage.Resize(frame, size), null);
        }
    }
}
