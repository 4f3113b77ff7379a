// What LiveStyle needs of the machine beside .NET, and how it gets there.
// apt is tested (Debian 12); brew and winget are not tested yet.

// AptSince: Debian 12's own is too old; where apt offers an older one, Debian 13's is taken.
// Services: what the package would run from now on, and shall not.
record Requirement(string Name, string Purpose, Func<bool> IsPresent, string Apt, string Brew, string Winget, string AptSince = null, string[] Services = null);

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

Requirement[] ShaderRequirements =>
[
    new("glslc", "compiles the shaders", () => OnPath("glslc") && IsRecentGlslc(),
        Apt: "glslc", Brew: "shaderc", Winget: "KhronosGroup.VulkanSDK", AptSince: "2024"),
    new("spirv-val", "checks the compiled shaders", () => OnPath("spirv-val"),
        Apt: "spirv-tools", Brew: "spirv-tools", Winget: "KhronosGroup.VulkanSDK", AptSince: "2024"),
];

// Vulkan on the processor, for the tests.
Requirement[] VulkanRequirements =>
[
    new("lavapipe", "is a Vulkan device without a GPU", () => !OperatingSystem.IsLinux() || HasRecentLavapipe(),
        Apt: "mesa-vulkan-drivers", Brew: null, Winget: null, AptSince: "24"),
    new("vulkan-validationlayers", "checks every use of Vulkan",
        () => !OperatingSystem.IsLinux() || GetFiles("/usr/share/vulkan/explicit_layer.d/VkLayer_khronos_validation.json").Any(),
        Apt: "vulkan-validationlayers", Brew: "vulkan-validationlayers", Winget: null, AptSince: "1.3.280"),
];

Requirement[] WindowRequirements =>
[
    new("glfw", "opens windows", HasGlfw, Apt: "libglfw3", Brew: "glfw", Winget: null),
    new("libxrandr", "tells GLFW of the monitors", () => !OperatingSystem.IsLinux() || LibraryFiles("libXrandr.so.2").Any(),
        Apt: "libxrandr2", Brew: null, Winget: null),
    new("xvfb", "is a screen to test windows on", () => !OperatingSystem.IsLinux() || OnPath("Xvfb"), Apt: "xvfb", Brew: null, Winget: null),
    new("xdotool", "presses keys and moves the mouse in tests", () => !OperatingSystem.IsLinux() || OnPath("xdotool"),
        Apt: "xdotool", Brew: null, Winget: null),
    new("xwininfo", "finds windows by their titles", () => !OperatingSystem.IsLinux() || OnPath("xwininfo"),
        Apt: "x11-utils", Brew: null, Winget: null),
];

// Speaks OSC with a show, for the tests.
Requirement[] ControlRequirements =>
[
    new("liblo's tools", "send and receive OSC in tests", () => !OperatingSystem.IsLinux() || (OnPath("oscsend") && OnPath("oscdump")),
        Apt: "liblo-tools", Brew: null, Winget: null),
];

// A report's page is tested in a real browser; Windows brings one along.
Requirement[] BrowserRequirements =>
[
    new("chromium", "shows the page of a report in tests", HasBrowser, Apt: "chromium", Brew: "google-chrome", Winget: null),
];

// A scheduler of farms, for the tests: they start and stop their own, from a folder of theirs.
Requirement[] FarmRequirements =>
[
    new("munge", "tells Slurm who asks", () => !OperatingSystem.IsLinux() || HasDaemon("munged"),
        Apt: "munge", Brew: null, Winget: null, Services: ["munge"]),
    new("slurm", "spreads a film over machines", () => !OperatingSystem.IsLinux() || (HasDaemon("slurmctld") && HasDaemon("slurmd") && OnPath("sbatch")),
        Apt: "slurm-wlm", Brew: null, Winget: null, Services: ["slurmctld", "slurmd"]),
];

Requirement[] TestRequirements =>
[
    .. FilmRequirements, .. PlayRequirements, .. MeasureRequirements, .. ShaderRequirements, .. VulkanRequirements, .. WindowRequirements,
    .. BrowserRequirements, .. ControlRequirements, .. FarmRequirements,
];

// How other languages write numbers and letters, for the tests.
Requirement[] CultureRequirements =>
[
    new("ICU", "knows how other languages write numbers", () => !OperatingSystem.IsLinux() || LibraryFiles("libicuuc.so").Any(),
        Apt: "libicu-dev", Brew: null, Winget: null),
];

Requirement[] PackagingRequirements =>
[
    new("dpkg-deb", "packs the .deb", () => !OperatingSystem.IsLinux() || !OnPath("apt-get") || OnPath("dpkg-deb"), Apt: "dpkg", Brew: null, Winget: null),
];

// A bare Debian, for the tests of packages.
Requirement[] PackageTestRequirements =>
[
    new("debootstrap", "makes a bare Debian to install the .deb in", () => !OnPath("apt-get") || HasDaemon("debootstrap"), Apt: "debootstrap", Brew: null, Winget: null),
];

// Daemons lie where only root's PATH leads.
bool HasDaemon(string program) => OnPath(program) || new[] { "/usr/sbin", "/usr/local/sbin" }.Any(folder => FileExists($"{folder}/{program}"));

