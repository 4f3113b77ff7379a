using Silk.NET.Vulkan;

namespace LiveStyle.Gpu;

/// <summary>A product of two square matrices on a device, see shaders/measure/multiply.comp.</summary>
sealed class MatrixProduct : IDisposable
{
    /// <summary>Sides are its multiples.</summary>
    public const int Tile = 128;

    readonly GpuDevice device;
    readonly Stack<IDisposable> owned = [];
    readonly ComputeKernel kernel;
    readonly DescriptorSet set;

    /// <param name="device">With float16 where that is asked for.</param>
    /// <param name="side">A multiple of <see cref="Tile"/>.</param>
    /// <param name="isHalf">float16 throughout, else float32.</param>
    /// <param name="depth">Values of the matrices' common extent that lie in shared memory at a time: 8, 16 or 32.</param>
    /// <exception cref="GpuException">There is no room.</exception>
    public MatrixProduct(GpuDevice device, int side, bool isHalf, int depth = 8)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(side % Tile, 0, nameof(side));
        this.device = device;
        Side = side;
        try
        {
            long bytes = (long)side * side * (isHalf ? 2 : 4);
            Left = Own(new GpuBuffer(device, bytes, MemoryPlace.Device, "a matrix"));
            Right = Own(new GpuBuffer(device, bytes, MemoryPlace.Device, "a matrix"));
            Product = Own(new GpuBuffer(device, bytes, MemoryPlace.Device, "a matrix"));
            KernelLayout layout = Own(new KernelLayout(device, 0, [KernelBinding.Buffer, KernelBinding.Buffer, KernelBinding.Buffer]));
            kernel = Own(new ComputeKernel(device, layout, isHalf ? "measure/multiply.half" : "measure/multiply", (uint)side, (uint)depth));
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

    /// <summary>Transposed: a column after the other.</summary>
    public GpuBuffer Left { get; }

    /// <summary>A row after the other, as the product.</summary>
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
