using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using LiveStyle.TestKit;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Flavors;

/// <summary>The programs that the target Flavors builds. A line of ONNX Runtime's own log looks like "2026-11-28 17:12:33 [E:onnxruntime:…".</summary>
[Trait("Speed", "Slow")]
public sealed class FlavorTests
{
    public static TheoryData<string, string, string[]> Files => new()
    {
        { "cpu", "linux-x64", ["libonnxruntime.so", "libonnxruntime_providers_shared.so"] },
        { "cuda", "linux-x64", ["libonnxruntime.so", "libonnxruntime_providers_cuda.so", "libonnxruntime_providers_shared.so"] },
        { "cuda", "win-x64", ["onnxruntime.dll", "onnxruntime_providers_cuda.dll", "onnxruntime_providers_shared.dll"] },
        { "directml", "win-x64", ["onnxruntime.dll", "onnxruntime_providers_shared.dll"] },
    };

    [Theory, MemberData(nameof(Files))]
    public void A_flavor_holds_the_native_files_of_its_system_and_no_others(string provider, string system, string[] files) =>
        Assert.Equal(files, BuiltFlavor.Require(provider, system).NativeFiles);

    [Fact]
    public void TensorRT_comes_along_where_it_is_asked_for()
    {
        BuiltFlavor tests = BuiltFlavor.Require("cuda", "linux-x64", "LiveStyle.Stylization.Tests");

        Assert.Equal(["libonnxruntime.so", "libonnxruntime_providers_cuda.so", "libonnxruntime_providers_shared.so", "libonnxruntime_providers_tensorrt.so"], tests.NativeFiles);
    }

    [Fact]
    public async Task A_flavor_that_there_is_not_is_refused()
    {
        string project = Repository.PathOf(Path.Combine("src", "LiveStyle.App", "LiveStyle.App.csproj"));
        var start = new ProcessStartInfo(ProgramRun.DotNet(), ["msbuild", project, "-nodeReuse:false", "-target:CheckOnnxProvider", "-property:OnnxProvider=tpu"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        ProgramRun run = await ProgramRun.ToEndAsync(process, process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("There is no OnnxProvider 'tpu'; use cpu, cuda, tensorrt or directml.", run.Output);
    }

    [Fact]
    public async Task The_CUDA_flavor_lists_cuda_and_says_what_it_lacks()
    {
        BuiltFlavor flavor = BuiltFlavor.Require("cuda", RuntimeInformation.RuntimeIdentifier);

        ProgramRun run = await flavor.RunAsync("devices");

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        string[] lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        int cuda = Array.FindIndex(lines, line => line.StartsWith("cuda ", StringComparison.Ordinal));
        Assert.NotEqual(-1, cuda);
        Assert.DoesNotContain(lines, line => line.StartsWith("tensorrt", StringComparison.Ordinal) || line.Contains("onnxruntime:", StringComparison.Ordinal));
        Assert.SkipUnless(await LacksCudaAsync(flavor), "This machine has CUDA.");
        Assert.StartsWith("can't run the network: ", lines[cuda + 2].TrimStart());
        Assert.EndsWith("; check the NVIDIA driver and install CUDA and cuDNN in the versions that ONNX Runtime asks for", lines[cuda + 2]);
    }

    [Fact]
    public async Task The_CUDA_flavor_refuses_in_one_line_where_CUDA_is_not_there()
    {
        BuiltFlavor flavor = BuiltFlavor.Require("cuda", RuntimeInformation.RuntimeIdentifier);
        Assert.SkipUnless(await LacksCudaAsync(flavor), "This machine has CUDA.");

        string sheet = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.png");
        ProgramRun run = await flavor.RunAsync("styles", "--model", Repository.PathOf(Path.Combine("models", "live")), "--sheet", sheet, "--device", "cuda");

        Assert.Equal(1, run.ExitCode);
        Assert.False(File.Exists(sheet));
        string line = Assert.Single(run.ErrorLines);
        Assert.StartsWith("livestyle: --device cuda can't be used: ", line);
        Assert.EndsWith(", or use --device cpu", line);
        Assert.DoesNotContain("onnxruntime:", run.Output + run.Error);
    }

    static async Task<bool> LacksCudaAsync(BuiltFlavor flavor) => JsonDocument.Parse((await flavor.RunAsync("devices", "--json")).Output)
        .RootElement.GetProperty("devices").EnumerateArray()
        .Single(device => device.GetProperty("device").GetString() == "cuda")
        .GetProperty("missing").ValueKind != JsonValueKind.Null;
}