void Require(IEnumerable<Requirement> requirements)
{
    var missing = requirements.Where(r => !r.IsPresent()).ToList();
    if (missing.Count == 0)
        return;

    Say("Missing on this machine, installed now:");
    missing.ForEach(r => Say($"  {r.Name}: {r.Purpose}"));
    var names = string.Join(", ", missing.Select(r => r.Name));

    if (OnPath("apt-get"))
        AptInstall(missing);
    else if (OperatingSystem.IsMacOS() && OnPath("brew"))
        Run("brew", ["install", .. missing.Select(r => r.Brew)]);
    else if (OperatingSystem.IsWindows() && OnPath("winget"))
        foreach (var id in missing.Select(r => r.Winget).Distinct())
            Run("winget", ["install", "--exact", "--id", id]);
    else
        throw new CakeException($"Missing: {names}. Install with this system's package manager, then run this again.");

    var still = missing.Where(r => !r.IsPresent()).Select(r => r.Name).ToList();
    if (still.Count > 0)
        throw new CakeException($"Still not found, or too old: {string.Join(", ", still)}. Open a new terminal (its PATH may be old) and run this again.");
}

void AptInstall(IReadOnlyCollection<Requirement> missing)
{
    var names = string.Join(' ', missing.Select(r => r.Apt));
    Say($"Packages: {names}");
    NeedRoot($"Run as root: apt-get update && apt-get install -y --no-install-recommends {names}");
    AptGet("update");
    var own = missing.Where(r => !IsTooOld(r)).ToList();
    if (own.Count > 0)
        AptGet(["install", "-y", "--no-install-recommends", .. own.Select(r => r.Apt)]);
    if (own.Count < missing.Count)
        InstallFromTrixie([.. missing.Except(own).Select(r => r.Apt)]);

    // Without systemd, as in containers, nothing has started.
    var services = missing.SelectMany(r => r.Services ?? []).ToArray();
    if (services.Length > 0 && DirectoryExists("/run/systemd/system"))
        RunAsRoot(["systemctl", "disable", "--now", .. services]);
}

// Whether Debian's apt offers an older version than is needed.
bool IsTooOld(Requirement requirement)
{
    if (requirement.AptSince is null || !IsDebian())
        return false;
    StartProcess("apt-cache", new ProcessSettings { Arguments = $"policy {requirement.Apt}", RedirectStandardOutput = true }, out var lines);
    var candidate = lines.Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith("Candidate: "))?["Candidate: ".Length..];
    return candidate is null or "(none)" || Run("dpkg", ["--compare-versions", candidate, "lt", requirement.AptSince]) == 0;
}

// Debian 12's knows no cooperative matrices.
bool IsRecentGlslc()
{
    StartProcess("glslc", new ProcessSettings { Arguments = "--version", RedirectStandardOutput = true }, out var lines);
    var year = System.Text.RegularExpressions.Regex.Match(lines.FirstOrDefault() ?? "", @"v(20\d\d)\.").Groups[1].Value;
    return year == "" || int.Parse(year) >= 2024;
}

// Debian 12's has no float16; it says Vulkan 1.3.230 of itself.
bool HasRecentLavapipe() => GetFiles("/usr/share/vulkan/icd.d/lvp_icd*.json").Any(file =>
    System.Text.RegularExpressions.Regex.Match(System.IO.File.ReadAllText(file.FullPath), "\"api_version\": *\"([0-9.]+)\"") is { Success: true } match
    && Version.Parse(match.Groups[1].Value) >= new Version(1, 3, 270));

// Windows has no package of it; `play` goes on without sound and says so.
bool HasOpenAl() =>
    OperatingSystem.IsMacOS() ? new[] { "/opt/homebrew", "/usr/local" }.Any(root => FileExists($"{root}/opt/openal-soft/lib/libopenal.dylib"))
    : !OperatingSystem.IsLinux() || LibraryFiles("libopenal.so.1").Any();

bool HasBrowser() =>
    OperatingSystem.IsMacOS() ? FileExists("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    : OperatingSystem.IsWindows() || new[] { "chromium", "chromium-browser", "google-chrome" }.Any(OnPath);

// On Windows nothing installs it: a program that opens windows brings it along.
bool HasGlfw() =>
    OperatingSystem.IsMacOS() ? FileExists("/opt/homebrew/lib/libglfw.3.dylib") || FileExists("/usr/local/lib/libglfw.3.dylib")
    : !OperatingSystem.IsLinux() || LibraryFiles("libglfw.so.3").Any();

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
    InstallFromTrixie("libstdc++6");

    if (!HasTrainingLibraries())
        throw new CakeException("libstdc++6 of Debian 13 was installed but GLIBCXX_3.4.32 is still not found: remove other copies of libstdc++.so.6.");
}

// Debian 13's packages for Debian 12, from a source at such a priority that nothing else comes from it.
void InstallFromTrixie(params string[] packages)
{
    Say($"  {string.Join(' ', packages)}: from Debian 13. They upgrade what they stand on: libc6, libstdc++6, base-files (so /etc/os-release will say 13).");
    Say("  They come from the source `trixie`, pinned at priority 100: all else stays as it is.");
    NeedRoot("Install sudo or run this target once as root");
    WriteAsRoot("/etc/apt/preferences.d/trixie",
        "Package: *\nPin: release n=trixie\nPin-Priority: 100\n");
    WriteAsRoot("/etc/apt/sources.list.d/trixie.sources",
        "Types: deb\nURIs: http://deb.debian.org/debian\nSuites: trixie\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n");
    AptGet("update");
    AptGet(["install", "-y", "--no-install-recommends", "-t", "trixie", .. packages]);
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
