using LiveStyle.Cpu.Threads;

namespace LiveStyle.Cpu.Steps;

/// <summary>A step that needs memory for each thread.</summary>
unsafe interface IScratchStep : IStep
{
    /// <summary>The number of values that a thread needs.</summary>
    long ScratchLength { get; }

    /// <summary>Sets each thread's memory, which steps share: it holds nothing from one task to the next.</summary>
    /// <param name="memory">An address a thread.</param>
    void SetScratch(nint[] memory);
}
