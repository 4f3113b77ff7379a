using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.ML.OnnxRuntime;

namespace LiveStyle.Stylization.Onnx;

/// <summary>What ONNX Runtime offers in this build on this machine.</summary>
public static class InferenceRuntime
{
    /// <summary>The version of ONNX Runtime that is loaded, such as "1.23.0".</summary>
    public static string Version => OnnxSession.Runtime.GetVersionString();

    /// <summary>Devices whose provider is there, the processor (<see cref="StylizerDevice.Onnx"/>) first. <see cref="Problem"/> says whether one can be started.</summary>
    public static IReadOnlyList<StylizerDevice> Devices => [StylizerDevice.Onnx, .. OnnxProvider.Present.Select(provider => provider.Device)];

    /// <summary>What keeps a device from being started on this machine; null: nothing that shows before a network is loaded.</summary>
    /// <param name="device">One of <see cref="Devices"/>. Its libraries are loaded, which takes some time.</param>
    public static StylizerDeviceException? Problem(StylizerDevice device)
    {
        _ = OnnxSession.Runtime;
        using var settings = new SessionOptions();
        using OnnxLog.OpeningScope silence = OnnxLog.Opening(NullLogger.Instance);
        try
        {
            OnnxProvider.Append(settings, device, new CudaOptions(), usesGraphs: false);
            return null;
        }
        catch (StylizerDeviceException problem)
        {
            return problem;
        }
    }
}
