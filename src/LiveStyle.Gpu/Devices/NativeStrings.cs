using System.Runtime.InteropServices;
using System.Text;

namespace LiveStyle.Gpu.Devices;

/// <summary>A list of UTF-8 strings in native memory, as Vulkan takes names; freed on disposal.</summary>
sealed unsafe class NativeStrings : IDisposable
{
    readonly byte** pointers;

    public NativeStrings(IReadOnlyCollection<string> texts)
    {
        Count = (uint)texts.Count;
        pointers = (byte**)NativeMemory.AllocZeroed((nuint)Math.Max(texts.Count, 1), (nuint)sizeof(byte*));
        int i = 0;
        foreach (string text in texts)
        {
            pointers[i++] = (byte*)Marshal.StringToCoTaskMemUTF8(text);
        }
    }

    public uint Count { get; }

    public byte** Pointers => Count == 0 ? null : pointers;

    /// <summary>A fixed-size, zero-terminated name as Vulkan returns it.</summary>
    public static string Read(byte* text) => Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));

    public void Dispose()
    {
        for (uint i = 0; i < Count; i++)
        {
            Marshal.FreeCoTaskMem((nint)pointers[i]);
        }

        NativeMemory.Free(pointers);
    }
}
