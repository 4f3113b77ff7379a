namespace LiveStyle.Cpu.Network;

/// <summary>How a network runs on the processor.</summary>
public sealed record CpuNetworkOptions
{
    /// <summary>The instructions; null for the widest that the machine has.</summary>
    public InstructionSet? Instructions { get; init; }

    /// <summary>Where memory comes from.</summary>
    internal Memory.IMemorySource Memory { get; init; } = new Memory.HeapMemory();
}
