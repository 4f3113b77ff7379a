using LiveStyle.Cpu.Network;
using LiveStyle.Frames;
using LiveStyle.Networks;
using Xunit;

namespace LiveStyle.Cpu.Tests.Network;

public sealed class CpuNetworkTests
{
    static readonly LiveArchitecture Architecture = new(16, 1);

    [Theory, InlineData(float.NaN), InlineData(float.PositiveInfinity)]
    public void A_weight_that_is_no_number_is_refused_with_its_kernel(float value)
    {
        var scene = new NetworkScene(Architecture);
        scene.Kernels["residual.0.1"][17] = value;

        Assert.Contains("kernel residual.0.1 has a value", Refuse(scene));
    }

    [Fact]
    public void A_kernel_that_is_missing_or_of_another_shape_is_refused()
    {
        var scene = new NetworkScene(Architecture);
        scene.Kernels["encoder.1"] = new float[7];
        Assert.Contains("no kernel encoder.1 of 16×8×4×4 values", Refuse(scene));

        scene.Kernels.Remove("encoder.1");
        Assert.Contains("no kernel encoder.1 of 16×8×4×4 values", Refuse(scene));
    }

    [Fact]
    public void Embeddings_far_outside_of_all_styles_give_a_picture_and_no_failure()
    {
        var scene = new NetworkScene(Architecture);
        using HostFrame frame = NetworkScene.Noise(new FrameSize(32, 24)), target = HostFrame.Allocate(frame.Size);
        using CpuNetwork network = scene.Open(InstructionSets.Best);
        using CpuPass pass = network.Prepare(frame.Size);
        byte[] expected = scene.Run(InstructionSets.Best, frame);
        foreach (float value in new[] { 1e30f, -1e30f, float.NaN, float.PositiveInfinity })
        {
            float[] embedding = [.. scene.Embedding];
            embedding.AsSpan(0, embedding.Length / 2).Fill(value);
            pass.Run(embedding, frame, target, TestContext.Current.CancellationToken);
        }

        // And nothing of it stays.
        pass.Run(scene.Embedding, frame, target, TestContext.Current.CancellationToken);
        Assert.Equal(expected, target.Pixels.ToArray());
    }

    [Fact]
    public void Memory_is_told_before_it_is_taken()
    {
        using CpuNetwork live = new NetworkScene(new LiveArchitecture(32, 3)).Open(InstructionSets.Best);
        using CpuPass pass = live.Prepare(new FrameSize(320, 180));

        Assert.InRange(pass.ByteLength, live.BytesOf(pass.Size), live.BytesOf(pass.Size) + 8_000_000);
        Assert.InRange(live.BytesOf(new FrameSize(3840, 2160)), 1, 500_000_000);
        using CpuNetwork classic = new NetworkScene(new ClassicArchitecture(32, 1)).Open(InstructionSets.Best);
        Assert.InRange(classic.BytesOf(new FrameSize(1920, 1080)), 1, 900_000_000);
    }

    [Fact]
    public void Instructions_that_the_machine_lacks_are_refused()
    {
        InstructionSet[] lacking = [.. Enum.GetValues<InstructionSet>().Where(set => !InstructionSets.IsAvailable(set))];
        Assert.Contains(InstructionSet.Scalar, InstructionSets.Available);
        Assert.Equal(InstructionSets.Available[^1], InstructionSets.Best);

        Assert.All(lacking, set => Assert.Contains("this processor has no", Assert.Throws<ModelException>(() => new NetworkScene(Architecture).Open(set)).Message));
    }

    static string Refuse(NetworkScene scene) => Assert.Throws<ModelException>(() => scene.Open(InstructionSet.Scalar)).Message;
}
