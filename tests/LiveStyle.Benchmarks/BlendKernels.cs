using BenchmarkDotNet.Attributes;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;

namespace LiveStyle.Benchmarks;

/// <summary>What a moving blend costs a frame beside the network: the curve, and the mix of 3,206 values a style.</summary>
[MemoryDiagnoser]
public class BlendKernels
{
    readonly ModelBundle bundle = ModelBundle.Open("gallery");
    float[] weights = [];
    float[] embedding = [];
    WeightCurve curve = null!;
    double time;

    [GlobalSetup]
    public void Prepare()
    {
        weights = new float[bundle.Styles.Names.Count];
        embedding = new float[bundle.Styles.EmbeddingLength];
        curve = Timeline.Parse("0s original ease-in-out; 5s munch-scream*0.5 + hokusai-great-wave*0.5; 10s picabia-udnie").Bind(bundle.Styles.Names);
        curve.Evaluate(2.5, weights);
    }

    [Benchmark]
    public void EvaluateCurve() => curve.Evaluate(time = (time + 0.04) % 10, weights);

    [Benchmark]
    public void MixEmbedding() => bundle.Styles.Mix(weights, embedding);
}
