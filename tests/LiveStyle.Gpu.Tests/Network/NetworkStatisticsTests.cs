using LiveStyle.Frames;
using LiveStyle.Gpu.Network;
using LiveStyle.Networks;
using LiveStyle.TestKit.Gpu;
using Xunit;

namespace LiveStyle.Gpu.Tests.Network;

[Collection(SoftwareGpuCollection.Name)]
public sealed class NetworkStatisticsTests(SoftwareGpu gpu) : IDisposable
{
    public void Dispose() => gpu.AssertSilent();

    /// <summary>
    /// Nothing varies in a flat picture, so that every normalization multiplies what rounding left by 316, and the next one that again. 1.4
    /// levels of root mean square are 45 dB.
    /// </summary>
    [Theory, InlineData(false), InlineData(true)]
    public void Flat_pictures_are_painted_as_in_double_precision(bool isHalf)
    {
        foreach (TransformArchitecture architecture in new TransformArchitecture[] { new ClassicArchitecture(4, 3), new LiveArchitecture(8, 2) })
        {
            var test = new TestNetwork(architecture, new GpuNetworkOptions { HalfStorage = isHalf });
            using GpuNetwork network = test.Create(gpu.Device);
            foreach ((float color, float spot) in new[] { (0f, 0f), (1f, 1f), (0.3f, 0.3f), (0f, 1f), (0.7f, 0.6f) })
            {
                var size = new FrameSize(37, 29);
                float[] frame = Flat(size, color, spot);
                double[] expected = ReferencePainter.Paint(test, test.Reference(), size, frame);

                using var trace = new NetworkTrace(network, size, frame, test.Embedding);

                // What float16 rounds off around one small spot is large beside what varies at all: the picture as a whole counts.
                double[] differences = [.. trace.Painted.Zip(expected, (actual, value) => Math.Abs(actual - value) * 255)];
                double found = isHalf ? Math.Sqrt(differences.Average(difference => difference * difference)) : differences.Max();
                Assert.True(found <= (isHalf ? 1.4 : 0.5), $"{architecture}, half {isHalf}, {color} with a spot of {spot}: off by {found} levels");
            }
        }
    }

    [Fact]
    public void Deviations_of_a_hundredth_around_a_thousand_are_measured_where_the_textbook_formula_fails()
    {
        var size = new FrameSize(127, 61);
        var test = new TestNetwork(new SingleArchitecture(1), new GpuNetworkOptions { HalfStorage = false });
        float[] kernel = test.Kernels["only"];
        for (int channel = 0; channel < 3; channel++)
        {
            // Blue is one everywhere, red is noise of a deviation of 0.29.
            (kernel[3 * channel], kernel[3 * channel + 1], kernel[3 * channel + 2]) = (0.03f, 0, channel == 1 ? -1000 : 1000 + channel);
        }

        var random = new Random(1);
        float[] frame = [.. Enumerable.Range(0, (int)size.Pixels).SelectMany(_ => new[] { random.NextSingle(), 0, 1, 1 })];
        ConvolutionLayer layer = test.Architecture.Layers[0];
        using GpuNetwork network = test.Create(gpu.Device);

        using var trace = new NetworkTrace(network, size, frame, test.Embedding);

        ReferenceMap map = trace.Raw(layer);
        (float Mean, float Scale, float Shift)[] found = trace.Normalization(layer);
        for (int channel = 0; channel < 3; channel++)
        {
            double[] values = map.Values[(channel * (int)size.Pixels)..((channel + 1) * (int)size.Pixels)];
            (double mean, double variance) = ReferenceOperations.Moments(values);
            Assert.InRange(Math.Sqrt(variance), 0.005, 0.02);

            // Of the scale's own γ: 1/√(variance + ε).
            double expected = test.Embedding[channel] / Math.Sqrt(variance + 1e-5), scale = found[channel].Scale;
            Assert.True(Math.Abs(scale / expected - 1) < 0.01, $"a scale of {scale} instead of {expected}");
            Assert.True(Math.Abs(found[channel].Mean - mean) < 0.05 * Math.Sqrt(variance), $"a mean of {found[channel].Mean} instead of {mean}");
            Assert.Equal(test.Embedding[3 + channel], found[channel].Shift);
            double textbook = test.Embedding[channel] / Math.Sqrt(Math.Max(TextbookVariance(values), 0) + 1e-5);
            Assert.True(Math.Abs(textbook / expected - 1) > 0.5, $"the textbook's formula should fail, and gives {textbook} for {expected}");
        }
    }

    /// <summary>E[x²] − E[x]² in float32, summed by pairs as the kernels sum.</summary>
    static float TextbookVariance(double[] values)
    {
        float Sum(Func<float, float> of, int start, int count) =>
            count == 1 ? of((float)values[start]) : Sum(of, start, count / 2) + Sum(of, start + count / 2, count - count / 2);

        float mean = Sum(value => value, 0, values.Length) / values.Length;
        return Sum(value => value * value, 0, values.Length) / values.Length - mean * mean;
    }

    static float[] Flat(FrameSize size, float color, float spot)
    {
        float[] frame = [.. Enumerable.Range(0, (int)size.Pixels * 4).Select(i => i % 4 == 3 ? 1 : color)];
        frame.AsSpan(4 * (size.Width * (size.Height / 2) + size.Width / 3), 3).Fill(spot);
        return frame;
    }
}
