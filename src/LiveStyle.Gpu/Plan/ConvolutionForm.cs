using System.Globalization;

namespace LiveStyle.Gpu.Plan;

/// <summary>What a convolution's kernel is compiled for, however it is cut into tiles. Layers of one form share a kernel.</summary>
/// <param name="Side">The side of the kernel, in pixels.</param>
/// <param name="Stride">The step between two places of the kernel, in pixels.</param>
/// <param name="Border">The mirrored border on each side, in pixels.</param>
/// <param name="InputGroups">Groups of four channels.</param>
/// <param name="OutputGroups">Groups of four channels.</param>
/// <param name="Terms">Maps that the input is the sum of; 0: it is the frame.</param>
/// <param name="Flags">The flags, as shaders/include/inputs.glsl names them.</param>
readonly record struct ConvolutionForm(int Side, int Stride, int Border, int InputGroups, int OutputGroups, int Terms, uint Flags)
{
    [Flags]
    enum Input : uint
    {
        FirstNormalized = 1,
        FirstRectified = 2,
        FirstUpsampled = 4,
        SecondNormalized = 8,
        SecondRectified = 16,
        SecondUpsampled = 32,
        KeepsSum = 64,
        Measures = 128,
    }

    public static ConvolutionForm Of(PlannedConvolution convolution)
    {
        Input input = convolution.Layer.BlockSide == 1 ? Input.Measures : 0;
        input |= convolution.Sum is null ? 0 : Input.KeepsSum;
        for (int i = 0; i < convolution.Terms.Count; i++)
        {
            MapTerm term = convolution.Terms[i];
            Input flags = (term.Normalization is null ? 0 : Input.FirstNormalized)
                | (term.IsRectified ? Input.FirstRectified : 0) | (term.IsUpsampled ? Input.FirstUpsampled : 0);
            input |= (Input)((uint)flags << (3 * i));
        }

        return new ConvolutionForm(
            convolution.Layer.Side, convolution.Layer.Stride, convolution.Layer.Border, convolution.InputGroups, convolution.OutputGroups,
            convolution.Terms.Count, (uint)input);
    }

    /// <summary>Writes the form as "3x3/2+1 4>8 1 83": side, stride, border, groups in and out, terms, flags.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Side}x{Side}/{Stride}+{Border} {InputGroups}>{OutputGroups} {Terms} {Flags:x}");
}
