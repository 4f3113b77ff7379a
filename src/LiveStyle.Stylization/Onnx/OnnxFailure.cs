using System.Text.RegularExpressions;
using Microsoft.ML.OnnxRuntime;

namespace LiveStyle.Stylization.Onnx;

/// <summary>What ONNX Runtime says of a failure, without its codes and the places in its own source.</summary>
static partial class OnnxFailure
{
    /// <summary>One line, such as "libcublasLt.so.13: cannot open shared object file: No such file or directory".</summary>
    public static string Reason(Exception problem)
    {
        string line = Code().Replace(problem.Message.Split('\n')[0], "");
        Match told = Library().Match(line) is { Success: true } library ? library : Cuda().Match(line);
        return (told.Success ? told.Groups["reason"].Value : Place().Replace(line, "")).Trim();
    }

    /// <summary>Whether the file of the network is at fault, whatever it runs on.</summary>
    public static bool IsOfNetwork(OnnxRuntimeException problem) => Code().Match(problem.Message).Groups["code"].Value is "InvalidProtobuf" or "InvalidGraph" or "NoModel";

    [GeneratedRegex(@"^\[ErrorCode:(?<code>\w+)\] ")]
    private static partial Regex Code();

    // As in "/onnxruntime_src/.../provider_bridge_ort.cc:2043 ... [ONNXRuntimeError] : 1 : FAIL : what failed".
    [GeneratedRegex(@"^.*\[ONNXRuntimeError\] : \d+ : \w+ : ")]
    private static partial Regex Place();

    // "CUDA failure 100: no CUDA-capable device is detected ; GPU=0 ; hostname=...".
    [GeneratedRegex("CUDA failure [0-9]+: (?<reason>[^;]+) ;")]
    private static partial Regex Cuda();

    [GeneratedRegex("Failed to load library .* with error: (?<reason>.+)$")]
    private static partial Regex Library();
}
