using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Onnx;
using LiveStyle.TestKit;
using LiveStyle.TestKit.Bundles;
using Microsoft.ML.OnnxRuntime;
using Xunit;

namespace LiveStyle.Stylization.Tests.Onnx;

public sealed class CudaNetworkTests
{
    [Theory]
    [InlineData(33, 18)]
    [InlineData(32, 20)]
    public void A_network_that_pads_floats_gives_the_picture_of_one_that_pads_bytes(int width, int height)
    {
        ModelBundle live = Load("live");
        byte[] changed = CudaNetwork.From(live.Network);

        Assert.NotSame(live.Network, changed);
        Assert.Equal(Run(live, live.Network, width, height), Run(live, changed, width, height));
        Assert.Same(changed, CudaNetwork.From(changed));
    }

    [Fact]
    public void A_network_that_pads_no_bytes_stays_as_it_is()
    {
        byte[][] networks = [Load("gallery").Network, TinyBundle.Network(), [1, 2, 3], []];

        Assert.All(networks, network => Assert.Same(network, CudaNetwork.From(network)));
    }

    static ModelBundle Load(string name) => ModelBundle.Load(Repository.PathOf(Path.Combine("models", name)));

    static byte[] Run(ModelBundle bundle, byte[] network, int width, int height)
    {
        _ = OnnxSession.Runtime;
        using var session = new InferenceSession(network);
        byte[] frame = new byte[width * height * 3];
        new Random(7).NextBytes(frame);
        float[] embedding = bundle.Styles.Embed(LiveStyle.Styles.Blend.Parse("munch-scream"));
        using OrtValue pixels = OrtValue.CreateTensorValueFromMemory(frame, [1, height, width, 3]);
        using OrtValue style = OrtValue.CreateTensorValueFromMemory(embedding, [1, embedding.Length]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> results = session.Run(
            options, [OnnxSession.Frame, OnnxSession.Embedding], [pixels, style], [OnnxSession.Stylized]);
        return results[0].GetTensorDataAsSpan<byte>().ToArray();
    }
}
