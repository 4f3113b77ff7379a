// livestyle as a Debian package: the archive's tree below /usr, and what Debian's policy wants beside it.

void MakeDebianPackage(ArchivedSystem system, DirectoryPath program)
{
    if (!OnPath("dpkg-deb"))
    {
        closing.Add("No .deb: dpkg-deb is missing on this machine (apt install dpkg, brew install dpkg).");
        return;
    }

    var package = $"{PackageFolder}/livestyle_{ProductVersion}_amd64.deb";
    var tree = $"{PackageFolder}/debian";
    Say($"Writing {package}");
    if (DirectoryExists(tree))
        DeleteDirectory(tree, new DeleteDirectorySettings { Recursive = true, Force = true });
    var files = DebianTree(system, program).ToList();
    WriteTree(tree, files);
    var size = files.Where(file => file.Target is null).Sum(file => { using var content = file.Open(); return (content.Length + 1023) / 1024; });
    WriteTree(tree,
    [
        PackedFile.Text("DEBIAN/control", DebianText("control").Replace("{size}", $"{size}")),
        PackedFile.Text("DEBIAN/md5sums", string.Concat(files.Where(file => file.Target is null).OrderBy(file => file.Path, StringComparer.Ordinal).Select(Md5Line))),
    ]);
    if (Run("dpkg-deb", ["--root-owner-group", "-Zxz", "--build", tree, package],
            new Dictionary<string, string> { ["SOURCE_DATE_EPOCH"] = $"{SourceDate.ToUnixTimeSeconds()}" }) != 0)
        throw new CakeException("dpkg-deb failed: see its lines above.");
    closing.Add($"Debian package: {package} ({new System.IO.FileInfo(package).Length / 1e6:0} MB; apt install ./{System.IO.Path.GetFileName(package)})");
}

IEnumerable<PackedFile> DebianTree(ArchivedSystem system, DirectoryPath program)
{
    const string documents = "usr/share/doc/livestyle/";
    foreach (var file in UnixTree(system, program).Select(file => file with { Path = "usr/" + file.Path }))
    {
        switch (file.Path)
        {
            case "usr/share/man/man1/livestyle.1":
                yield return Compressed(file);
                break;
            case "usr/share/zsh/site-functions/_livestyle":
                yield return file with { Path = "usr/share/zsh/vendor-completions/_livestyle" };
                break;
            case documents + "LICENSE" or documents + "README.md":
                break;
            default:
                yield return file;
                break;
        }
    }

    yield return PackedFile.Text(documents + "copyright", DebianText("copyright"));
    yield return Compressed(PackedFile.Text(documents + "changelog", DebianText("changelog")));
}

string DebianText(string name) => System.IO.File.ReadAllText($".build/packages/debian/{name}")
    .Replace("{version}", ProductVersion)
    .Replace("{date}", SourceDate.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", System.Globalization.CultureInfo.InvariantCulture))
    .Replace("{licence}", string.Concat(System.IO.File.ReadAllLines("LICENSE").Skip(2).Select(line => line == "" ? " .\n" : $" {line}\n")).TrimEnd());

PackedFile Compressed(PackedFile file)
{
    var path = MakeAbsolute(File($"{PackageFolder}/obj/{System.IO.Path.GetFileName(file.Path)}.gz")).FullPath;
    System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path));
    using (var content = file.Open())
    using (var compressed = new GZipStream(System.IO.File.Create(path), CompressionLevel.SmallestSize))
        content.CopyTo(compressed);
    return new PackedFile(file.Path + ".gz", path);
}

string Md5Line(PackedFile file)
{
    using var content = file.Open();
    return $"{Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(content))}  {file.Path}\n";
}
