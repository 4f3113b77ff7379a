using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Silk.NET.Core;
using Silk.NET.Core.Native;
using Silk.NET.Vulkan;

namespace LiveStyle.Sample.Vulkan;

/// <summary>Keeps what the validation layer says, one line a message. Outlives the engine, whose end may be faulty too.</summary>
sealed unsafe class ValidationLog : IDisposable
{
    public const string Layer = "VK_LAYER_KHRONOS_validation";
    public const string Extension = "VK_EXT_debug_utils";

    readonly GCHandle self;

    public ValidationLog() => self = GCHandle.Alloc(this);

    public ConcurrentQueue<string> Messages { get; } = [];

    /// <returns>The messenger, for <see cref="Disconnect"/>.</returns>
    public DebugUtilsMessengerEXT Connect(Vk vk, Instance instance)
    {
        var create = (delegate* unmanaged<Instance, DebugUtilsMessengerCreateInfoEXT*, AllocationCallbacks*, DebugUtilsMessengerEXT*, Result>)
            vk.GetInstanceProcAddr(instance, "vkCreateDebugUtilsMessengerEXT").Handle;
        var settings = new DebugUtilsMessengerCreateInfoEXT
        {
            SType = StructureType.DebugUtilsMessengerCreateInfoExt,
            MessageSeverity = DebugUtilsMessageSeverityFlagsEXT.WarningBitExt | DebugUtilsMessageSeverityFlagsEXT.ErrorBitExt,
            MessageType = DebugUtilsMessageTypeFlagsEXT.ValidationBitExt | DebugUtilsMessageTypeFlagsEXT.PerformanceBitExt,
            PfnUserCallback = new PfnDebugUtilsMessengerCallbackEXT(&Receive),
            PUserData = (void*)GCHandle.ToIntPtr(self),
        };
        DebugUtilsMessengerEXT messenger;
        create(instance, &settings, null, &messenger).Check("listen to the validation layer");
        return messenger;
    }

    public static void Disconnect(Vk vk, Instance instance, DebugUtilsMessengerEXT messenger)
    {
        var destroy = (delegate* unmanaged<Instance, DebugUtilsMessengerEXT, AllocationCallbacks*, void>)
            vk.GetInstanceProcAddr(instance, "vkDestroyDebugUtilsMessengerEXT").Handle;
        destroy(instance, messenger, null);
    }

    public void Dispose() => self.Free();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static Bool32 Receive(
        DebugUtilsMessageSeverityFlagsEXT severity, DebugUtilsMessageTypeFlagsEXT type, DebugUtilsMessengerCallbackDataEXT* message, void* self)
    {
        string text = SilkMarshal.PtrToString((nint)message->PMessage) ?? "a message without words";
        ((ValidationLog)GCHandle.FromIntPtr((nint)self).Target!).Messages.Enqueue(text.ReplaceLineEndings(" "));
        return Vk.False;
    }
}
