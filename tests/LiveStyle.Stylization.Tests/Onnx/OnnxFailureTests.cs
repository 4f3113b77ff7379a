using LiveStyle.Stylization.Onnx;
using Microsoft.ML.OnnxRuntime;
using Xunit;

namespace LiveStyle.Stylization.Tests.Onnx;

public sealed class OnnxFailureTests
{
    [Theory]
    [InlineData(
        "[ErrorCode:Fail] Failed to load library /opt/livestyle/libonnxruntime_providers_cuda.so with error: libcublasLt.so.13: cannot open shared object file: No such file or directory",
        "libcublasLt.so.13: cannot open shared object file: No such file or directory")]
    [InlineData(
        "[ErrorCode:Fail] /onnxruntime_src/onnxruntime/core/session/provider_bridge_ort.cc:2043 onnxruntime::Provider& onnxruntime::ProviderLibrary::Get() [ONNXRuntimeError] : 1 : FAIL : " +
        "Failed to load library /opt/livestyle/libonnxruntime_providers_tensorrt.so with error: libnvinfer.so.10: cannot open shared object file: No such file or directory\n",
        "libnvinfer.so.10: cannot open shared object file: No such file or directory")]
    [InlineData(
        "[ErrorCode:RuntimeException] provider_options_utils.h:187 Parse Failed to parse provider option \"device_id\": CUDA failure 100: no CUDA-capable device is detected ; GPU=0 ; hostname=vm ; expr=cudaGetDeviceCount(&num_devices);",
        "no CUDA-capable device is detected")]
    [InlineData(
        "[ErrorCode:NotImplemented] Non-zero status code returned while running Conv node. Name:'c' Status Message: /onnxruntime_src/cuda_kernel.h:296 f() [ONNXRuntimeError] : 9 : NOT_IMPLEMENTED : cuDNN is unavailable",
        "cuDNN is unavailable")]
    [InlineData("[ErrorCode:InvalidProtobuf] Failed to load model because protobuf parsing failed.", "Failed to load model because protobuf parsing failed.")]
    [InlineData("something else\nin two lines", "something else")]
    public void What_failed_is_told_without_codes_and_places(string message, string reason) => Assert.Equal(reason, OnnxFailure.Reason(new IOException(message)));

    [Fact]
    public void A_file_that_is_no_network_is_told_from_a_device_that_fails()
    {
        _ = OnnxSession.Runtime;
        var problem = Assert.Throws<OnnxRuntimeException>(() => new InferenceSession([1, 2, 3]));

        Assert.True(OnnxFailure.IsOfNetwork(problem), problem.Message);
    }
}
