namespace LiveStyle.Quality.Weights;

/// <summary>What a pickle names by module and name: one of the few things that a file of weights has need of.</summary>
/// <param name="Text">Module and name, joined by a dot, such as "torch.FloatStorage".</param>
sealed record TorchName(string Text)
{
    public const string Dictionary = "collections.OrderedDict";
    public const string Tensor = "torch._utils._rebuild_tensor";
    public const string NewerTensor = "torch._utils._rebuild_tensor_v2";
    public const string Parameter = "torch._utils._rebuild_parameter";
    public const string OlderParameter = "torch.nn.parameter.Parameter";

    static readonly string[] Makers = [Dictionary, Tensor, NewerTensor, Parameter, OlderParameter];

    /// <exception cref="ModelException">Weights have no need of it, whatever it is: the file is refused.</exception>
    public static TorchName Of(string module, string name, string path)
    {
        string text = $"{module}.{name}";
        return Makers.Contains(text) || TorchStorage.IsType(text)
            ? new TorchName(text)
            : throw new ModelException($"{path}: asks for {Shown(text)}, which weights have no need of; nothing of it was run. Save a network's state_dict() alone, or {VggWeights.Cure}") { Location = path };
    }

    /// <summary>A file's own text, short and without what could move a terminal's cursor.</summary>
    static string Shown(string text) => string.Concat(text.Take(80).Select(letter => char.IsAsciiLetterOrDigit(letter) || "._<>-".Contains(letter) ? letter : '?'));
}
