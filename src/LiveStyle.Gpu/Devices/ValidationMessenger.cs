using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Devices;

/// <summary>Hands on what the validation layer says.</summary>
sealed unsafe class ValidationMessenger : IDisposable
{
    public const string Layer = "VK_LAYER_KHRONOS_validation";
    public const string Extension = "VK_EXT_debug_utils";

    readonly Vk vk;
    readonly Instance instance;
    readonly GCHandle receiver;
    readonly DebugUtilsMessengerEXT messenger;

    public ValidationMessenger(Vk vk, Instance instance, Action<string> receive)
    {
        this.vk = vk;
        this.instance = instance;
        receiver = GCHandle.Alloc(receive);
        var create = (delegate* unmanaged<Instance, DebugUtilsMessengerCreateInfoEXT*, AllocationCallbacks*, DebugUtilsMessengerEXT*, Result>)
            vk.GetInstanceProcAddr(instance, "vkCreateDebugUtilsMessengerEXT").Handle;
        var settings = new DebugUtilsMessengerCreateInfoEXT
        {
            SType = StructureType.DebugUtilsMessengerCreateInfoExt,
            MessageSeverity = DebugUtilsMessageSeverityFlagsEXT.WarningBitExt | DebugUtilsMessageSeverityFlagsEXT.ErrorBitExt,
            MessageType = DebugUtilsMessageTypeFlagsEXT.ValidationBitExt | DebugUtilsMessageTypeFlagsEXT.PerformanceBitExt,
            PfnUserCallback = new PfnDebugUtilsMessengerCallbackEXT(&Receive),
            PUserData = (void*)GCHandle.ToIntPtr(receiver),
        };
        DebugUtilsMessengerEXT made;
        create(instance, &settings, null, &made).Check("listen to the validation layer");
        messenger = made;
    }

    public void Dispose()
    {
        var destroy = (delegate* unmanaged<Instance, DebugUtilsMessengerEXT, AllocationCallbacks*, void>)
            vk.GetInstanceProcAddr(instance, "vkDestroyDebugUtilsMessengerEXT").Handle;
        destroy(instance, messenger, null);
        receiver.Free();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static Silk.NET.Core.Bool32 Receive(
        DebugUtilsMessageSeverityFlagsEXT severity, DebugUtilsMessageTypeFlagsEXT type, DebugUtilsMessengerCallbackDataEXT* message, void* receiver)
    {
        try
        {
            ((Action<string>)GCHandle.FromIntPtr((nint)receiver).Target!)(NativeStrings.Read(message->PMessage));
        }
        catch (Exception)
        {
            // No exception may cross into the driver; a receiver that throws has itself to blame.
        }

        return Vk.False;
    }
}
