using LiveStyle.Cpu.Memory;
using LiveStyle.Cpu.Network;
using LiveStyle.Frames;
using LiveStyle.Gpu.Network;
using LiveStyle.Networks;
using LiveStyle.TestKit.Gpu;
using Xunit;

namespace LiveStyle.Cpu.Tests.Network;

/// <summary>A random network, the same every time, on the processor and in double precision.</summary>
sealed class NetworkScene(TransformArchitecture architecture)
{
    readonly TestNetwork network = new(architecture, new GpuNetworkOptions());

    public float[] Embedding => network.Embedding;

    public Dictionary<string, float[]> Kernels => network.Kernels;

    public CpuNetwork Open(InstructionSet set, IMemorySource? memory = null) => new(
        architecture, network.Kernels, hasPassThrough: true,
        memory is null ? new CpuNetworkOptions { Instructions = set } : new CpuNetworkOptions { Instructions = set, Memory = memory });

    /// <summary>What the processor makes of a frame.</summary>
    public byte[] Run(InstructionSet set, HostFrame frame, int threads = 1, IMemorySource? memory = null)
    {
        using CpuNetwork opened = Open(set, memory);
        using CpuPass pass = opened.Prepare(frame.Size, threads);
        using HostFrame target = HostFrame.Allocate(frame.Size);
        pass.Run(Embedding, frame, target, TestContext.Current.CancellationToken);
        return target.Pixels.ToArray();
    }

    /// <summary>The same as it is defined, 0 to 255, not rounded.</summary>
    public double[] Expect(HostFrame frame)
    {
        var values = new float[frame.Size.Pixels * 4];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = i % 4 == 3 ? 1 : frame.Pixels[i / 4 * 3 + i % 4] / 255f;
        }

        double[] painted = ReferencePainter.Paint(network, new ReferenceOperations(network.Kernels, network.Embedding), frame.Size, values);
        return [.. painted.Where((_, i) => i % 4 != 3).Select(value => value * 255)];
    }

    public static HostFrame Noise(FrameSize size, int seed = 1)
    {
        HostFrame frame = HostFrame.Allocate(size);
        new Random(seed).NextBytes(frame.Pixels);
        return frame;
    }

    public static HostFrame Flat(FrameSize size)
    {
        HostFrame frame = HostFrame.Allocate(size);
        for (int i = 0; i < frame.Pixels.Length; i++)
        {
            frame.Pixels[i] = (byte)(i % 3 * 70 + 40);
        }

        return frame;
    }

    public static HostFrame Gradient(FrameSize size)
    {
        HostFrame frame = HostFrame.Allocate(size);
        for (int i = 0; i < frame.Pixels.Length; i++)
        {
            (int x, int y, int color) = (i / 3 % size.Width, i / 3 / size.Width, i % 3);
            frame.Pixels[i] = (byte)(127 + 120 * Math.Sin(x * 0.21 + color) * Math.Cos(y * 0.13 - color));
        }

        return frame;
    }
}
