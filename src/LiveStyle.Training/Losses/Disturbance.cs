using TorchSharp;
using static TorchSharp.torch;

namespace LiveStyle.Training.Losses;

/// <summary>
/// Small changes of a batch of photographs, such as the next frame of a film has: sensor noise, a shift by parts of a pixel,
/// or a smooth flow. The flow is known, so that what a network makes of the photographs can be moved along it too.
/// A pure function of (seed, step): a resumed run sees the same.
/// </summary>
sealed class Disturbance
{
    /// <summary>Pixels at the border that a flow may bring in from outside.</summary>
    public const int Border = 8;

    /// <summary>Standard deviation, in units of white: about 4 levels of 255.</summary>
    const double Noise = 0.015;

    /// <summary>Largest shift and bend of a flow, in pixels; their sum stays below <see cref="Border"/>.</summary>
    const double LargestShift = 4, LargestBend = 2.5;

    /// <summary>Knots of a bend along each side.</summary>
    const int Knots = 5;

    readonly Tensor grid;
    readonly Tensor noise;

    /// <param name="shape">Of the photographs: [N,3,H,W].</param>
    /// <param name="seed">The run's.</param>
    /// <param name="step">The run's.</param>
    public Disturbance(ReadOnlySpan<long> shape, ulong seed, long step)
    {
        (long count, long height, long width) = (shape[0], shape[2], shape[3]);
        using var generator = new Generator(unchecked((ulong)step * 0x9E3779B97F4A7C15 + seed));
        Tensor Uniform(params long[] size) => rand(size, generator: generator) * 2 - 1;

        // In turn: nothing but noise, a shift of up to a pixel, a flow.
        Tensor kind = (arange(count) + step).remainder(3).reshape(count, 1, 1, 1);
        Tensor shift = Uniform(count, 2, 1, 1);
        Tensor bend = nn.functional.interpolate(Uniform(count, 2, Knots, Knots), size: [height, width], mode: InterpolationMode.Bicubic, align_corners: true)
            .clamp(-1, 1);
        Tensor flow = (kind == 1).to_type(ScalarType.Float32) * shift
            + (kind == 2).to_type(ScalarType.Float32) * (LargestShift * shift + LargestBend * bend);

        // grid_sample counts from -1 to 1 across the picture, x first.
        Tensor x = (arange(width).reshape(1, 1, width) + flow.select(1, 0)) * (2.0 / (width - 1)) - 1;
        Tensor y = (arange(height).reshape(1, height, 1) + flow.select(1, 1)) * (2.0 / (height - 1)) - 1;
        grid = stack([x, y], -1);
        noise = randn([count, 3, height, width], generator: generator) * Noise;
    }

    /// <summary>Pictures moved along the flow, bilinearly.</summary>
    /// <param name="pictures">float32 [N,C,H,W].</param>
    public Tensor Move(Tensor pictures) => nn.functional.grid_sample(
        pictures, grid, mode: GridSampleMode.Bilinear, padding_mode: GridSamplePaddingMode.Reflection, align_corners: true);

    /// <summary>Photographs moved along the flow, with noise: what a camera would see next.</summary>
    public Tensor Apply(Tensor photographs) => (Move(photographs) + noise).clamp(0, 1);
}
