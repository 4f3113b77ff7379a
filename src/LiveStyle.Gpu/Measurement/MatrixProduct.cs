using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Kernels;
using LiveStyle.Gpu.Memory;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Measurement;

/// <summary>A product of two square matrices on a device, see shaders/measure/.</summary>
sealed class MatrixProduct : IDisposable
{
    /// <summary>Sides are its multiples.</summary>
    public const int Tile = 128;

    readonly GpuDevice device;
    readonly Stack<IDisposable> owned = [];
    readonly ComputeKernel kernel;
    readonly DescriptorSet set;

    /// <param name="device">A device, with float16 where that is asked for.</param>
    /// <param name="side">A multiple of <see cref="Tile"/>.</param>
    /// <param name="kind">float16 where the device has it only.</param>
    /// <param name="depth">Values of the matrices' common extent that lie in shared memory at a time: 8, 16 or 32; no 8 for cooperative matrices.</param>
    /// <exception cref="GpuException">There is no room.</exception>
    public MatrixProduct(GpuDevice device, int side, ProductKind kind, int depth)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(side % Tile, 0, nameof(side));
        this.device = device;
        Side = side;
        try
        {
            long values = (long)side * side, bytes = values * (kind == ProductKind.Single ? 4 : 2);
            Left = Own(new GpuBuffer(device, bytes, MemoryPlace.Device, "a matrix"));
            Right = Own(new GpuBuffer(device, bytes, MemoryPlace.Device, "a matrix"));
            Product = Own(new GpuBuffer(device, kind == ProductKind.Half ? bytes : values * 4, MemoryPlace.Device, "a matrix"));
            KernelLayout layout = Own(new KernelLayout(device, 0, [KernelBinding.Buffer, KernelBinding.Buffer, KernelBinding.Buffer]));
            uint subgroup = (uint)device.Info.SubgroupSize;
            kernel = Own(kind == ProductKind.Matrix
                ? new ComputeKernel(
                    device, layout, device.Info.HasMatrices ? "measure/multiply_matrix.half" : "measure/multiply_matrix.emulated",
                    (uint)side, (uint)depth, 4 * subgroup, subgroup)
                : new ComputeKernel(device, layout, kind == ProductKind.Half ? "measure/multiply.half" : "measure/multiply", (uint)side, (uint)depth));
            DescriptorSets sets = Own(new DescriptorSets(device, 1, 3));
            set = sets.Allocate(layout, 0);
            sets.Write(set, 0, Left);
            sets.Write(set, 1, Right);
            sets.Write(set, 2, Product);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int Side { get; }

    /// <summary>Two a multiply-add.</summary>
    public double Operations => 2.0 * Side * Side * Side;

    /// <summary>Transposed, a column after the other; but for cooperative matrices.</summary>
    public GpuBuffer Left { get; }

    /// <summary>A row after the other, as the product, which is float32 but for <see cref="ProductKind.Half"/>.</summary>
    public GpuBuffer Right { get; }

    public GpuBuffer Product { get; }

    /// <summary>Records one product.</summary>
    public void Record(CommandBuffer commands)
    {
        kernel.Dispatch(commands, [set], (Side / Tile, Side / Tile));
        Barriers.BetweenKernels(device, commands);
    }

    public void Dispose()
    {
        while (owned.TryPop(out IDisposable? resource))
        {
            resource.Dispose();
        }
    }

    T Own<T>(T resource)
        where T : IDisposable
    {
        owned.Push(resource);
        return resource;
    }
}
