using Microsoft.ML.OnnxRuntime;

namespace LiveStyle.Stylization.Onnx;

/// <summary>One session's part of ONNX Runtime's log; disposed after the session.</summary>
/// <param name="id">What the session's messages are marked with.</param>
/// <param name="severity">The least severity that is written.</param>
sealed class SessionLog(string id, OrtLoggingLevel severity) : IDisposable
{
    /// <summary>Makes a session of these settings write here.</summary>
    public void ApplyTo(SessionOptions settings)
    {
        settings.LogId = id;
        settings.LogSeverityLevel = severity;
    }

    public void Dispose() => OnnxLog.Close(id);
}
