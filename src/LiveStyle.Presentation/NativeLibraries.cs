using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace LiveStyle.Presentation;

/// <summary>Finds the system's libraries that go by another name on every system. .NET takes one resolver an assembly: this is it.</summary>
static class NativeLibraries
{
    static readonly ConcurrentDictionary<string, Func<nint>> Loaders = new();

    static NativeLibraries() => NativeLibrary.SetDllImportResolver(
        typeof(NativeLibraries).Assembly, (name, _, _) => Loaders.TryGetValue(name, out Func<nint>? load) ? load() : 0);

    /// <summary>Has a library loaded in a way of its own from now on.</summary>
    /// <param name="name">The name in the imports.</param>
    /// <param name="load">Gives the library's handle; 0 leaves it to .NET's own search.</param>
    public static void Register(string name, Func<nint> load) => Loaders[name] = load;
}
