using System.Runtime.Intrinsics;
using LiveStyle.Cpu.Kernels;
using LiveStyle.Cpu.Memory;
using LiveStyle.Cpu.Planning;
using LiveStyle.Cpu.Steps;
using LiveStyle.Cpu.Threads;
using LiveStyle.Cpu.Vectors;
using LiveStyle.Frames;

namespace LiveStyle.Cpu.Network;

/// <summary>A network ready for frames of one size: all memory and threads that a frame needs, so that a run allocates nothing.</summary>
/// <remarks>Thread-safety: one run at a time; several passes of one network may run at once.</remarks>
public sealed unsafe class CpuPass : IDisposable
{
    readonly Arena arena;
    readonly FrameRows rows = new();
    readonly WorkCrew crew;
    readonly IReadOnlyList<IStep> steps;
    readonly float* embedding;

    internal CpuPass(CpuNetwork network, NetworkPlan plan, int threads)
    {
        Network = network;
        Plan = plan;
        arena = new Arena(network.Options.Memory);
        try
        {
            embedding = arena.Floats(network.EmbeddingLength);
            steps = Build(new PassBuilding(network, plan, arena, rows, embedding));
            SetScratch(threads);
        }
        catch
        {
            arena.Dispose();
            throw;
        }

        crew = new WorkCrew(threads);
    }

    /// <summary>The network.</summary>
    public CpuNetwork Network { get; }

    /// <summary>The frames' size.</summary>
    public FrameSize Size => Plan.Frame;

    /// <summary>The number of threads that work on a frame, the caller's own among them.</summary>
    public int Threads => crew.Count;

    /// <summary>Bytes of memory that it takes.</summary>
    public long ByteLength => arena.ByteLength;

    internal NetworkPlan Plan { get; }

    internal IReadOnlyList<IStep> Steps => steps;

    /// <summary>Stylizes one frame. The bytes are the same whatever the number of threads.</summary>
    /// <param name="embedding">float32, E values: γ then β of each normalization, in execution order, and the frame's own share.</param>
    /// <param name="source">RGB8, sRGB, full range; of the pass's size, rows at any distance. It stays the caller's and is not written.</param>
    /// <param name="target">Another frame of the same size, the caller's too; undefined after a run that was canceled.</param>
    /// <param name="cancellation">Ends the run early, within a small part of a layer.</param>
    /// <exception cref="ArgumentException">The embedding is not E values long, or a frame is not RGB of the pass's size.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public void Run(ReadOnlySpan<float> embedding, HostFrame source, HostFrame target, CancellationToken cancellation = default)
    {
        if (embedding.Length != Network.EmbeddingLength)
        {
            throw new ArgumentException($"{embedding.Length} values, where an embedding has {Network.EmbeddingLength}", nameof(embedding));
        }

        Require(source, nameof(source));
        Require(target, nameof(target));
        embedding.CopyTo(new Span<float>(this.embedding, embedding.Length));
        rows.Set(source.Address, source.StrideInBytes, target.Address, target.StrideInBytes);
        crew.Run(steps, cancellation);
    }

    /// <summary>Ends its threads and frees its memory; no run is under way.</summary>
    public void Dispose()
    {
        crew.Dispose();
        arena.Dispose();
    }

    static IReadOnlyList<IStep> Build(PassBuilding building) => building.Network.Instructions switch
    {
        InstructionSet.Vector512 => new StepBuilder<Vectors512, Vector512<float>, Eight, Twelve>(building).Build(),
        InstructionSet.Vector256 => new StepBuilder<Vectors256, Vector256<float>, Six, Twelve>(building).Build(),
        InstructionSet.Vector128 => new StepBuilder<Vectors128, Vector128<float>, Six, Twelve>(building).Build(),
        _ => new StepBuilder<Scalars, float, Six, Twelve>(building).Build(),
    };

    void SetScratch(int threads)
    {
        IScratchStep[] needing = [.. steps.OfType<IScratchStep>()];
        long length = needing.Max(step => step.ScratchLength);
        var memory = new nint[threads];
        for (int i = 0; i < threads; i++)
        {
            memory[i] = (nint)arena.Floats(length);
        }

        foreach (IScratchStep step in needing)
        {
            step.SetScratch(memory);
        }
    }

    void Require(HostFrame frame, string name)
    {
        if (frame.Size != Size || !frame.Format.IsPacked)
        {
            throw new ArgumentException($"a {frame.Size} frame ({frame.Format.Layout}), where the pass takes RGB of {Size}", name);
        }
    }
}
