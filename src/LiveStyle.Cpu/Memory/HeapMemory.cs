using System.Runtime.InteropServices;

namespace LiveStyle.Cpu.Memory;

/// <summary>Memory of the process's heap, aligned to cache lines.</summary>
sealed unsafe class HeapMemory : IMemorySource
{
    const nuint Alignment = 64;

    public nint Allocate(long bytes)
    {
        void* address = NativeMemory.AlignedAlloc((nuint)bytes, Alignment);
        NativeMemory.Clear(address, (nuint)bytes);
        return (nint)address;
    }

    public void Free(nint address, long bytes) => NativeMemory.AlignedFree((void*)address);
}
