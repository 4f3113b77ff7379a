using LiveStyle.Networks;

namespace LiveStyle.Cpu.Kernels;

/// <summary>What a layer's normalization comes to for one frame: (value − mean) · scale + shift, channel by channel.</summary>
/// <remarks>The mean is taken off first, so that flat maps, whose scale is large, lose no digits.</remarks>
sealed unsafe class Normalization
{
    readonly float* gammas, betas;

    /// <param name="layer">The layer.</param>
    /// <param name="values">Room for three values a channel, padding included; the padding stays 0.</param>
    /// <param name="padded">The number of channels, padding included.</param>
    /// <param name="embedding">The layer's γ and then its β, read by each frame.</param>
    public Normalization(ConvolutionLayer layer, float* values, int padded, float* embedding)
    {
        Channels = layer.Channels;
        Means = values;
        Scales = values + padded;
        Shifts = values + 2 * padded;
        gammas = embedding;
        betas = embedding + Channels;
    }

    public int Channels { get; }

    public float* Means { get; }

    public float* Scales { get; }

    public float* Shifts { get; }

    /// <summary>Sets one channel by what was measured of it.</summary>
    public void Set(int channel, double mean, double variance)
    {
        Means[channel] = (float)mean;
        Scales[channel] = (float)(gammas[channel] / Math.Sqrt(variance + TransformArchitecture.Epsilon));
        Shifts[channel] = betas[channel];
    }
}
