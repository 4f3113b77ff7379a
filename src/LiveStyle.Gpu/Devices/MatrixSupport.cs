using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Devices;

/// <summary>Whether a device multiplies the matrices that our kernels are written for.</summary>
static unsafe class MatrixSupport
{
    /// <summary>float16 16×16 by 16×16, summed in float32, by one subgroup. Asked only where the extension is there: a loader knows the call anyway, and crashes.</summary>
    public static bool Has16(Vk vk, Instance instance, PhysicalDevice device)
    {
        var list = (delegate* unmanaged<PhysicalDevice, uint*, CooperativeMatrixPropertiesKHR*, Result>)
            vk.GetInstanceProcAddr(instance, "vkGetPhysicalDeviceCooperativeMatrixPropertiesKHR").Handle;
        uint count = 0;
        if (list is null || list(device, &count, null) != Result.Success || count == 0)
        {
            return false;
        }

        var shapes = new CooperativeMatrixPropertiesKHR[count];
        Array.Fill(shapes, new CooperativeMatrixPropertiesKHR { SType = StructureType.CooperativeMatrixPropertiesKhr });
        fixed (CooperativeMatrixPropertiesKHR* all = shapes)
        {
            if (list(device, &count, all) != Result.Success)
            {
                return false;
            }
        }

        return shapes.Any(shape => shape is
        {
            MSize: 16, NSize: 16, KSize: 16,
            AType: ComponentTypeKHR.Float16Khr, BType: ComponentTypeKHR.Float16Khr,
            CType: ComponentTypeKHR.Float32Khr, ResultType: ComponentTypeKHR.Float32Khr,
            Scope: ScopeKHR.SubgroupKhr,
        });
    }
}
