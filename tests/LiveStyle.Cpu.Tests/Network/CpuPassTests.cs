using LiveStyle.Cpu.Network;
using LiveStyle.Cpu.Tests.Memory;
using LiveStyle.Frames;
using LiveStyle.Networks;
using Xunit;

namespace LiveStyle.Cpu.Tests.Network;

public sealed class CpuPassTests
{
    static readonly TransformArchitecture[] Architectures = [new ClassicArchitecture(8, 1), new LiveArchitecture(16, 1)];

    public static TheoryData<InstructionSet> Sets => [.. InstructionSets.Available];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Sets))]
    public void The_bytes_are_the_same_whatever_the_number_of_threads(InstructionSet set)
    {
        using HostFrame frame = NetworkScene.Noise(new FrameSize(203, 131));
        foreach (TransformArchitecture architecture in Architectures)
        {
            var scene = new NetworkScene(architecture);
            byte[] expected = scene.Run(set, frame);

            Assert.All(new[] { 2, 3, 4 * Environment.ProcessorCount + 1 }, threads => Assert.Equal(expected, scene.Run(set, frame, threads)));
        }
    }

    [Theory, MemberData(nameof(Sets))]
    public void Nothing_is_read_or_written_beyond_the_memory_that_was_asked_for(InstructionSet set)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Guard pages are mapped as Linux does.");
        foreach (TransformArchitecture architecture in Architectures.Append(new ClassicArchitecture(3, 1)).Append(new LiveArchitecture(6, 1)))
        {
            var scene = new NetworkScene(architecture);
            foreach (FrameSize size in new FrameSize[] { new(16, 16), new(19, 33), new(97, 17), new(101, 64) })
            {
                using HostFrame frame = NetworkScene.Noise(size);
                byte[] expected = scene.Run(set, frame);

                Assert.All(new[] { true, false }, isAtEnd => Assert.Equal(expected, scene.Run(set, frame, memory: new GuardedMemory(isAtEnd))));
            }
        }
    }

    [Fact]
    public void A_run_allocates_nothing()
    {
        using HostFrame frame = NetworkScene.Noise(new FrameSize(64, 48)), target = HostFrame.Allocate(frame.Size);
        foreach (TransformArchitecture architecture in Architectures)
        {
            var scene = new NetworkScene(architecture);
            using CpuNetwork network = scene.Open(InstructionSets.Best);
            using CpuPass pass = network.Prepare(frame.Size);
            float[] embedding = scene.Embedding;
            pass.Run(embedding, frame, target, Cancellation);

            long before = GC.GetAllocatedBytesForCurrentThread();
            pass.Run(embedding, frame, target, Cancellation);

            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        }
    }

    [Theory, InlineData(1), InlineData(3)]
    public void A_canceled_run_ends_and_leaves_the_pass_usable(int threads)
    {
        var scene = new NetworkScene(Architectures[0]);
        using HostFrame frame = NetworkScene.Noise(new FrameSize(160, 120)), target = HostFrame.Allocate(frame.Size);
        using CpuNetwork network = scene.Open(InstructionSets.Best);
        using CpuPass pass = network.Prepare(frame.Size, threads);
        byte[] expected = scene.Run(InstructionSets.Best, frame);
        using (var canceled = new CancellationTokenSource())
        {
            canceled.Cancel();
            Assert.ThrowsAny<OperationCanceledException>(() => pass.Run(scene.Embedding, frame, target, canceled.Token));
        }

        // At any moment of the run.
        for (int i = 0; i < 20; i++)
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromMicroseconds(200 * i));
            Record.Exception(() => pass.Run(scene.Embedding, frame, target, soon.Token));
        }

        pass.Run(scene.Embedding, frame, target, Cancellation);
        Assert.Equal(expected, target.Pixels.ToArray());
    }

    [Fact]
    public void Rows_may_lie_at_any_distance()
    {
        var size = new FrameSize(30, 20);
        var scene = new NetworkScene(Architectures[1]);
        using HostFrame frame = NetworkScene.Noise(size);
        const int Stride = 3 * 30 + 13;
        byte[] source = new byte[Stride * size.Height], target = new byte[Stride * size.Height];
        for (int y = 0; y < size.Height; y++)
        {
            frame.Row(y).CopyTo(source.AsSpan(y * Stride));
        }

        using CpuNetwork network = scene.Open(InstructionSets.Best);
        using CpuPass pass = network.Prepare(size);
        RunApart(pass, scene.Embedding, size, source, target, Stride);

        byte[] expected = scene.Run(InstructionSets.Best, frame);
        Assert.All(Enumerable.Range(0, size.Height), y =>
        {
            Assert.Equal(expected[(y * 90)..(y * 90 + 90)], target[(y * Stride)..(y * Stride + 90)]);
            Assert.All(target[(y * Stride + 90)..((y + 1) * Stride)], gap => Assert.Equal(0, gap));
        });
    }

    [Fact]
    public void What_does_not_fit_the_pass_is_refused()
    {
        var scene = new NetworkScene(Architectures[1]);
        using CpuNetwork network = scene.Open(InstructionSets.Best);
        using CpuPass pass = network.Prepare(new FrameSize(32, 32));
        using HostFrame fitting = HostFrame.Allocate(new FrameSize(32, 32)), other = HostFrame.Allocate(new FrameSize(32, 31)), gray = HostFrame.Allocate(fitting.Size, FrameFormat.Gray);

        Assert.Contains("an embedding has", Assert.Throws<ArgumentException>(() => pass.Run(scene.Embedding[1..], fitting, fitting, Cancellation)).Message);
        Assert.Contains("32×31", Assert.Throws<ArgumentException>(() => pass.Run(scene.Embedding, other, fitting, Cancellation)).Message);
        Assert.Contains("Gray8", Assert.Throws<ArgumentException>(() => pass.Run(scene.Embedding, fitting, gray, Cancellation)).Message);
    }

    static unsafe void RunApart(CpuPass pass, float[] embedding, FrameSize size, byte[] source, byte[] target, int stride)
    {
        fixed (byte* from = source, to = target)
        {
            using HostFrame apart = HostFrame.Wrap(size, FrameFormat.Rgb, [new ForeignPlane((nint)from, stride)], null);
            using HostFrame painted = HostFrame.Wrap(size, FrameFormat.Rgb, [new ForeignPlane((nint)to, stride)], null);
            pass.Run(embedding, apart, painted, Cancellation);
        }
    }
}
