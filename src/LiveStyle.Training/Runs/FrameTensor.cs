using LiveStyle.Frames;
using static TorchSharp.torch;

namespace LiveStyle.Training.Runs;

/// <summary>Between frames (RGB8, rows) and tensors (float32 planes).</summary>
static class FrameTensor
{
    /// <returns>float32 [1,3,H,W] in [0,1].</returns>
    public static Tensor From(HostFrame frame)
    {
        using Tensor bytes = tensor(frame.Pixels.ToArray(), [1, frame.Size.Height, frame.Size.Width, 3], ScalarType.Byte);
        using Tensor planes = bytes.permute(0, 3, 1, 2).to_type(ScalarType.Float32);
        return planes.contiguous().div_(255);
    }

    /// <param name="pictures">float32 [N,3,H,W]; values outside [0,1] are clipped.</param>
    /// <param name="index">Which of the N.</param>
    public static HostFrame ToFrame(Tensor pictures, long index = 0)
    {
        using IDisposable noGradient = no_grad();
        using var scope = NewDisposeScope();
        Tensor bytes = (pictures[index].clamp(0, 1) * 255).round().to_type(ScalarType.Byte).permute(1, 2, 0).contiguous();
        var frame = HostFrame.Allocate(new FrameSize((int)bytes.shape[1], (int)bytes.shape[0]));
        bytes.bytes.CopyTo(frame.Pixels);
        return frame;
    }
}
