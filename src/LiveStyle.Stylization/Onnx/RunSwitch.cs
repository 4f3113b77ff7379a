using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace LiveStyle.Stylization.Onnx;

/// <summary>Several runs' options, which one switch ends. Thread-safe.</summary>
sealed class RunSwitch : IDisposable
{
    // onnxruntime_run_options_config_keys.h
    const string GraphKey = "gpu_graph_id";

    readonly List<RunOptions> runs = [];
    bool isTerminated;

    /// <summary>While it is true, runs with these options end early, those that are added later included.</summary>
    public bool IsTerminated
    {
        get
        {
            lock (runs)
            {
                return isTerminated;
            }
        }

        set
        {
            lock (runs)
            {
                isTerminated = value;
                runs.ForEach(run => run.Terminate = value);
            }
        }
    }

    /// <param name="graph">Under which number CUDA records these runs and starts what it has recorded; below 0: it does not.</param>
    /// <returns>Disposed with this.</returns>
    public RunOptions Add(int graph)
    {
        var run = new RunOptions();
        run.AddRunConfigEntry(GraphKey, graph.ToString(CultureInfo.InvariantCulture));
        lock (runs)
        {
            run.Terminate = isTerminated;
            runs.Add(run);
        }

        return run;
    }

    public void Dispose() => runs.ForEach(run => run.Dispose());
}
