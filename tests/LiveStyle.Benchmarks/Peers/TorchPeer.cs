using LiveStyle.Training.Networks;
using LiveStyle.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace LiveStyle.Benchmarks.Peers;

/// <summary>libtorch by TorchSharp, as the training runs the network: on planes, so that bytes are none of its work.</summary>
sealed class TorchPeer : IPeer
{
    readonly TransformNetwork network;
    readonly Tensor planes, embedding;
    readonly int threads;
    Tensor? painted;

    public TorchPeer(PeerScene scene, int threads)
    {
        this.threads = threads;
        network = NetworkImporter.Load(scene.Bundle.Directory).Network;
        planes = FrameTensor.From(scene.Source);
        embedding = tensor(scene.Embedding, [1, scene.Embedding.Length]);
    }

    public string Name => "libtorch";

    public void Run()
    {
        set_num_threads(threads);
        painted?.Dispose();
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        painted = network.forward(planes, embedding).MoveToOuterDisposeScope();
    }

    public float[] Picture()
    {
        using Tensor pixels = painted![0].permute(1, 2, 0).mul(255).contiguous();
        return pixels.data<float>().ToArray();
    }

    public void Dispose()
    {
        painted?.Dispose();
        planes.Dispose();
        embedding.Dispose();
        network.Dispose();
    }
}
