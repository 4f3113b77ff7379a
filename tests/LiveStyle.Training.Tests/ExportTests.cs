using Google.Protobuf;
using LiveStyle.Frames;
using LiveStyle.Training.Export;
using LiveStyle.Training.Networks;
using Microsoft.ML.OnnxRuntime;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LiveStyle.Training.Tests;

/// <summary>The exported graph in a plain ONNX Runtime session that knows nothing of LiveStyle.</summary>
public class ExportTests
{
    [Theory]
    [InlineData(16, 16)]
    [InlineData(17, 16)]
    [InlineData(64, 48)]
    [InlineData(53, 31)]
    [InlineData(107, 61)]
    [InlineData(30, 127)]
    public void Exported_network_agrees_with_TorchSharp_within_one_level(int width, int height)
    {
        using TransformNetwork classic = RandomNetwork(new ClassicArchitecture(8));
        AssertAgrees(classic, new FrameSize(width, height));
        using TransformNetwork live = RandomNetwork(new LiveArchitecture(8, 2));
        AssertAgrees(live, new FrameSize(width, height));
    }

    [Fact]
    public void A_pass_through_of_one_gives_the_frame_back_byte_for_byte()
    {
        foreach (TransformArchitecture architecture in (TransformArchitecture[])[new ClassicArchitecture(8), new LiveArchitecture(8)])
        {
            using TransformNetwork network = RandomNetwork(architecture);
            using InferenceSession session = OpenStrictly(network);
            using HostFrame frame = TrainingFixture.Draw(new FrameSize(53, 31), 3);
            float[] row = Row(network, 0);
            row[^1] = 1;
            Assert.Equal(frame.Pixels.ToArray(), Run(session, frame, row));
        }
    }

    [Fact]
    public void Exported_network_of_full_width_agrees_with_TorchSharp_on_an_odd_size()
    {
        using TransformNetwork network = RandomNetwork(new ClassicArchitecture());
        AssertAgrees(network, new FrameSize(75, 43));
    }

    [Fact]
    public void Full_width_network_has_the_papers_parameters()
    {
        using TransformNetwork network = RandomNetwork(new ClassicArchitecture());
        long shared = network.Architecture.Layers.Sum(layer => network.Kernel(layer.Name).numel());
        Assert.Equal(1_674_432, shared);
        Assert.Equal(3_206, network.Architecture.PassThrough);
        Assert.Equal(3_207, network.Architecture.EmbeddingLength);
    }

    [Fact]
    public void Exported_graph_uses_standard_operators_of_opset_17_or_less()
    {
        using TransformNetwork network = RandomNetwork(new ClassicArchitecture(4, 1));
        var model = NetworkExporter.Export(network, "test");
        Assert.Equal(["" ], model.OpsetImport.Select(import => import.Domain));
        Assert.InRange(model.OpsetImport[0].Version, 1, 17);
    }

    [Fact]
    public void Row_of_another_style_gives_another_picture()
    {
        using TransformNetwork network = RandomNetwork(new ClassicArchitecture(8));
        using InferenceSession session = OpenStrictly(network);
        using HostFrame frame = TrainingFixture.Draw(new FrameSize(40, 24), 3);
        Assert.NotEqual(Run(session, frame, Row(network, 0)), Run(session, frame, Row(network, 1)));
    }

    static void AssertAgrees(TransformNetwork network, FrameSize size)
    {
        using InferenceSession session = OpenStrictly(network);
        using HostFrame frame = TrainingFixture.Draw(size, 7);
        for (int style = 0; style < 2; style++)
        {
            byte[] got = Run(session, frame, Row(network, style));
            using HostFrame expected = BundleWriter.Stylize(network, frame, style);
            Assert.Equal(size, expected.Size);
            Assert.Equal(expected.Pixels.Length, got.Length);
            int largest = 0;
            for (int i = 0; i < got.Length; i++)
            {
                largest = Math.Max(largest, Math.Abs(got[i] - expected.Pixels[i]));
            }

            Assert.InRange(largest, 0, 1);
        }
    }

    static TransformNetwork RandomNetwork(TransformArchitecture architecture)
    {
        var network = new TransformNetwork(architecture, styles: 2, seed: 3);
        using IDisposable noGradient = no_grad();
        using var generator = new Generator(11);
        using Tensor noise = randn(network.Embeddings.shape, generator: generator) * 0.3;
        network.Embeddings.add_(noise);
        return network;
    }

    static InferenceSession OpenStrictly(TransformNetwork network)
    {
        using var options = new SessionOptions();
        options.AddSessionConfigEntry("session.strict_shape_type_inference", "1");
        options.LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;
        return new InferenceSession(NetworkExporter.Export(network, "test").ToByteArray(), options);
    }

    static float[] Row(TransformNetwork network, int style) => network.Embeddings.detach()[style].contiguous().data<float>().ToArray();

    static byte[] Run(InferenceSession session, HostFrame frame, float[] embedding)
    {
        using OrtValue pixels = OrtValue.CreateTensorValueFromMemory(frame.Pixels.ToArray(), [1, frame.Size.Height, frame.Size.Width, 3]);
        using OrtValue row = OrtValue.CreateTensorValueFromMemory(embedding, [1, embedding.Length]);
        using var run = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, ["frame", "embedding"], [pixels, row], ["stylized"]);
        Assert.Equal([1, frame.Size.Height, frame.Size.Width, 3], outputs[0].GetTensorTypeAndShape().Shape);
        return outputs[0].GetTensorDataAsSpan<byte>().ToArray();
    }
}
