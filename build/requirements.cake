// What LiveStyle needs of the machine beside .NET, and how it gets there.
// apt is tested (Debian 12); brew and winget are not tested yet.

record Requirement(string Name, string Purpose, Func<bool> IsPresent, string Apt, string Brew, string Winget);

Requirement[] FilmRequirements =>
[
    new("ffmpeg", "reads and writes film", () => OnPath("ffmpeg") && OnPath("ffprobe"),
        Apt: "ffmpeg", Brew: "ffmpeg", Winget: "Gyan.FFmpeg"),
    new("fontconfig", "finds fonts for labels", () => !OperatingSystem.IsLinux() || LibraryFiles("libfontconfig.so.1").Any(),
        Apt: "fontconfig", Brew: "fontconfig", Winget: null),
    new("fonts", "a face to write labels in", () => !OperatingSystem.IsLinux() || GetFiles("/usr/share/fonts/**/*.{ttf,otf,ttc}").Any(),
        Apt: "fonts-dejavu-core", Brew: null, Winget: null),
];

Requirement[] PlayRequirements =>
[
    new("OpenAL Soft", "plays the sound of film", HasOpenAl, Apt: "libopenal1", Brew: "openal-soft", Winget: null),
];

Requirement[] MeasureRequirements =>
[
    new("tesseract", "reads text, to measure what stays legible", () => OnPath("tesseract"),
        Apt: "tesseract-ocr", Brew: "tesseract", Winget: "UB-Mannheim.TesseractOCR"),
];

// Windows has no package of it; `play` goes on without sound and says so.
bool HasOpenAl() =>
    OperatingSystem.IsWindows() ||
    (OperatingSystem.IsMacOS()
        ? new[] { "/opt/homebrew", "/usr/local" }.Any(root => System.IO.File.Exists($"{root}/opt/openal-soft/lib/libopenal.dylib"))
        : LibraryFiles("libopenal.so.1").Any());

void Require(IEnumerable<Requirement> requirements)
{
    var missing = requirements.Where(r => !r.IsPresent()).ToList();
    if (missing.Count == 0)
        return;

    Say("Missing on this machine, installed now:");
    missing.ForEach(r => Say($"  {r.Name}: {r.Purpose}"));
    var names = string.Join(", ", missing.Select(r => r.Name));

    if (OnPath("apt-get"))
        AptInstall([.. missing.Select(r => r.Apt)]);
    else if (OperatingSystem.IsMacOS() && OnPath("brew"))
        Run("brew", ["install", .. missing.Select(r => r.Brew)]);
    else if (OperatingSystem.IsWindows() && OnPath("winget"))
        missing.ForEach(r => Run("winget", ["install", "--exact", "--id", r.Winget]));
    else
        throw new CakeException($"Missing: {names}. Install with this system's package manager, then run this again.");

    var still = missing.Where(r => !r.IsPresent()).Select(r => r.Name).ToList();
    if (still.Count > 0)
        throw new CakeException($"Still not found: {string.Join(", ", still)}. Open a new terminal (its PATH may be old) and run this again.");
}

void AptInstall(params string[] packages)
{
    var names = string.Join(' ', packages);
    Say($"Packages: {names}");
    NeedRoot($"Run as root: apt-get update && apt-get install -y --no-install-recommends {names}");
    AptGet("update");
    AptGet(["install", "-y", "--no-install-recommends", .. packages]);
}

// TorchSharp's native library is built with GCC 13; the C++ library of Debian 12 is that of GCC 12.
bool HasTrainingLibraries() =>
    !OperatingSystem.IsLinux() || LibraryFiles("libstdc++.so.6").Any(file =>
        System.IO.File.ReadAllBytes(file).AsSpan().IndexOf("GLIBCXX_3.4.32"u8) >= 0);

void RequireTrainingLibraries()
{
    if (HasTrainingLibraries())
        return;

    if (!IsDebian())
        throw new CakeException(
            "TorchSharp needs the C++ library of GCC 13.2 or later (GLIBCXX_3.4.32 in libstdc++.so.6) and this system's is older: " +
            "install a newer libstdc++6, or use a system that has one (Debian 13, Ubuntu 24.04); `--target=Demo` does without.");

    Say("Missing on this machine, installed now:");
    Say("  libstdc++6 of Debian 13: TorchSharp, which trains, needs its GLIBCXX_3.4.32");
    Say("  It upgrades what it stands on: libc6, libc-bin and base-files (so /etc/os-release will say 13).");
    Say("  They come from the source `trixie`, pinned at priority 100: all else stays as it is.");
    NeedRoot("Install sudo or run this target once as root");
    WriteAsRoot("/etc/apt/preferences.d/trixie",
        "Package: *\nPin: release n=trixie\nPin-Priority: 100\n");
    WriteAsRoot("/etc/apt/sources.list.d/trixie.sources",
        "Types: deb\nURIs: http://deb.debian.org/debian\nSuites: trixie\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n");
    AptGet("update");
    AptGet("install", "-y", "--no-install-recommends", "-t", "trixie", "libstdc++6");

    if (!HasTrainingLibraries())
        throw new CakeException("libstdc++6 of Debian 13 was installed but GLIBCXX_3.4.32 is still not found: remove other copies of libstdc++.so.6.");
}

// 13 too: an upgrade that was cut short has renamed the system before its library came.
bool IsDebian()
{
    const string release = "/etc/os-release";
    var lines = System.IO.File.Exists(release) ? System.IO.File.ReadAllLines(release) : [];
    return lines.Contains("ID=debian") && (lines.Contains("VERSION_ID=\"12\"") || lines.Contains("VERSION_ID=\"13\""));
}

void WriteAsRoot(string path, string text)
{
    var draft = System.IO.Path.GetTempFileName();
    try
    {
        System.IO.File.WriteAllText(draft, text);
        if (RunAsRoot("install", "-m", "644", draft, path) != 0)
            throw new CakeException($"Can't write {path}: see the line above.");
    }
    finally
    {
        System.IO.File.Delete(draft);
    }
}
