using System.Runtime.InteropServices;
using LiveStyle.Frames;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Kernels;
using LiveStyle.Gpu.Measurement;
using LiveStyle.Gpu.Memory;
using LiveStyle.Gpu.Plan;
using Silk.NET.Vulkan;
using Extent = LiveStyle.Gpu.Plan.NetworkConstants.Extent;

namespace LiveStyle.Gpu.Tuning;

/// <summary>One convolution of a network on maps of its own, to be run with any tile.</summary>
/// <remarks>Its weights are the network's, its input is random. Thread-safety: none. Every call waits for the device.</remarks>
sealed class ConvolutionTrial : IDisposable
{
    const int Rounds = 3;

    const int MostRandomBytes = 4 << 20;

    /// <summary>No number, in float32 and twice in float16.</summary>
    const uint Unwritten = uint.MaxValue;

    readonly PlacedNetwork network;
    readonly NetworkKernels kernels;
    readonly NetworkPlan plan;
    readonly PlannedConvolution convolution;
    readonly Stack<IDisposable> owned = [];
    readonly GpuBuffer output;
    readonly GpuBuffer partials;
    readonly GpuBuffer? sum;
    readonly DescriptorSet set;
    readonly DescriptorSet images;

    /// <param name="network">Outlives it, as all that follow.</param>
    /// <param name="kernels">Keep the tiles' compiled shaders.</param>
    /// <param name="plan">The plan for frames of the size to be tried.</param>
    /// <param name="convolution">A convolution of the plan.</param>
    /// <param name="tiles">All that will be run.</param>
    /// <exception cref="GpuException">There is no room.</exception>
    public ConvolutionTrial(
        PlacedNetwork network, NetworkKernels kernels, NetworkPlan plan, PlannedConvolution convolution, IReadOnlyCollection<ConvolutionTile> tiles)
    {
        this.network = network;
        this.kernels = kernels;
        this.plan = plan;
        this.convolution = convolution;
        try
        {
            var random = new Random(1);
            output = Own(Buffer(convolution.Output!.ByteLength(plan.IsHalf)));
            sum = convolution.Sum is { } kept ? Own(Buffer(kept.ByteLength(plan.IsHalf))) : null;
            partials = Own(Buffer(tiles.Max(tile => (long)Cover(tile).X * Cover(tile).Y) * convolution.OutputGroups * 2 * 16));
            GpuBuffer normalizations = Own(Filled(2 * 3 * convolution.InputGroups * 16, random, isHalf: false));
            GpuBuffer[] inputs = [.. convolution.Terms.Select(term => Own(Filled(term.Map.ByteLength(plan.IsHalf), random, plan.IsHalf)))];
            DescriptorSets sets = Own(new DescriptorSets(network.Device, 1, NetworkKernels.Buffers));
            set = sets.Allocate(kernels.Layout, 0);
            GpuBuffer[] bound = [inputs.FirstOrDefault(partials), inputs.Skip(1).FirstOrDefault(partials), network.Weights.Buffer, normalizations, output, partials, sum ?? partials, partials];
            for (int i = 0; i < bound.Length; i++)
            {
                sets.Write(set, i, bound[i]);
            }

            images = PrepareImages(random);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Measures the fastest of a few runs after an unmeasured one.</summary>
    public double Milliseconds(ConvolutionTile tile)
    {
        using var timer = new GpuTimer(network.Device, Rounds + 1);
        Transfers.Run(network.Device, commands =>
        {
            Record(commands, tile);
            timer.Begin(commands);
            for (int i = 0; i < Rounds; i++)
            {
                Record(commands, tile);
                timer.Mark(commands);
            }
        });
        return timer.Intervals().Min();
    }

    /// <summary>What a tile makes.</summary>
    public ConvolutionOutcome Run(ConvolutionTile tile)
    {
        foreach (GpuBuffer written in new[] { output, sum, partials }.OfType<GpuBuffer>())
        {
            Transfers.Fill(network.Device, written, Unwritten);
        }

        Transfers.Run(network.Device, commands => Record(commands, tile));
        bool measures = convolution.Layer.BlockSide == 1;
        (double[] means, double[] variances) = measures ? Merge(tile) : ([], []);
        return new ConvolutionOutcome(Read(output), sum is null ? [] : Read(sum), means, variances);
    }

    public void Dispose()
    {
        while (owned.TryPop(out IDisposable? resource))
        {
            resource.Dispose();
        }
    }

    void Record(CommandBuffer commands, ConvolutionTile tile)
    {
        NetworkConstants constants = NetworkConstants.For(
            convolution, tile, plan.Frame, 0, 3 * convolution.InputGroups, network.Weights.Offset(convolution.Layer.Name));
        kernels.Convolve(convolution, tile, network.Architecture.BlockSide, isLinearSource: false).Dispatch(
            commands, [set, images], constants, (int)constants.Tiles.X, (int)constants.Tiles.Y, convolution.OutputGroups / (tile.Lanes * tile.Depth));
        Barriers.BetweenKernels(network.Device, commands);
    }

    /// <summary>Mean and variance of each channel from the tiles' own.</summary>
    (double[] Means, double[] Variances) Merge(ConvolutionTile tile)
    {
        ReadOnlySpan<float> all = MemoryMarshal.Cast<byte, float>(Transfers.Read(network.Device, partials));
        Extent cover = Cover(tile);
        int channels = convolution.OutputGroups * 4;
        double[] means = new double[channels], squares = new double[channels], counts = new double[channels];
        for (int i = 0; i < cover.X * cover.Y; i++)
        {
            int x = i % (int)cover.X * tile.Width, y = i / (int)cover.X * tile.Height;
            double count = (double)Math.Min(tile.Width, convolution.OutputSize.Width - x) * Math.Min(tile.Height, convolution.OutputSize.Height - y);
            for (int channel = 0; channel < channels; channel++)
            {
                int at = (i * convolution.OutputGroups + channel / 4) * 8 + channel % 4;
                double difference = all[at] - means[channel], total = counts[channel] + count;
                means[channel] += difference * count / total;
                squares[channel] += all[at + 4] + difference * difference * counts[channel] * count / total;
                counts[channel] = total;
            }
        }

        return (means, [.. squares.Zip(counts, (square, count) => square / count)]);
    }

    float[] Read(GpuBuffer buffer)
    {
        byte[] bytes = Transfers.Read(network.Device, buffer);
        return plan.IsHalf
            ? [.. MemoryMarshal.Cast<byte, Half>(bytes).ToArray().Select(value => (float)value)]
            : MemoryMarshal.Cast<byte, float>(bytes).ToArray();
    }

    /// <summary>A frame where the convolution sees one; else images stand in.</summary>
    DescriptorSet PrepareImages(Random random)
    {
        GpuDevice device = network.Device;
        FrameSize size = convolution.Terms.Count == 0 ? plan.Frame : new FrameSize(1, 1);
        GpuImage source = Own(GpuImage.Create(device, size, Format.R8G8B8A8Unorm, "a measurement"));
        GpuImage target = Own(GpuImage.Create(device, new FrameSize(1, 1), Format.R8G8B8A8Unorm, "a measurement"));
        var pixels = new byte[size.Pixels * 4];
        random.NextBytes(pixels);
        Transfers.Upload(device, source, pixels);
        Transfers.Run(device, commands =>
        {
            Barriers.Transition(device, commands, source, ImageUse.ReadByKernels);
            Barriers.Transition(device, commands, target, ImageUse.WrittenByKernels, keepsPixels: false);
        });
        return Own(new ImagePairs(device, kernels.Layout)).For(source, target);
    }

    Extent Cover(ConvolutionTile tile) => Extent.Cover(convolution.OutputSize, tile.Width, tile.Height);

    GpuBuffer Buffer(long bytes) => new(network.Device, bytes, MemoryPlace.Device, "a measurement");

    /// <summary>Makes a buffer with numbers from -1 to 1; a large one, which is only timed, has ones.</summary>
    GpuBuffer Filled(long bytes, Random random, bool isHalf)
    {
        GpuBuffer buffer = Buffer(bytes);
        try
        {
            if (bytes > MostRandomBytes)
            {
                Transfers.Fill(network.Device, buffer, isHalf ? 0x3C003C00u : 0x3F800000u);
                return buffer;
            }

            float[] numbers = [.. Enumerable.Range(0, (int)bytes / (isHalf ? 2 : 4)).Select(_ => 2 * random.NextSingle() - 1)];
            Transfers.Upload(
                network.Device, buffer,
                isHalf ? MemoryMarshal.AsBytes<Half>(numbers.Select(number => (Half)number).ToArray()) : MemoryMarshal.AsBytes<float>(numbers));
            return buffer;
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    T Own<T>(T resource)
        where T : IDisposable
    {
        owned.Push(resource);
        return resource;
    }
}
