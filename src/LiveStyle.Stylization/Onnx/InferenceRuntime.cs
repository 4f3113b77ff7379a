using Microsoft.ML.OnnxRuntime;

namespace LiveStyle.Stylization.Onnx;

/// <summary>What ONNX Runtime offers in this build on this machine.</summary>
public static class InferenceRuntime
{
    /// <summary>As "1.23.0".</summary>
    public static string Version => OnnxSession.Runtime.GetVersionString();

    /// <summary>Devices whose provider is there, the CPU first. Whether an accelerator can be started shows only when a stylizer is opened on it.</summary>
    public static IReadOnlyList<StylizerDevice> Devices
    {
        get
        {
            string[] providers = OnnxSession.Runtime.GetAvailableProviders();
            return [StylizerDevice.Cpu, .. OnnxProvider.Accelerators.Where(device => OnnxProvider.IsIn(device, providers))];
        }
    }
}
