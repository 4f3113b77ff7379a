namespace LiveStyle.Stylization.Onnx;

/// <summary>The native libraries that came with the program.</summary>
static class NativeLibraries
{
    /// <summary>Whether a library lies in one of the folders where the host looks for native code.</summary>
    /// <param name="name">Without prefix and ending.</param>
    public static bool Exists(string name)
    {
        string file = OperatingSystem.IsWindows() ? name + ".dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";
        string searched = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        return searched.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Append(AppContext.BaseDirectory)
            .Any(folder => File.Exists(Path.Combine(folder, file)));
    }
}
