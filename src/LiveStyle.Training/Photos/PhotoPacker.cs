using System.Buffers.Binary;
using LiveStyle.Files;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;

namespace LiveStyle.Training.Photos;

/// <summary>What packing did: photographs packed, and the ones left out with the reason.</summary>
sealed record PackingInfo(int Packed, IReadOnlyList<(string Path, string Reason)> Skipped);

/// <summary>Decodes a folder of photographs (sub-folders too) into one record file.</summary>
static class PhotoPacker
{
    const int AtOnce = 32;

    static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase) { ".jpg", ".jpeg", ".png", ".webp", ".bmp" };

    /// <summary>The folder's pictures in ordinal order of their paths, so that a run means the same on every system.</summary>
    /// <exception cref="MediaException">The folder is missing or holds no picture.</exception>
    public static IReadOnlyList<string> ListPictures(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new MediaException($"{folder}: no such folder; give a folder of pictures");
        }

        string[] pictures = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Extensions.Contains(Path.GetExtension(path)))
            .Order(StringComparer.Ordinal)];
        return pictures.Length > 0
            ? pictures
            : throw new MediaException($"{folder}: holds no picture ({string.Join(", ", Extensions)}); give a folder of pictures");
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
        var skipped = new List<(string, string)>();
        WholeFile.Write(target, file =>
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
                    if (frame is null)
                    {
                        skipped.Add((some[i], decoded[i].Reason));
                    }
                    else
                    {
                        sizes.Add((file.Position, frame.Size));
                        file.Write(frame.Pixels);
                    }

                    progress?.Invoke(++done, pictures.Count);
                }
            }

            if (sizes.Count == 0)
            {
                throw new MediaException($"{Path.GetDirectoryName(pictures[0])}: none of its {pictures.Count} pictures can be used ({skipped[0].Item2}); give photographs with sides of at least {smallest} pixels");
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

    static (HostFrame? Frame, string Reason) Decode(string path, int shortSide, int smallest)
    {
        HostFrame frame;
        try
        {
            frame = StillImage.Load(path);
        }
        catch (MediaException problem)
        {
            return (null, problem.Message);
        }

        int side = Math.Min(frame.Size.Width, frame.Size.Height);
        if (side < smallest)
        {
            frame.Dispose();
            return (null, $"{path}: {frame.Size} is smaller than a crop of {smallest}");
        }

        if (side <= shortSide)
        {
            return (frame, "");
        }

        using (frame)
        {
            double scale = (double)shortSide / side;
            var size = new FrameSize(
                Math.Max(shortSide, (int)Math.Round(frame.Size.Width * scale)),
                Math.Max(shortSide, (int)Math.Round(frame.Size.Height * scale)));
            return (StillImage.Resize(frame, size), "");
        }
    }
}
