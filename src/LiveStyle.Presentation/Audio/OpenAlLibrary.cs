using System.Runtime.InteropServices;

namespace LiveStyle.Presentation.Audio;

/// <summary>The library of OpenAL, which goes by another name on every system.</summary>
static class OpenAlLibrary
{
    public const string Name = "openal";

    static readonly string[] Names =
        OperatingSystem.IsWindows() ? ["OpenAL32.dll", "soft_oal.dll"]
        : OperatingSystem.IsMacOS() ?
        [
            "libopenal.1.dylib", "libopenal.dylib",
            "/opt/homebrew/opt/openal-soft/lib/libopenal.dylib", "/usr/local/opt/openal-soft/lib/libopenal.dylib",
            "/System/Library/Frameworks/OpenAL.framework/OpenAL",
        ]
        : ["libopenal.so.1", "libopenal.so"];

    static readonly Lazy<nint> Loaded = new(() =>
    {
        OpenAlChatter.Quiet();
        return Load(Names);
    });

    static OpenAlLibrary() => NativeLibraries.Register(Name, () => Loaded.Value);

    public static bool IsPresent => Loaded.Value != 0;

    /// <summary>The first that is there, or 0. It stays loaded: its mixing threads outlive any caller.</summary>
    public static nint Load(IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, out nint library))
            {
                return library;
            }
        }

        return 0;
    }
}
