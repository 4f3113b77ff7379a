using LiveStyle.Styles;
using LiveStyle.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace LiveStyle.Training.Losses;

/// <summary>
/// What a small change of the input changes in the output beyond need: the mean square between the stylized picture moved
/// along the flow, and the moved photograph stylized (pixels in [0,1]; the short-term temporal loss of Huang et al. 2017 and
/// Ruder et al. 2018, on pairs made from photographs, so that no film is needed).
/// </summary>
static class SteadinessLoss
{
    /// <returns>float32 [N]: one value a picture.</returns>
    public static Tensor Evaluate(TransformNetwork network, Tensor photographs, Tensor stylized, Tensor embedding, Disturbance disturbance)
    {
        Tensor next = network.Paint(disturbance.Apply(photographs), embedding);
        return Inside(disturbance.Move(stylized) - next).square().mean([1, 2, 3]);
    }

    static Tensor Inside(Tensor pictures)
    {
        const int border = Disturbance.Border;
        return pictures.narrow(2, border, pictures.shape[2] - 2 * border).narrow(3, border, pictures.shape[3] - 2 * border);
    }
}
