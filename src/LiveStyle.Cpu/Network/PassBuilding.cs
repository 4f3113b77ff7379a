using LiveStyle.Cpu.Kernels;
using LiveStyle.Cpu.Memory;
using LiveStyle.Cpu.Planning;
using LiveStyle.Cpu.Steps;

namespace LiveStyle.Cpu.Network;

/// <summary>What a pass is built from.</summary>
/// <param name="network">The network.</param>
/// <param name="plan">Its plan for the frames' size.</param>
/// <param name="arena">Holds all memory of the pass.</param>
/// <param name="rows">Will tell each frame's bytes.</param>
/// <param name="embedding">Will hold each frame's embedding.</param>
/// <remarks>No record: what would print one boxes the pointer, which can't be compiled ahead of time.</remarks>
sealed unsafe class PassBuilding(CpuNetwork network, NetworkPlan plan, Arena arena, FrameRows rows, float* embedding)
{
    public CpuNetwork Network => network;

    public NetworkPlan Plan => plan;

    public Arena Arena => arena;

    public FrameRows Rows => rows;

    public float* Embedding => embedding;
}
