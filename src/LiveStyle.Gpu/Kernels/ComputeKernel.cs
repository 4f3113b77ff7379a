using LiveStyle.Gpu.Devices;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Kernels;

/// <summary>A compute pipeline: one shader with its specialization constants set.</summary>
/// <remarks>Recording allocates nothing. Thread-safety: one thread a command buffer at a time. Disposed when the GPU is done with it.</remarks>
public sealed unsafe class ComputeKernel : IDisposable
{
    /// <summary>Ends the names of shaders that are written for whole subgroups of the size that the device tells.</summary>
    const string WholeSubgroups = "_matrix.half";

    readonly GpuDevice device;
    readonly KernelLayout layout;
    readonly Pipeline pipeline;

    /// <summary>Compiles a shader.</summary>
    /// <param name="device">The device that runs it; it outlives this.</param>
    /// <param name="layout">The bindings that the shader declares; it outlives this.</param>
    /// <param name="shader">Folder and file of a shader that is built in, without extension, such as "present/compose".</param>
    /// <param name="constants">The specialization constants 0, 1, 2, …, 32 bits each.</param>
    /// <exception cref="ArgumentException">There is no such shader.</exception>
    /// <exception cref="GpuException">The driver refuses the shader.</exception>
    public ComputeKernel(GpuDevice device, KernelLayout layout, string shader, params ReadOnlySpan<uint> constants)
    {
        this.device = device;
        this.layout = layout;
        Name = shader;
        byte[] code = ShaderCode.Load(shader);
        Span<SpecializationMapEntry> entries = stackalloc SpecializationMapEntry[constants.Length];
        for (int i = 0; i < constants.Length; i++)
        {
            entries[i] = new SpecializationMapEntry((uint)i, (uint)i * 4, 4);
        }

        fixed (byte* bytes = code)
        fixed (uint* values = constants)
        fixed (SpecializationMapEntry* map = entries)
        fixed (byte* main = "main\0"u8)
        {
            var createModule = new ShaderModuleCreateInfo { SType = StructureType.ShaderModuleCreateInfo, CodeSize = (nuint)code.Length, PCode = (uint*)bytes };
            ShaderModule module;
            device.Vk.CreateShaderModule(device.Handle, &createModule, null, &module).Check($"load the shader {shader}");
            var specialization = new SpecializationInfo((uint)constants.Length, map, (nuint)(constants.Length * 4), values);
            var create = new ComputePipelineCreateInfo
            {
                SType = StructureType.ComputePipelineCreateInfo,
                Layout = layout.Handle,
                Stage = new PipelineShaderStageCreateInfo
                {
                    SType = StructureType.PipelineShaderStageCreateInfo,
                    Flags = shader.EndsWith(WholeSubgroups, StringComparison.Ordinal) ? PipelineShaderStageCreateFlags.RequireFullSubgroupsBit : 0,
                    Stage = ShaderStageFlags.ComputeBit,
                    Module = module,
                    PName = main,
                    PSpecializationInfo = constants.IsEmpty ? null : &specialization,
                },
            };
            Pipeline made;
            Result result = device.Vk.CreateComputePipelines(device.Handle, device.Pipelines, 1, &create, null, &made);
            device.Vk.DestroyShaderModule(device.Handle, module, null);
            result.Check($"compile the shader {shader}");
            pipeline = made;
        }
    }

    /// <summary>The shader's folder and file, without extension.</summary>
    public string Name { get; }

    /// <summary>Records one dispatch; barriers are the caller's.</summary>
    /// <typeparam name="T">The push constants, laid out as the shader declares them.</typeparam>
    /// <param name="commands">The command buffer that is being recorded.</param>
    /// <param name="sets">The descriptor sets 0, 1, …</param>
    /// <param name="pushed">The push constants, exactly as large as the layout says.</param>
    /// <param name="x">How many workgroups across, 1 or more.</param>
    /// <param name="y">How many workgroups down.</param>
    /// <param name="z">How many workgroups deep.</param>
    /// <exception cref="ArgumentException">The push constants have another size.</exception>
    public void Dispatch<T>(CommandBuffer commands, ReadOnlySpan<DescriptorSet> sets, in T pushed, int x, int y = 1, int z = 1)
        where T : unmanaged
    {
        if (sizeof(T) != layout.PushedBytes)
        {
            throw new ArgumentException($"{Name} takes {layout.PushedBytes} bytes of push constants, not {sizeof(T)}", nameof(pushed));
        }

        Vk vk = device.Vk;
        vk.CmdBindPipeline(commands, PipelineBindPoint.Compute, pipeline);
        fixed (DescriptorSet* all = sets)
        fixed (T* constants = &pushed)
        {
            vk.CmdBindDescriptorSets(commands, PipelineBindPoint.Compute, layout.Handle, 0, (uint)sets.Length, all, 0, null);
            vk.CmdPushConstants(commands, layout.Handle, ShaderStageFlags.ComputeBit, 0, (uint)sizeof(T), constants);
        }

        vk.CmdDispatch(commands, (uint)x, (uint)y, (uint)z);
    }

    /// <summary>Records one dispatch of a kernel that takes no push constants.</summary>
    /// <param name="commands">The command buffer that is being recorded.</param>
    /// <param name="sets">The descriptor sets 0, 1, …</param>
    /// <param name="groups">How many workgroups across and down.</param>
    public void Dispatch(CommandBuffer commands, ReadOnlySpan<DescriptorSet> sets, (int X, int Y) groups)
    {
        Vk vk = device.Vk;
        vk.CmdBindPipeline(commands, PipelineBindPoint.Compute, pipeline);
        fixed (DescriptorSet* all = sets)
        {
            vk.CmdBindDescriptorSets(commands, PipelineBindPoint.Compute, layout.Handle, 0, (uint)sets.Length, all, 0, null);
        }

        vk.CmdDispatch(commands, (uint)groups.X, (uint)groups.Y, 1);
    }

    /// <summary>Destroys the pipeline, which no unfinished commands may use.</summary>
    public void Dispose() => device.Vk.DestroyPipeline(device.Handle, pipeline, null);
}
