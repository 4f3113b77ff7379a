namespace LiveStyle.Cpu.Kernels;

/// <summary>The pixels of the frame that is being stylized: RGB, three bytes a pixel.</summary>
sealed unsafe class FrameRows
{
    public byte* Source { get; private set; }

    public byte* Target { get; private set; }

    public nint SourceStride { get; private set; }

    public nint TargetStride { get; private set; }

    public void Set(nint source, nint sourceStride, nint target, nint targetStride)
    {
        Source = (byte*)source;
        Target = (byte*)target;
        (SourceStride, TargetStride) = (sourceStride, targetStride);
    }
}
