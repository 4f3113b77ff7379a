using System.Runtime.Intrinsics.X86;
using static TorchSharp.torch;

namespace LiveStyle.Training.Networks;

/// <summary>In what numbers the large convolutions of training multiply; sums, normalizations, losses and weights stay float32.</summary>
enum ConvolutionPrecision
{
    /// <summary>bfloat16 where the processor multiplies it in hardware, float32 elsewhere.</summary>
    Auto,
    Float32,

    /// <summary>Half the time on processors with AVX512_BF16 or AMX; slower than float32 on others.</summary>
    BFloat16,
}

static class ConvolutionPrecisions
{
    // CPUID leaf 7, subleaf 1, EAX bit 5: AVX512_BF16.
    const int Leaf = 7, SubLeaf = 1, BFloat16Bit = 5;

    /// <summary>What the precision comes to on this machine.</summary>
    public static ConvolutionPrecision Resolve(this ConvolutionPrecision precision) => precision is not ConvolutionPrecision.Auto
        ? precision
        : HasBFloat16 ? ConvolutionPrecision.BFloat16 : ConvolutionPrecision.Float32;

    public static ScalarType Type(this ConvolutionPrecision precision) =>
        precision.Resolve() is ConvolutionPrecision.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;

    static bool HasBFloat16 => X86Base.IsSupported
        && X86Base.CpuId(0, 0).Eax >= Leaf
        && (X86Base.CpuId(Leaf, SubLeaf).Eax >> BFloat16Bit & 1) != 0;
}
