using System.Formats.Tar;
using System.IO.Compression;

namespace LiveStyle.PackageTests;

/// <summary>A file of an archive, with the few bytes that tell a native program's system.</summary>
/// <param name="Path">Below the archive's one folder.</param>
/// <param name="Mode">Null where the archive keeps none.</param>
/// <param name="Target">Of a link.</param>
sealed record PackedEntry(string Path, long Length, UnixFileMode? Mode, string? Target, byte[] Head)
{
    public bool IsElf => Head is [0x7F, (byte)'E', (byte)'L', (byte)'F', ..];

    public bool IsMac => Head is [0xCF, 0xFA, 0xED, 0xFE, ..] or [0xCA, 0xFE, 0xBA, 0xBE, ..];

    public bool IsPortable => Head is [(byte)'M', (byte)'Z', ..];

    /// <summary>Every entry of a .tar.gz or .zip, whose names begin with one folder.</summary>
    public static IReadOnlyList<PackedEntry> ReadAll(string archive, string folder) =>
        [.. (archive.EndsWith(".zip", StringComparison.Ordinal) ? ReadZip(archive) : ReadTar(archive))
            .Select(entry => entry.Path.StartsWith(folder + "/", StringComparison.Ordinal)
                ? entry with { Path = entry.Path[(folder.Length + 1)..] }
                : throw new InvalidDataException($"{archive} has {entry.Path} outside of {folder}"))];

    static IEnumerable<PackedEntry> ReadTar(string archive)
    {
        using var tar = new TarReader(new GZipStream(File.OpenRead(archive), CompressionMode.Decompress));
        while (tar.GetNextEntry() is { } entry)
        {
            yield return new PackedEntry(entry.Name, entry.Length, entry.Mode, entry.EntryType == TarEntryType.SymbolicLink ? entry.LinkName : null, HeadOf(entry.DataStream));
        }
    }

    static IEnumerable<PackedEntry> ReadZip(string archive)
    {
        using ZipArchive zip = ZipFile.OpenRead(archive);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using Stream content = entry.Open();
            yield return new PackedEntry(entry.FullName, entry.Length, null, null, HeadOf(content));
        }
    }

    static byte[] HeadOf(Stream? content)
    {
        var head = new byte[4];
        return content is null ? [] : head[..content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }
}
