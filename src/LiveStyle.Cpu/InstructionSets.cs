using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LiveStyle.Cpu;

/// <summary>Which instructions this machine has.</summary>
public static class InstructionSets
{
    /// <summary>The widest that this machine has, which is the fastest.</summary>
    public static InstructionSet Best => Available[^1];

    /// <summary>All that this machine has, the narrowest first. Each gives the same picture to a level of 255.</summary>
    public static IReadOnlyList<InstructionSet> Available { get; } = [.. Enum.GetValues<InstructionSet>().Where(IsAvailable)];

    /// <summary>Tells whether this machine has them, and its runtime uses them.</summary>
    public static bool IsAvailable(InstructionSet set) => set switch
    {
        InstructionSet.Vector512 => Avx512F.IsSupported && Vector512.IsHardwareAccelerated,
        InstructionSet.Vector256 => Avx2.IsSupported && Fma.IsSupported,
        InstructionSet.Vector128 => Vector128.IsHardwareAccelerated,
        _ => true,
    };

    /// <summary>The name for people, such as "AVX-512".</summary>
    public static string Name(this InstructionSet set) => set switch
    {
        InstructionSet.Vector512 => "AVX-512",
        InstructionSet.Vector256 => "AVX2",
        InstructionSet.Vector128 => Sse.IsSupported ? "SSE" : "NEON",
        _ => "no vectors",
    };

    /// <summary>The number of values at a time, which is the number of channels in a block of a map.</summary>
    internal static int Lanes(this InstructionSet set) => set switch
    {
        InstructionSet.Vector512 => 16,
        InstructionSet.Vector256 => 8,
        InstructionSet.Vector128 => 4,
        _ => 1,
    };
}
