using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace LiveStyle.Cpu.Kernels;

/// <summary>Asks the processor to bring memory near that is needed soon; a hint, which no processor has to take.</summary>
static unsafe class Prefetching
{
    const int Line = 64;

    /// <summary>Asks for some bytes; an address that is none does no harm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Bytes(void* from, nint count)
    {
        if (Sse.IsSupported)
        {
            for (byte* at = (byte*)from, end = at + count; at < end; at += Line)
            {
                Sse.Prefetch1(at);
            }
        }
    }
}
