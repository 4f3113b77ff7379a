using System.Runtime.InteropServices;
using LiveStyle.Frames;
using OpenCvSharp;
using OpenCvSharp.Dnn;

namespace LiveStyle.Benchmarks.Peers;

/// <summary>OpenCV's DNN module. It takes no graph of the bundles, so that it is given a plain one: bytes are none of its work.</summary>
sealed class OpenCvPeer : IPeer
{
    readonly Net network;
    readonly Mat planes, painted = new();
    readonly TransformArchitecture architecture;
    readonly FrameSize size;
    readonly int threads;

    public OpenCvPeer(PeerScene scene, int threads)
    {
        (architecture, size, this.threads) = (scene.Kernels.Architecture, scene.Source.Size, threads);
        network = CvDnn.ReadNetFromOnnx(PlainGraph.Write(scene)) ?? throw new InvalidOperationException("OpenCV read no network");
        int side = architecture.BlockSide;
        planes = new Mat([1, 3 * side * side, size.Height / side, size.Width / side], MatType.CV_32F);
        Marshal.Copy(Planes(scene.Source, side), 0, planes.Data, checked((int)(3 * size.Pixels)));
    }

    public string Name => "OpenCV's DNN";

    /// <summary>Whether its native library is on this system.</summary>
    public static bool IsPresent => NativeLibrary.TryLoad("OpenCvSharpExtern", typeof(Net).Assembly, null, out _);

    public void Run()
    {
        Cv2.SetNumThreads(threads);
        network.SetInput(planes, PlainGraph.Input);
        using Mat made = network.Forward()!;
        made.CopyTo(painted);
    }

    public unsafe float[] Picture()
    {
        int side = architecture.BlockSide, width = size.Width / side, height = size.Height / side;
        float* from = (float*)painted.Data;
        var picture = new float[3 * size.Pixels];
        for (int i = 0; i < picture.Length; i++)
        {
            (int color, int x, int y) = (i % 3, i / 3 % size.Width, i / 3 / size.Width);
            int part = y % side * side + x % side;
            picture[i] = 255 * from[((color * side * side + part) * height + y / side) * width + x / side];
        }

        return picture;
    }

    public void Dispose()
    {
        network.Dispose();
        planes.Dispose();
        painted.Dispose();
    }

    /// <summary>Color by color, and within a color pixel by pixel of a block, as the architecture has them.</summary>
    static float[] Planes(HostFrame frame, int side)
    {
        int width = frame.Size.Width / side, height = frame.Size.Height / side;
        var planes = new float[3 * frame.Size.Pixels];
        for (int i = 0; i < planes.Length; i++)
        {
            (int x, int y, int plane) = (i % width, i / width % height, i / width / height);
            (int color, int part) = (plane / (side * side), plane % (side * side));
            planes[i] = frame.Row(y * side + part / side)[(x * side + part % side) * 3 + color] / 255f;
        }

        return planes;
    }
}
