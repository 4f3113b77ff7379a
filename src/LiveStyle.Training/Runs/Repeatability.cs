using System.Text.Json.Nodes;
using LiveStyle.Training.Networks;

namespace LiveStyle.Training.Runs;

/// <summary>
/// What --deterministic fixes. libtorch's CPU kernels that training uses add in an order that depends on the number of threads
/// and on the precision alone, and crops are a pure function of (seed, step). What else could differ is when the clock
/// says "checkpoint", which decides what the best one is: so these runs count steps instead.
/// </summary>
static class Repeatability
{
    /// <summary>Between two checkpoints of a deterministic run; as long as the mean that "best" is judged by.</summary>
    public const int CheckpointSteps = 100;

    const string Threads = "threads";
    const string Precision = "precision";

    /// <summary>
    /// Replaces "all cores" and "auto" by what they come to: what the run's settings.json says, so that a resumed run goes on in the
    /// same arithmetic even where the machine's cores have changed, or else by what this machine has.
    /// </summary>
    /// <exception cref="LiveStyleException">settings.json is damaged.</exception>
    public static TrainingOptions Pin(TrainingOptions options, string settingsPath)
    {
        if (!options.Deterministic)
        {
            return options;
        }

        JsonObject? last = RunSettings.Load(settingsPath).OfType<JsonObject>().LastOrDefault(stage => stage.ContainsKey(Threads));
        int threads = (int?)last?[Threads] ?? Environment.ProcessorCount;
        ConvolutionPrecision precision = Enum.TryParse((string?)last?[Precision], out ConvolutionPrecision noted) ? noted : options.Precision.Resolve();
        return options with
        {
            Threads = options.Threads > 0 ? options.Threads : threads,
            Precision = options.Precision is ConvolutionPrecision.Auto ? precision : options.Precision,
        };
    }

    /// <summary>Notes in a stage of settings.json what was fixed.</summary>
    public static void Describe(TrainingOptions options, JsonObject stage)
    {
        if (options.Deterministic)
        {
            stage["deterministic"] = true;
            stage[Threads] = options.Threads;
        }
    }
}
