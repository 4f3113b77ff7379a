// Archives that come out the same, byte for byte, from the same files: names in order, one time, no owner.
using System.Formats.Tar;
using System.IO.Compression;

/// A file of an archive or a package: from the disk, from memory, or a link.
record PackedFile(string Path, string Source)
{
    public string Content { get; init; }

    public string Target { get; init; }

    public bool IsProgram => Path.Split('/')[^1] is "livestyle" or "livestyle.exe" or "createdump" or "createdump.exe" && Content is null;

    public UnixFileMode Mode => (UnixFileMode)(IsProgram ? 0b111_101_101 : 0b110_100_100);

    public static PackedFile Text(string path, string content) => new(path, null) { Content = content };

    public static PackedFile Link(string path, string target) => new(path, null) { Target = target };

    public System.IO.Stream Open() => Content is null ? System.IO.File.OpenRead(Source) : new System.IO.MemoryStream(System.Text.Encoding.UTF8.GetBytes(Content));
}

// That of the commit, unless SOURCE_DATE_EPOCH says otherwise.
DateTimeOffset SourceDate
{
    get
    {
        var text = EnvironmentVariable("SOURCE_DATE_EPOCH");
        if (text is null && OnPath("git"))
        {
            StartProcess("git", new ProcessSettings { Arguments = "log -1 --format=%ct", RedirectStandardOutput = true, RedirectStandardError = true }, out var lines);
            text = lines.FirstOrDefault();
        }

        return long.TryParse(text, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : DateTimeOffset.UtcNow;
    }
}

// Every file below a folder, at the same place below another.
IEnumerable<PackedFile> FilesOf(DirectoryPath folder, string at) =>
    System.IO.Directory.GetFiles(folder.FullPath, "*", System.IO.SearchOption.AllDirectories)
        .Select(file => new PackedFile(
            $"{at}/{System.IO.Path.GetRelativePath(folder.FullPath, file).Replace('\\', '/')}".TrimStart('/'), file));

void WriteTarGz(string archive, IEnumerable<PackedFile> files)
{
    var date = SourceDate;
    using var output = System.IO.File.Create(archive);
    using var compressed = new GZipStream(output, CompressionLevel.SmallestSize);
    using var tar = new TarWriter(compressed, TarEntryFormat.Pax);
    foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
    {
        var isLink = file.Target is not null;
        var entry = new PaxTarEntry(isLink ? TarEntryType.SymbolicLink : TarEntryType.RegularFile, file.Path) { ModificationTime = date, Mode = file.Mode };
        using var content = isLink ? null : file.Open();
        if (isLink)
            entry.LinkName = file.Target;
        else
            entry.DataStream = content;
        tar.WriteEntry(entry);
    }
}

void WriteZip(string archive, IEnumerable<PackedFile> files)
{
    var date = SourceDate;
    using var zip = new ZipArchive(System.IO.File.Create(archive), ZipArchiveMode.Create);
    foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
    {
        var entry = zip.CreateEntry(file.Path, CompressionLevel.SmallestSize);
        entry.LastWriteTime = date.UtcDateTime;
        using var target = entry.Open();
        using var content = file.Open();
        content.CopyTo(target);
    }
}

// On the disk, for tools that pack a folder.
void WriteTree(string folder, IEnumerable<PackedFile> files)
{
    var date = SourceDate.UtcDateTime;
    foreach (var file in files)
    {
        var path = System.IO.Path.Combine(folder, file.Path);
        System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path));
        if (file.Target is not null)
        {
            System.IO.File.CreateSymbolicLink(path, file.Target);
            continue;
        }

        using (var content = file.Open())
        using (var target = System.IO.File.Create(path))
            content.CopyTo(target);
        System.IO.File.SetUnixFileMode(path, file.Mode);
        System.IO.File.SetLastWriteTimeUtc(path, date);
    }

    foreach (var directory in System.IO.Directory.GetDirectories(folder, "*", System.IO.SearchOption.AllDirectories).Append(folder))
        System.IO.File.SetUnixFileMode(directory, (UnixFileMode)0b111_101_101);
}
