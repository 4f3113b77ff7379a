using System.Runtime.CompilerServices;
using LiveStyle.Cpu.Kernels;
using LiveStyle.Cpu.Memory;
using LiveStyle.Cpu.Planning;
using LiveStyle.Networks;

namespace LiveStyle.Cpu.Weights;

/// <summary>One layer's kernel, as its form multiplies it: for each two blocks of outputs, value by value, a weight an output.</summary>
sealed unsafe class LayerWeights
{
    readonly int lanes, depth, outputBlocks;

    /// <param name="layer">The layer.</param>
    /// <param name="form">How it is computed.</param>
    /// <param name="kernel">float32 [out, in, k, k].</param>
    /// <param name="lanes">Channels in a block.</param>
    /// <param name="arena">Holds them.</param>
    public LayerWeights(ConvolutionLayer layer, ConvolutionForm form, float[] kernel, int lanes, Arena arena)
    {
        this.lanes = lanes;
        int side = layer.Side, taps = side * side;
        int inputs = Blocks(layer.Inputs) * lanes;
        switch (form)
        {
            case ConvolutionForm.Frame:
                outputBlocks = Blocks(layer.Outputs);
                depth = taps * layer.Inputs;
                Values = Arrange(arena, 1, (_, output, i) => Weight(output, i % layer.Inputs, i / layer.Inputs));
                break;
            case ConvolutionForm.Direct:
                outputBlocks = Blocks(layer.Outputs);
                depth = taps * inputs;
                Values = Arrange(arena, 1, (_, output, i) => Weight(output, i / lanes / taps * lanes + i % lanes, i / lanes % taps));
                break;
            case ConvolutionForm.Columns:
                outputBlocks = Blocks(side * layer.Outputs);
                depth = side * inputs;
                Values = Arrange(arena, 1, (_, output, i) => output < side * layer.Outputs
                    ? Weight(output % layer.Outputs, i / lanes / side * lanes + i % lanes, i / lanes % side * side + output / layer.Outputs)
                    : 0);
                break;
            default:
                // Of a single block of inputs, only those that there are.
                outputBlocks = Blocks(layer.Outputs);
                RunDepth = inputs == lanes ? layer.Inputs : lanes;
                depth = inputs == lanes ? layer.Inputs : inputs;
                ArrangeProducts(layer, kernel, inputs, form == ConvolutionForm.FrameWinograd, arena);
                break;
        }

        float Weight(int output, int input, int tap) =>
            output < layer.Outputs && input < layer.Inputs ? kernel[(output * layer.Inputs + input) * taps + tap] : 0;
    }

    /// <summary>Blocks of outputs; of the form <see cref="ConvolutionForm.Columns"/>, of a kernel's columns.</summary>
    public int OutputBlocks => outputBlocks;

    /// <summary>Pairs of blocks; the last one may be a single block.</summary>
    public int Pairs => (outputBlocks + 1) / 2;

    float* Values { get; set; }

    /// <summary>Of each input, the sum of its weights for each output: what a constant input comes to. Only of Winograd's form.</summary>
    public float* Sums { get; private set; }

    /// <summary>The number of values of a block of inputs that are multiplied. Only of Winograd's form.</summary>
    public int RunDepth { get; }

    /// <summary>Whether a pair has two blocks.</summary>
    public bool IsPair(int pair) => 2 * pair + 1 < outputBlocks;

    /// <summary>The weights of one of Winograd's products, or of the only one, for a pair of blocks.</summary>
    public float* Of(int product, int products, int pair) =>
        Values + ((long)pair * 2 * products + (long)product * (IsPair(pair) ? 2 : 1)) * lanes * depth;

    /// <summary>The picture is painted pixel by pixel of a block; the architecture has color by color.</summary>
    static int Painted(ConvolutionLayer layer, int output)
    {
        int pixels = layer.BlockSide * layer.BlockSide, colors = layer.Outputs / pixels;
        return output % colors * pixels + output / colors;
    }

    /// <summary>A frame's colors lie side by side, pixel by pixel of a block; the architecture has color by color.</summary>
    static int Input(ConvolutionLayer layer, int i, bool isFrame) => isFrame ? i % 3 * (layer.Inputs / 3) + i / 3 : i;

    int Blocks(int channels) => (channels + lanes - 1) / lanes;

    float* Arrange(Arena arena, int products, Func<int, int, int, float> weight)
    {
        float* values = arena.Floats((long)products * outputBlocks * lanes * depth);
        float* next = values;
        for (int pair = 0; pair < Pairs; pair++)
        {
            int width = (IsPair(pair) ? 2 : 1) * lanes;
            for (int product = 0; product < products; product++)
            {
                for (int i = 0; i < depth; i++)
                {
                    for (int lane = 0; lane < width; lane++)
                    {
                        *next++ = weight(product, pair * 2 * lanes + lane, i);
                    }
                }
            }
        }

        return values;
    }

    /// <summary>
    /// Winograd's form: each kernel is transformed once. The weights of a pair of blocks for one input are put together first: product by product
    /// they go to places far apart.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void ArrangeProducts(ConvolutionLayer layer, float[] kernel, int inputs, bool isFrame, Arena arena)
    {
        int outputs = outputBlocks * lanes;
        Values = arena.Floats((long)WinogradTransforms.Products * outputs * depth);
        Sums = arena.Floats((long)inputs * outputs);
        Span<double> products = stackalloc double[WinogradTransforms.Products];
        float* together = stackalloc float[WinogradTransforms.Products * 2 * lanes];
        for (int pair = 0; pair < Pairs; pair++)
        {
            int width = (IsPair(pair) ? 2 : 1) * lanes, first = pair * 2 * lanes, count = Math.Min(width, layer.Outputs - first);
            new Span<float>(together, WinogradTransforms.Products * width).Clear();
            for (int input = 0; input < layer.Inputs; input++)
            {
                for (int lane = 0; lane < count; lane++)
                {
                    ReadOnlySpan<float> weights = kernel.AsSpan((Painted(layer, first + lane) * layer.Inputs + Input(layer, input, isFrame)) * 9, 9);
                    WinogradTransforms.TransformKernel(weights, products);
                    for (int product = 0; product < products.Length; product++)
                    {
                        together[product * width + lane] = (float)products[product];
                    }

                    double sum = 0;
                    foreach (float weight in weights)
                    {
                        sum += weight;
                    }

                    Sums[(long)input * outputs + first + lane] = (float)sum;
                }

                for (int product = 0; product < products.Length; product++)
                {
                    new ReadOnlySpan<float>(together + product * width, width).CopyTo(new Span<float>(Of(product, products.Length, pair) + input * width, width));
                }
            }
        }
    }
}
