using System.Runtime.InteropServices;
using LiveStyle.Frames;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Memory;
using LiveStyle.Gpu.Network;
using LiveStyle.Gpu.Plan;
using LiveStyle.Networks;
using LiveStyle.TestKit.Gpu;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Tests.Network;

/// <summary>One frame through a network's kernels, with every map copied before others take its memory.</summary>
sealed unsafe class NetworkTrace : IKernelWatch, IDisposable
{
    readonly GpuNetwork network;
    readonly NetworkPass pass;
    readonly List<(string Step, MapBuffer Map, GpuBuffer Copy)> copies = [];

    /// <param name="network">Outlives it.</param>
    /// <param name="frame">R, G, B, A of each pixel.</param>
    /// <param name="embedding">E values.</param>
    public NetworkTrace(GpuNetwork network, FrameSize size, float[] frame, float[] embedding)
    {
        this.network = network;
        GpuDevice device = network.Device;
        pass = network.Prepare(size);
        foreach (PlannedConvolution convolution in pass.Plan.Convolutions)
        {
            Follow(convolution.Layer.Name, convolution.Output);
            Follow(convolution.Layer.Name, convolution.Sum);
            Follow(convolution.Layer.Name + " smoothing", convolution.Smoothed);
        }

        using GpuImage source = GpuImage.Create(device, size, Format.R32G32B32A32Sfloat, "a test");
        using GpuImage target = GpuImage.Create(device, size, Format.R32G32B32A32Sfloat, "a test");
        Transfers.Upload(device, source, MemoryMarshal.AsBytes<float>(frame));
        Transfers.Run(device, commands =>
        {
            pass.RecordKernels(commands, source, target, embedding, this);
            Barriers.ToHost(device, commands);
        });
        Painted = [.. MemoryMarshal.Cast<byte, float>(Transfers.Read(device, target, 16)).ToArray().Select(value => (double)value)];
    }

    /// <summary>R, G, B, A of each pixel.</summary>
    public double[] Painted { get; }

    public void After(CommandBuffer commands, NetworkStep step)
    {
        foreach ((_, MapBuffer map, GpuBuffer copy) in copies.Where(copy => copy.Step == step.Name))
        {
            Barriers.FromKernelsToCopies(network.Device, commands);
            var region = new BufferCopy(0, 0, (ulong)copy.ByteLength);
            network.Device.Vk.CmdCopyBuffer(commands, pass.Blocks[map.Block].Handle, copy.Handle, 1, &region);
            Barriers.FromCopiesToKernels(network.Device, commands);
        }
    }

    public ReferenceMap Raw(ConvolutionLayer layer) => Map(Planned(layer).Output!, layer.Outputs);

    public ReferenceMap? Smoothed(ConvolutionLayer layer) => Planned(layer).Smoothed is { } map ? Map(map, layer.Outputs) : null;

    /// <summary>The input, where it was kept for later layers.</summary>
    public ReferenceMap? Sum(ConvolutionLayer layer) => Planned(layer).Sum is { } map ? Map(map, layer.Inputs) : null;

    /// <summary>What the normalization after a layer does to each of its channels.</summary>
    public (float Mean, float Scale, float Shift)[] Normalization(ConvolutionLayer layer)
    {
        ReadOnlySpan<float> all = MemoryMarshal.Cast<byte, float>(Transfers.Read(network.Device, pass.Normalizations));
        int Padded(ConvolutionLayer layer) => (layer.Channels + 3) / 4 * 4;
        int start = network.Architecture.Layers.TakeWhile(other => other.Name != layer.Name).Sum(other => 3 * Padded(other));
        var answer = new (float, float, float)[layer.Channels];
        for (int i = 0; i < answer.Length; i++)
        {
            answer[i] = (all[start + i], all[start + Padded(layer) + i], all[start + 2 * Padded(layer) + i]);
        }

        return answer;
    }

    public void Dispose()
    {
        copies.ForEach(copy => copy.Copy.Dispose());
        pass.Dispose();
    }

    void Follow(string step, MapBuffer? map)
    {
        if (map is not null)
        {
            copies.Add((step, map, new GpuBuffer(network.Device, map.ByteLength(network.IsHalf), MemoryPlace.Readback, "a test")));
        }
    }

    PlannedConvolution Planned(ConvolutionLayer layer) => pass.Plan.Convolutions.Single(convolution => convolution.Layer.Name == layer.Name);

    /// <summary>From [pixel][channel], padded to groups of four.</summary>
    ReferenceMap Map(MapBuffer map, int channels)
    {
        byte[] bytes = copies.Single(copy => copy.Map == map).Copy.Bytes.ToArray();
        int padded = map.Groups * 4;
        return ReferenceMap.Of(map.Size, channels, (channel, y, x) =>
        {
            int i = (y * map.Size.Width + x) * padded + channel;
            return network.IsHalf ? (double)MemoryMarshal.Cast<byte, Half>(bytes)[i] : MemoryMarshal.Cast<byte, float>(bytes)[i];
        });
    }
}
