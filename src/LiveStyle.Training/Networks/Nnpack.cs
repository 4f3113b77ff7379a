using System.Runtime.InteropServices;

namespace LiveStyle.Training.Networks;

/// <summary>
/// The second library that libtorch convolves with, where a map is too small for oneDNN. On processors that it does not know (virtual
/// ones, say) it writes a line of its own to standard error at each convolution, and what it knows it adds up in another order: without
/// it a small map is convolved everywhere alike. TorchSharp has no call for this; the two names are libtorch's own, on Linux and macOS.
/// </summary>
static partial class Nnpack
{
    /// <summary>For the whole process. Does nothing on Windows, where libtorch is built without it.</summary>
    public static void LeaveOut()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        try
        {
            SetEnabled(GlobalContext(), false);
        }
        catch (EntryPointNotFoundException)
        {
            // Another libtorch: its lines are no more than a nuisance.
        }
    }

    [LibraryImport("torch_cpu", EntryPoint = "_ZN2at13globalContextEv")]
    private static partial nint GlobalContext();

    [LibraryImport("torch_cpu", EntryPoint = "_ZN2at7Context20setUserEnabledNNPACKEb")]
    private static partial void SetEnabled(nint context, [MarshalAs(UnmanagedType.U1)] bool isEnabled);
}
