using LiveStyle.Files;
using LiveStyle.Transcoding.Plan;

namespace LiveStyle.Transcoding.Batches;

/// <summary>One film of a batch.</summary>
/// <param name="Settings">The settings that decide the film.</param>
public sealed record BatchFilm(FilmSettings Settings)
{
    static readonly string[] Containers = [".mp4", ".m4v", ".mov", ".mkv", ".webm"];

    /// <summary>
    /// Names what each input becomes: its own name in the folder, with its own extension where that is one that we write, else .mkv.
    /// </summary>
    /// <param name="inputs">The files or addresses.</param>
    /// <param name="folder">The folder of the outputs.</param>
    /// <param name="extension">The extension of all outputs, with its dot; null where it is chosen for each.</param>
    /// <exception cref="LiveStyleException">Two would have one name.</exception>
    public static IReadOnlyList<string> Outputs(IReadOnlyList<string> inputs, string folder, string? extension)
    {
        var outputs = inputs.Select(input => Path.Combine(folder, Path.GetFileNameWithoutExtension(input) + (extension ?? Extension(input)))).ToList();
        for (int i = 0; i < outputs.Count; i++)
        {
            int other = outputs.FindIndex(output => string.Equals(output, outputs[i], StringComparison.OrdinalIgnoreCase));
            if (other < i)
            {
                throw new LiveStyleException($"{Secrets.Hide(inputs[other])} and {Secrets.Hide(inputs[i])} would both become {outputs[i]}; give one of them another name");
            }
        }

        return outputs;
    }

    static string Extension(string input) =>
        Array.Find(Containers, known => known.Equals(Path.GetExtension(input), StringComparison.OrdinalIgnoreCase)) ?? ".mkv";
}
