using LiveStyle.Frames;
using LiveStyle.Gpu.Network;
using LiveStyle.Networks;

namespace LiveStyle.TestKit.Gpu;

/// <summary>A whole network in double precision: extension, blocks, layers, sigmoid, pass-through, and the colors' encoding.</summary>
static class ReferencePainter
{
    /// <param name="network">Random or not.</param>
    /// <param name="operations">Keep what each layer saw and made.</param>
    /// <param name="frame">R, G, B, A of each pixel.</param>
    /// <returns>The same of the painted picture.</returns>
    public static double[] Paint(TestNetwork network, ReferenceOperations operations, FrameSize size, float[] frame)
    {
        bool isLinear = network.Options.Source == ColorEncoding.Linear;
        ReferenceMap picture = ReferenceMap.Of(size, 3, (color, y, x) =>
        {
            double value = frame[(y * size.Width + x) * 4 + color];
            return isLinear ? Encoded(value) : value;
        });
        int side = network.Architecture.BlockSide;
        ReferenceMap painted = network.Architecture.Compose(operations, Blocks(picture, network.Architecture));
        double share = network.Embedding[network.Architecture.PassThrough];
        var answer = new double[size.Pixels * 4];
        for (int i = 0; i < answer.Length; i++)
        {
            int y = i / 4 / size.Width, x = i / 4 % size.Width, color = i % 4;
            answer[i] = color == 3 ? frame[i] : Color(painted[color * side * side + y % side * side + x % side, y / side, x / side], picture[color, y, x]);
        }

        return answer;

        double Color(double value, double own)
        {
            double color = Math.Clamp((1 - share) / (1 + Math.Exp(-value)) + share * own, 0, 1);
            return network.Options.Target == ColorEncoding.Linear ? Decoded(color) : color;
        }
    }

    public static double Encoded(double linear) => linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.Pow(linear, 1 / 2.4) - 0.055;

    static double Decoded(double color) => color <= 0.04045 ? color / 12.92 : Math.Pow((color + 0.055) / 1.055, 2.4);

    /// <summary>Mirrored up to the network's multiple; channel c·b² + b·row + column.</summary>
    static ReferenceMap Blocks(ReferenceMap picture, TransformArchitecture architecture)
    {
        int side = architecture.BlockSide, multiple = architecture.SizeMultiple;
        int Extent(int extent) => (extent + multiple - 1) / multiple * multiple / side;
        return ReferenceMap.Of(new FrameSize(Extent(picture.Size.Width), Extent(picture.Size.Height)), 3 * side * side, (channel, y, x) =>
            picture.Mirrored(channel / (side * side), y * side + channel / side % side, x * side + channel % side));
    }
}
