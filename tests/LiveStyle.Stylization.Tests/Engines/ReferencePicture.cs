using LiveStyle.Frames;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Onnx;
using Xunit;

namespace LiveStyle.Stylization.Tests.Engines;

/// <summary>What ONNX Runtime makes of a picture, to hold an engine's against.</summary>
static class ReferencePicture
{
    public static async Task AssertCloseAsync(ModelBundle bundle, HostFrame plain, float[] embedding, ReadOnlyMemory<byte> actual)
    {
        await using OnnxStylizer reference = OnnxStylizer.Create(bundle, new StylizerOptions { Device = StylizerDevice.Cpu });
        using HostFrame expected = HostFrame.Allocate(plain.Size);
        reference.Stylize(plain, expected, embedding);
        (double mean, int largest) = Difference(expected.Pixels, actual.Span);
        Assert.True(mean <= 0.5 && largest <= 4, $"mean {mean:0.000}, largest {largest} of 255");
    }

    /// <returns>Mean and largest difference of bytes.</returns>
    public static (double Mean, int Largest) Difference(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        Assert.Equal(one.Length, other.Length);
        long sum = 0;
        int largest = 0;
        for (int i = 0; i < one.Length; i++)
        {
            int difference = Math.Abs(one[i] - other[i]);
            sum += difference;
            largest = Math.Max(largest, difference);
        }

        return ((double)sum / one.Length, largest);
    }
}
