namespace LiveStyle.Cpu;

/// <summary>The instructions that a network's kernels are compiled to.</summary>
public enum InstructionSet
{
    /// <summary>One value at a time.</summary>
    Scalar,

    /// <summary>Four values at a time: NEON on ARM, SSE on x86.</summary>
    Vector128,

    /// <summary>Eight values at a time: AVX2 with FMA.</summary>
    Vector256,

    /// <summary>Sixteen values at a time: AVX-512.</summary>
    Vector512,
}
