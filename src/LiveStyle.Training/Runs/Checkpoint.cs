using System.Globalization;
using LiveStyle.Bundles;
using LiveStyle.Training.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LiveStyle.Training.Runs;

/// <summary>
/// A run's whole state in one safetensors file: kernels, embeddings, Adam's two moments for each, and as metadata
/// the step, the seed, the styles and the architecture. The random state is (seed, step), since crops are a pure
/// function of them. Written aside and renamed, so that the previous one stays whole whatever happens.
/// </summary>
/// <param name="Loss">Mean of the last steps: what "best" is judged by.</param>
/// <param name="Objective">What that loss measures; losses of different objectives don't compare.</param>
sealed record Checkpoint(long Step, ulong Seed, TransformArchitecture Architecture, IReadOnlyList<string> Styles, double Loss, string Objective, SafetensorsFile File)
{
    public static void Save(
        string path, TransformNetwork network, Adam adam, long step, ulong seed, IReadOnlyList<string> styles, double loss, string objective)
    {
        var arrays = new List<(string, long[], ReadOnlyMemory<float>)>();
        var parameters = network.named_parameters().ToList();
        var states = adam.state_dict().State;
        for (int i = 0; i < parameters.Count; i++)
        {
            (string name, Parameter parameter) = parameters[i];
            arrays.Add((name, parameter.shape, Values(parameter)));
            var state = (Adam.State)states[i];
            arrays.Add(("adam.mean." + name, parameter.shape, Values(state.exp_avg)));
            arrays.Add(("adam.square." + name, parameter.shape, Values(state.exp_avg_sq)));
        }

        SafetensorsFile.Save(path, arrays, new Dictionary<string, string>
        {
            ["step"] = step.ToString(CultureInfo.InvariantCulture),
            ["seed"] = seed.ToString(CultureInfo.InvariantCulture),
            ["loss"] = loss.ToString("R", CultureInfo.InvariantCulture),
            ["objective"] = objective,
            ["family"] = network.Architecture.Family,
            ["width"] = network.Architecture.Width.ToString(CultureInfo.InvariantCulture),
            ["residualBlocks"] = network.Architecture.ResidualBlocks.ToString(CultureInfo.InvariantCulture),
            ["styles"] = string.Join(' ', styles),
        });
    }

    /// <exception cref="ModelException">The file is no checkpoint of this program, or is damaged.</exception>
    public static Checkpoint Load(string path)
    {
        SafetensorsFile file = SafetensorsFile.Load(path);
        try
        {
            string Text(string key) => file.Metadata[key];
            return new Checkpoint(
                long.Parse(Text("step"), CultureInfo.InvariantCulture),
                ulong.Parse(Text("seed"), CultureInfo.InvariantCulture),
                TransformArchitecture.Create(
                    Text("family"),
                    int.Parse(Text("width"), CultureInfo.InvariantCulture),
                    int.Parse(Text("residualBlocks"), CultureInfo.InvariantCulture)),
                Text("styles").Split(' '),
                double.Parse(Text("loss"), CultureInfo.InvariantCulture),
                file.Metadata.GetValueOrDefault("objective", ""),
                file);
        }
        catch (Exception problem) when (problem is KeyNotFoundException or FormatException or OverflowException)
        {
            throw new ModelException($"{path}: not a training checkpoint; give a .safetensors file from a run's checkpoints folder", problem);
        }
    }

    /// <summary>The network as it was at the checkpoint.</summary>
    public TransformNetwork BuildNetwork()
    {
        var network = new TransformNetwork(Architecture, Styles.Count);
        using IDisposable noGradient = no_grad();
        foreach ((string name, Parameter parameter) in network.named_parameters())
        {
            Restore(parameter, name);
        }

        return network;
    }

    /// <summary>Puts Adam's moments and step count back.</summary>
    public void RestoreOptimizer(TransformNetwork network, Adam adam)
    {
        using IDisposable noGradient = no_grad();
        var parameters = network.named_parameters().ToList();
        var states = adam.state_dict().State;
        for (int i = 0; i < parameters.Count; i++)
        {
            var state = (Adam.State)states[i];
            state.step = Step;
            Restore(state.exp_avg, "adam.mean." + parameters[i].name);
            Restore(state.exp_avg_sq, "adam.square." + parameters[i].name);
        }
    }

    void Restore(Tensor target, string name)
    {
        if (!File.ShapeOf(name).SequenceEqual(target.shape))
        {
            throw new ModelException($"the checkpoint's {name} is [{string.Join(',', File.ShapeOf(name))}], the network's [{string.Join(',', target.shape)}]; it belongs to another architecture");
        }

        using Tensor values = tensor(File.Read(name), target.shape);
        target.copy_(values);
    }

    static float[] Values(Tensor tensor)
    {
        using Tensor detached = tensor.detach().contiguous();
        return detached.data<float>().ToArray();
    }
}
