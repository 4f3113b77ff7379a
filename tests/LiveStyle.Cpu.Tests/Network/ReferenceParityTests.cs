using LiveStyle.Frames;
using LiveStyle.Networks;
using Xunit;

namespace LiveStyle.Cpu.Tests.Network;

/// <summary>Each set of instructions that this machine has, against the networks as they are defined, in double precision.</summary>
public sealed class ReferenceParityTests(ITestOutputHelper output)
{
    /// <summary>Widths that fill no block of channels, blocks in odd numbers, and whole ones.</summary>
    static readonly TransformArchitecture[] Architectures =
        [new ClassicArchitecture(3, 1), new ClassicArchitecture(8, 2), new ClassicArchitecture(20, 0), new LiveArchitecture(6, 1), new LiveArchitecture(32, 2), new LiveArchitecture(40, 1)];

    public static TheoryData<InstructionSet, int> Networks
    {
        get
        {
            var data = new TheoryData<InstructionSet, int>();
            foreach (InstructionSet set in InstructionSets.Available)
            {
                for (int i = 0; i < Architectures.Length; i++)
                {
                    data.Add(set, i);
                }
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Networks))]
    public void Pictures_of_any_size_are_within_a_level_of_double_precision(InstructionSet set, int architecture)
    {
        var scene = new NetworkScene(Architectures[architecture]);
        foreach (FrameSize size in new FrameSize[] { new(16, 16), new(17, 13), new(45, 18), new(127, 9), new(13, 61), new(50, 34) })
        {
            using HostFrame noise = NetworkScene.Noise(size), gradient = NetworkScene.Gradient(size);
            Compare(scene, set, noise);
            Compare(scene, set, gradient);
        }
    }

    [Theory, MemberData(nameof(Networks))]
    public void A_flat_picture_stays_flat(InstructionSet set, int architecture)
    {
        var scene = new NetworkScene(Architectures[architecture]);
        using HostFrame flat = NetworkScene.Flat(new FrameSize(39, 26));

        byte[] painted = scene.Run(set, flat);

        Assert.All(painted.Chunk(3), pixel => Assert.Equal(painted[..3], pixel));
        Compare(scene, set, flat);
    }

    [Theory, MemberData(nameof(Networks))]
    public void A_flat_picture_with_one_other_pixel_is_within_a_level_of_double_precision(InstructionSet set, int architecture)
    {
        var scene = new NetworkScene(Architectures[architecture]);
        using HostFrame flat = NetworkScene.Flat(new FrameSize(33, 28));
        flat.Row(15)[3 * 20] += 30;

        Compare(scene, set, flat);
    }

    void Compare(NetworkScene scene, InstructionSet set, HostFrame frame)
    {
        double[] expected = scene.Expect(frame);
        byte[] painted = scene.Run(set, frame);
        double worst = painted.Zip(expected, (actual, value) => Math.Abs(actual - value)).Max();
        output.WriteLine($"{frame.Size}: {worst:0.000}");

        // Half a level is the byte's own rounding.
        Assert.True(worst <= 1, $"{frame.Size}: {worst} levels");
    }
}
