using LiveStyle.Cpu.Memory;
using LiveStyle.Cpu.Planning;
using LiveStyle.Cpu.Steps;

namespace LiveStyle.Cpu.Network;

/// <summary>What a pass is built from.</summary>
/// <param name="Network">The network.</param>
/// <param name="Plan">Its plan for the frames' size.</param>
/// <param name="Arena">Holds all memory of the pass.</param>
/// <param name="Rows">Will tell each frame's bytes.</param>
/// <param name="EmbeddingAddress">Will hold each frame's embedding.</param>
sealed unsafe record PassBuilding(CpuNetwork Network, NetworkPlan Plan, Arena Arena, FrameRows Rows, nint EmbeddingAddress)
{
    public PassBuilding(CpuNetwork network, NetworkPlan plan, Arena arena, FrameRows rows, float* embedding)
        : this(network, plan, arena, rows, (nint)embedding)
    {
    }

    public float* Embedding => (float*)EmbeddingAddress;
}
