using LiveStyle.Gpu.Devices;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Kernels;

/// <summary>A compute pipeline: one shader with its specialization constants set.</summary>
public sealed unsafe class ComputeKernel : IDisposable
{
    /// <summary>Ends the names of shaders that are written for whole subgroups of the size that the device tells.</summary>
    const string WholeSubgroups = "_matrix.half";

    readonly GpuDevice device;
    readonly KernelLayout layout;
    readonly Pipeline pipeline;

    /// <param name="device">Whose it is.</param>
    /// <param name="layout">Outlives it.</param>
    /// <param name="shader">As <see cref="ShaderCode.Load"/> takes it.</param>
    /// <param name="constants">Specialization constants 0, 1, 2, …, 32 bits each.</param>
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

    public string Name { get; }

    /// <summary>Records one dispatch.</summary>
    /// <param name="commands">Is being recorded.</param>
    /// <param name="sets">Descriptor sets 0, 1, …</param>
    /// <param name="pushed">The push constants, exactly as large as the layout says.</param>
    /// <param name="x">Workgroups across.</param>
    /// <param name="y">Workgroups down.</param>
    /// <param name="z">Workgroups deep.</param>
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
    /// <param name="commands">Is being recorded.</param>
    /// <param name="sets">Descriptor sets 0, 1, …</param>
    /// <param name="groups">Workgroups across and down.</param>
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

    public void Dispose() => device.Vk.DestroyPipeline(device.Handle, pipeline, null);
}
