namespace LiveStyle.Stylization;

/// <summary>How a network runs on an NVIDIA GPU, through CUDA or TensorRT.</summary>
/// <remarks>No such GPU was at hand when this was written: it follows ONNX Runtime's documentation and is untested.</remarks>
public sealed record CudaOptions
{
    /// <summary>
    /// Whether CUDA records a frame's work once for each size and starts it as a whole from then on, which spares the processor
    /// the launching of each kernel. True by default. A recording is used only after it has been seen to give the picture that
    /// single launches give, and only with one inference slot; where ONNX Runtime can't record the network, kernels are launched singly.
    /// </summary>
    public bool UsesGraphs { get; init; } = true;

    /// <summary>
    /// Folder where TensorRT keeps the engines that it builds, which takes it minutes for each size of frame and each GPU. Null, the
    /// default: the folder <c>livestyle/tensorrt</c> in the user's cache. It is made where it is missing.
    /// </summary>
    public string? EngineFolder { get; init; }
}
