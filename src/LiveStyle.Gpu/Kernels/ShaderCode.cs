namespace LiveStyle.Gpu.Kernels;

/// <summary>The compiled shaders that the build embeds.</summary>
static class ShaderCode
{
    /// <param name="name">Folder and file without extension, such as "network/convolve" or "network/convolve.half".</param>
    /// <returns>SPIR-V, a multiple of four bytes.</returns>
    public static byte[] Load(string name)
    {
        using Stream resource = typeof(ShaderCode).Assembly.GetManifestResourceStream(name + ".spv")
            ?? throw new ArgumentException($"no shader '{name}' was built in", nameof(name));
        var code = new byte[resource.Length];
        resource.ReadExactly(code);
        return code;
    }
}
