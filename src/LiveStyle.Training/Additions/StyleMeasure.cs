using LiveStyle.Training.Losses;
using LiveStyle.Training.Networks;
using LiveStyle.Training.Photos;
using TorchSharp;
using static TorchSharp.torch;

namespace LiveStyle.Training.Additions;

/// <summary>Measures rows of the embedding table on the same crops: the middle of each of some photographs.</summary>
/// <param name="network">Stays the caller's.</param>
/// <param name="photos">Stays the caller's.</param>
/// <param name="chosen">Indices of the photographs.</param>
/// <param name="cropSide">Of the crops, in pixels; at most each photograph's shorter side.</param>
/// <param name="batch">Crops at once.</param>
sealed class StyleMeasure(TransformNetwork network, PhotoRecords photos, IReadOnlyList<int> chosen, int cropSide, int batch)
{
    /// <summary>Losses of one style, means over all crops.</summary>
    /// <param name="loss">Of one painting.</param>
    /// <param name="row">float32 [1,E].</param>
    /// <param name="cancellation">Stops between batches.</param>
    public LossTerms Measure(StylizationLoss loss, Tensor row, CancellationToken cancellation)
    {
        using IDisposable noGradient = no_grad();
        var sum = new double[4];
        foreach (int[] some in chosen.Chunk(batch))
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            Tensor pictures = Read(some);
            Tensor stylized = network.Paint(pictures, row.expand(some.Length, -1));
            LossTerms terms = loss.Evaluate(pictures, stylized, zeros(some.Length, ScalarType.Int64), zeros(some.Length)).Terms;
            double[] values = [terms.Total, terms.Content, terms.Style, terms.TotalVariation];
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += values[i] * some.Length / chosen.Count;
            }
        }

        return new LossTerms(sum[0], sum[1], sum[2], sum[3], Pixel: 0);
    }

    /// <returns>float32 [N,3,side,side] in [0,1].</returns>
    Tensor Read(int[] some)
    {
        int length = 3 * cropSide * cropSide;
        var planes = new float[some.Length * length];
        for (int i = 0; i < some.Length; i++)
        {
            (int left, int top) = ((photos.SizeOf(some[i]).Width - cropSide) / 2, (photos.SizeOf(some[i]).Height - cropSide) / 2);
            photos.ReadCrop(some[i], left, top, cropSide, mirrored: false, planes.AsSpan(i * length, length));
        }

        return tensor(planes, [some.Length, 3, cropSide, cropSide]);
    }
}
