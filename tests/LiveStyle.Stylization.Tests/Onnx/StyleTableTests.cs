using CsCheck;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using LiveStyle.TestKit.Properties;
using Xunit;

namespace LiveStyle.Stylization.Tests.Onnx;

public sealed class StyleTableTests
{
    [Fact]
    public void Mix_is_the_weighted_sum_of_rows() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 70]).SelectMany(extents => Gen.Select(
            Gen.Float[-4, 4].Array[extents.Item1 * extents.Item2],
            Gen.Float[-2, 2].Array[extents.Item1],
            Gen.Const(extents.Item2))).Holds((rows, weights, length) =>
        {
            var table = new StyleTable(new StyleNames(weights.Select((_, i) => $"s{i}")), length, rows);
            var mixed = new float[length];
            mixed.AsSpan().Fill(9);
            table.Mix(weights, mixed);
            for (int j = 0; j < length; j++)
            {
                double expected = weights.Select((weight, i) => (double)weight * rows[i * length + j]).Sum();
                Assert.Equal(expected, mixed[j], 1e-4);
            }
        });

    [Fact]
    public void One_style_in_full_is_its_row_exactly()
    {
        float[] rows = [0.1f, 1e-20f, -7.3f, 1e20f, 0.3f, 0.7f];
        var table = new StyleTable(new StyleNames(["original", "a"]), 3, rows);
        Assert.Equal(rows[3..], table.Embed(Blend.Parse("a")));
        Assert.Equal(rows[..3], table.Embed(Blend.Parse("a @0")));
    }

    [Fact]
    public void Mixing_allocates_nothing()
    {
        var table = new StyleTable(new StyleNames(["original", "a"]), 1000, new float[2000]);
        var weights = new[] { 0.5f, 0.5f };
        var embedding = new float[1000];
        table.Mix(weights, embedding);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            table.Mix(weights, embedding);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        var names = new StyleNames(["original", "a"]);
        Assert.Throws<ModelException>(() => new StyleTable(names, 3, new float[5]));
        var table = new StyleTable(names, 3, new float[6]);
        Assert.Throws<ArgumentException>(() => table.Mix(new float[1], new float[3]));
        Assert.Throws<ArgumentException>(() => table.Mix(new float[2], new float[4]));
        Assert.Throws<BlendException>(() => table.Embed(Blend.Parse("b")));
    }
}
