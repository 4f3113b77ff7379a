using LiveStyle.Frames;
using Microsoft.ML.OnnxRuntime;

namespace LiveStyle.Stylization.Onnx;

/// <summary>Runs of one network over frames, with what they are bound to kept from run to run.</summary>
/// <remarks>Thread-safety: one run at a time; <see cref="IsTerminated"/> may be set from any thread.</remarks>
interface IFrameBindings : IDisposable
{
    /// <summary>While it is true, the run under way and those that begin end early, with an exception of ONNX Runtime's.</summary>
    bool IsTerminated { set; }

    /// <summary>Stylizes one frame and ends before it returns.</summary>
    /// <param name="source">Stays the caller's and is not written.</param>
    /// <param name="target">Another frame of the same size.</param>
    /// <exception cref="OnnxRuntimeException">The network failed, or was terminated.</exception>
    void Run(HostFrame source, HostFrame target);
}
