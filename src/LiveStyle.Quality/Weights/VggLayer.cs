namespace LiveStyle.Quality.Weights;

/// <summary>One convolution of VGG-19, with what follows it: a ReLU, and for some the halving of the map.</summary>
/// <param name="Name">Its activation's name in the papers, such as "relu2_2".</param>
/// <param name="Inputs">The number of maps that it sees.</param>
/// <param name="Outputs">The number of maps that it makes.</param>
/// <param name="Kernel">[Outputs,Inputs,side,side], row-major; side is 3, but 1 for <see cref="VggWeights.Preparation"/>.</param>
/// <param name="Bias">[Outputs].</param>
/// <param name="IsPooled">Whether its activation is halved, by the largest of 2×2, before the next one.</param>
public sealed record VggLayer(string Name, int Inputs, int Outputs, ReadOnlyMemory<float> Kernel, ReadOnlyMemory<float> Bias, bool IsPooled);
