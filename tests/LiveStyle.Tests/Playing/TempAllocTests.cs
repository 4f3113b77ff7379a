using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Stylization;
using LiveStyle.Tests.Gpu;
using Silk.NET.Vulkan;
using Xunit;
namespace LiveStyle.Tests.Playing;
[Collection(SoftwareGpuCollection.Name)]
public sealed class TempAllocTests(SoftwareGpu gpu)
{
    string Extra = "";
    [Fact]
    public void Where()
    {
        ModelBundle bundle = ModelBundle.Open("live");
        var size = new FrameSize(32, 32);
        var network = BundleNetwork.Create(bundle, gpu.Device, new GpuNetworkOptions());
        var pass = network.Prepare(size);
        var format = new FrameFormat(PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left);
        var upload = new PlaneUpload(gpu.Device, size, format, 3);
        var a = GpuImage.Create(gpu.Device, size, Format.R8G8B8A8Unorm, "a"); var b = GpuImage.Create(gpu.Device, size, Format.R8G8B8A8Unorm, "a");
        var ring = new CommandRing(gpu.Device, 3);
        var frame = HostFrame.Allocate(size, format);
        var embedding = new float[bundle.Styles.EmbeddingLength];
        long[] sums = new long[6];
        for (int i = 0; i < 100; i++)
        {
            if (i == 60) Array.Clear(sums);
            long t0 = GC.GetAllocatedBytesForCurrentThread();
            var c = ring.Begin();
            long t1 = GC.GetAllocatedBytesForCurrentThread();
            upload.Fill(ring.Current, frame);
            long t2 = GC.GetAllocatedBytesForCurrentThread();
            upload.Record(c, ring.Current, a);
            long t3 = GC.GetAllocatedBytesForCurrentThread();
            pass.RecordKernels(c, a, b, embedding);
            long t4 = GC.GetAllocatedBytesForCurrentThread();
            long q0 = GC.GetAllocatedBytesForCurrentThread();
            pass.RecordKernels(c, a, b, embedding.AsSpan());
            long q1 = GC.GetAllocatedBytesForCurrentThread();
            unsafe {
            DescriptorSet* sets = stackalloc DescriptorSet[] { default, default };
            foreach (NetworkStep step in pass.Steps) { sets[0] = step.Set; }
            }
            long q2 = GC.GetAllocatedBytesForCurrentThread();
            for (int k = 0; k < 24; k++) Barriers.BetweenKernels(gpu.Device, c);
            long q3 = GC.GetAllocatedBytesForCurrentThread();
            Extra += $" [{q1 - q0} {q2 - q1} {q3 - q2}]";
            t4 = GC.GetAllocatedBytesForCurrentThread();
            ring.Submit();
            long t5 = GC.GetAllocatedBytesForCurrentThread();
            sums[0] += t1 - t0; sums[1] += t2 - t1; sums[2] += t3 - t2; sums[3] += t4 - t3; sums[4] += t5 - t4;
        }
        Assert.Equal("", Extra[^60..] + string.Join(' ', sums.Select(s => s / 40.0)) + " steps " + pass.Steps.Count);
    }
}
