using System.Runtime.InteropServices;
using LiveStyle.Frames;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Memory;
using LiveStyle.Gpu.Network;
using LiveStyle.Networks;
using LiveStyle.Presentation.Presenting;
using LiveStyle.TestKit.Gpu;
using Silk.NET.Vulkan;
using Xunit;

namespace LiveStyle.Gpu.Tests.Network;

[Collection(SoftwareGpuCollection.Name)]
public sealed class NetworkPassTests : IDisposable
{
    static readonly FrameSize Size = new(37, 29);

    readonly SoftwareGpu gpu;
    readonly TestNetwork test = new(new LiveArchitecture(8, 2), new GpuNetworkOptions { HalfStorage = false });
    readonly GpuNetwork network;
    readonly NetworkPass pass;
    readonly GpuImage[] sources;
    readonly GpuImage[] targets;

    public NetworkPassTests(SoftwareGpu gpu)
    {
        this.gpu = gpu;
        network = test.Create(gpu.Device);
        pass = network.Prepare(Size);
        sources = [.. Enumerable.Range(0, 3).Select(i => Picture(Size, i))];
        targets = [.. Enumerable.Range(0, 3).Select(i => Picture(Size, 100 + i))];
    }

    public void Dispose()
    {
        pass.Dispose();
        network.Dispose();
        Array.ForEach([.. sources, .. targets], image => image.Dispose());
        gpu.AssertSilent();
    }

    [Fact]
    public void A_pass_recorded_again_in_one_command_buffer_paints_each_frame_as_alone()
    {
        byte[][] alone = PaintAlone();

        Transfers.Run(gpu.Device, commands =>
        {
            for (int i = 0; i < sources.Length; i++)
            {
                pass.RecordKernels(commands, sources[i], targets[i], Embedding(i));
            }
        });

        AssertPainted(alone);
    }

    [Fact]
    public void Frames_in_flight_paint_each_frame_as_alone()
    {
        byte[][] alone = PaintAlone();

        using (var ring = new CommandRing(gpu.Device))
        {
            for (int i = 0; i < sources.Length; i++)
            {
                pass.RecordKernels(ring.Begin(), sources[i], targets[i], Embedding(i));
                ring.Submit();
            }
        }

        AssertPainted(alone);
    }

    [Fact]
    public void Recording_allocates_nothing_once_the_images_came_before()
    {
        float[] embedding = Embedding(0);
        using var ring = new CommandRing(gpu.Device);
        void Turn(int i)
        {
            pass.RecordKernels(ring.Begin(), sources[i % 3], targets[i % 3], embedding);
            ring.Submit();
        }

        for (int i = 0; i < 6; i++)
        {
            Turn(i);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 6; i++)
        {
            Turn(i);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Images_that_come_and_go_are_told_apart()
    {
        byte[] alone = PaintAlone()[0];
        for (int i = 0; i < 40; i++)
        {
            using GpuImage target = Picture(Size, i);
            Transfers.Run(gpu.Device, commands => pass.RecordKernels(commands, sources[0], target, Embedding(0)));
            pass.Forget(target);
            Assert.Equal(alone, Transfers.Read(gpu.Device, target, 4));
        }

        // PaintAlone's, and one or two that came and went: not one an image.
        Assert.InRange(pass.ImageSets, 1, sources.Length + 2);
    }

    [Fact]
    public void A_forgotten_image_that_the_GPU_still_paints_keeps_its_descriptor_set()
    {
        byte[][] alone = PaintAlone();
        using (var ring = new CommandRing(gpu.Device))
        {
            for (int i = 0; i < sources.Length; i++)
            {
                pass.RecordKernels(ring.Begin(), sources[i], targets[i], Embedding(i));
                ring.Submit();
                pass.Forget(targets[i]);
            }
        }

        AssertPainted(alone);
    }

    [Fact]
    public void Images_and_embeddings_that_do_not_fit_are_refused_in_one_line()
    {
        using GpuImage other = Picture(new FrameSize(Size.Height, Size.Width), 0);
        float[] embedding = Embedding(0);
        string Refusal<T>(GpuImage source, GpuImage target, float[] values)
            where T : Exception
        {
            string message = Assert.Throws<T>(() => pass.Record(0, source, target, values)).Message;
            Assert.DoesNotContain('\n', message);
            return message;
        }

        Assert.Contains("37×29", Refusal<ArgumentException>(other, targets[0], embedding));
        Assert.Contains("37×29", Refusal<ArgumentException>(sources[0], other, embedding));
        Assert.Contains("two images", Refusal<ArgumentException>(sources[0], sources[0], embedding));
        Assert.Contains($"{embedding.Length - 1} values", Refusal<ModelException>(sources[0], targets[0], embedding[1..]));
        Assert.Contains("0 values", Refusal<ModelException>(sources[0], targets[0], []));
    }

    [Fact]
    public void Missing_and_misshapen_kernels_are_named()
    {
        string Refusal(Action<Dictionary<string, float[]>> spoil)
        {
            var kernels = new Dictionary<string, float[]>(test.Kernels);
            spoil(kernels);
            return Assert.Throws<ModelException>(() => new GpuNetwork(gpu.Device, test.Architecture, kernels, hasPassThrough: true)).Message;
        }

        Assert.Contains("residual.0.1", Refusal(kernels => kernels.Remove("residual.0.1")));
        Assert.Contains("encoder.1 of 8×4×4×4", Refusal(kernels => kernels["encoder.1"] = new float[5]));
    }

    /// <summary>A style of its own for each frame, so that none may see another's.</summary>
    float[] Embedding(int frame) => [.. test.Embedding.Select((value, i) => i % 2 == 0 ? value : value * (1 - 0.3f * frame))];

    byte[][] PaintAlone() => [.. sources.Select((source, i) =>
    {
        Transfers.Run(gpu.Device, commands => pass.RecordKernels(commands, source, targets[0], Embedding(i)));
        return Transfers.Read(gpu.Device, targets[0], 4);
    })];

    void AssertPainted(byte[][] alone)
    {
        for (int i = 0; i < alone.Length; i++)
        {
            Assert.Equal(alone[i], Transfers.Read(gpu.Device, targets[i], 4));
        }

        Assert.NotEqual(alone[0], alone[1]);
    }

    GpuImage Picture(FrameSize size, int seed)
    {
        GpuImage image = GpuImage.Create(gpu.Device, size, Format.R8G8B8A8Unorm, "a test");
        byte[] pixels = new byte[size.Pixels * 4];
        new Random(seed).NextBytes(pixels);
        Transfers.Upload(gpu.Device, image, MemoryMarshal.AsBytes<byte>(pixels));
        return image;
    }
}
