using LiveStyle.Frames;

namespace LiveStyle.Benchmarks.Peers;

/// <summary>The peers that are on this machine.</summary>
static class PeerNetworks
{
    /// <summary>Levels of 255 by which a peer's picture may differ from ours on average, so that it surely runs the same network.</summary>
    const double MostDifference = 0.5;

    /// <summary>One of each for each number of threads, by peers; a line tells of those that are left out.</summary>
    public static List<IPeer> Create(PeerScene scene, int[] threads)
    {
        List<Func<int, IPeer>> kinds = [count => new TorchPeer(scene, count)];
        FrameSize size = scene.Source.Size;
        if (size.Width % 4 != 0 || size.Height % 4 != 0)
        {
            Console.WriteLine($"OpenCV is left out at {size}: its graph halves the picture twice, and has no borders for what is left over");
        }
        else if (OpenCvPeer.IsPresent)
        {
            kinds.Add(count => new OpenCvPeer(scene, count));
        }
        else
        {
            Console.WriteLine("OpenCV is left out: its native library is not part of this system's packages");
        }

        return [.. kinds.SelectMany(kind => threads.Select(kind))];
    }

    /// <summary>Runs each once and holds its picture against ours.</summary>
    /// <exception cref="InvalidOperationException">A peer paints something else.</exception>
    public static void Check(IEnumerable<IPeer> peers, HostFrame ours)
    {
        byte[] expected = ours.Pixels.ToArray();
        foreach (IPeer peer in peers)
        {
            peer.Run();
            double difference = peer.Picture().Zip(expected, (value, level) => Math.Abs(Math.Clamp(value, 0, 255) - level)).Average();
            if (!(difference <= MostDifference))
            {
                throw new InvalidOperationException($"{peer.Name} paints another picture than ours: {difference:0.00} levels on average");
            }
        }
    }
}
