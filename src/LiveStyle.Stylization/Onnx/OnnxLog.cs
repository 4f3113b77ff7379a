using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace LiveStyle.Stylization.Onnx;

/// <summary>ONNX Runtime's log, which is one for the whole process, handed on to the loggers of those who run networks in it.</summary>
/// <remarks>
/// What names a session goes to that session's logger; the rest, such as a provider that can't be loaded, to the logger of
/// whoever opens a session on the same thread, or else to all that are open. Without a logger nothing is written anywhere.
/// Where somebody else in the process has created ONNX Runtime's environment before, its log stays theirs. Thread-safe.
/// </remarks>
static class OnnxLog
{
    /// <summary>The category of its messages.</summary>
    public const string Category = "LiveStyle.Stylization.Onnx";

    const string OfProcess = "livestyle";

    static readonly ConcurrentDictionary<string, ILogger> Sessions = new(StringComparer.Ordinal);

    // Native code calls it for as long as the process lives.
    static readonly DOrtLoggingFunction Writing = Write;

    static int opened;

    [ThreadStatic]
    static ILogger? opening;

    /// <summary>What creates an environment that writes here.</summary>
    public static EnvironmentCreationOptions Environment => new()
    {
        logId = OfProcess,
        logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING,
        loggingFunction = Writing,
    };

    /// <summary>Until it is disposed, on this thread: what no session has said goes to one logger.</summary>
    public static OpeningScope Opening(ILogger logger)
    {
        opening = logger;
        return default;
    }

    /// <summary>A session's part of the log, from now on and until it is disposed.</summary>
    public static SessionLog Open(ILogger logger)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"{OfProcess}-{Interlocked.Increment(ref opened)}");
        Sessions[id] = logger;
        return new SessionLog(id, SeverityOf(logger));
    }

    public static void Close(string id) => Sessions.TryRemove(id, out _);

    /// <summary>The least severity that a logger takes: messages below it are not even made.</summary>
    static OrtLoggingLevel SeverityOf(ILogger logger) =>
        logger.IsEnabled(LogLevel.Trace) ? OrtLoggingLevel.ORT_LOGGING_LEVEL_VERBOSE
        : logger.IsEnabled(LogLevel.Debug) ? OrtLoggingLevel.ORT_LOGGING_LEVEL_INFO
        : logger.IsEnabled(LogLevel.Warning) ? OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING
        : logger.IsEnabled(LogLevel.Error) ? OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR
        : OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;

    static LogLevel LevelOf(OrtLoggingLevel severity) => severity switch
    {
        OrtLoggingLevel.ORT_LOGGING_LEVEL_VERBOSE => LogLevel.Trace,
        OrtLoggingLevel.ORT_LOGGING_LEVEL_INFO => LogLevel.Debug,
        OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING => LogLevel.Warning,
        OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR => LogLevel.Error,
        _ => LogLevel.Critical,
    };

    static void Write(nint parameter, OrtLoggingLevel severity, string category, string logId, string codeLocation, string message)
    {
        try
        {
            if (Sessions.TryGetValue(logId, out ILogger? session))
            {
                Write(session, severity, codeLocation, message);
            }
            else if (opening is { } opener)
            {
                Write(opener, severity, codeLocation, message);
            }
            else
            {
                foreach (ILogger logger in Sessions.Values.Distinct())
                {
                    Write(logger, severity, codeLocation, message);
                }
            }
        }
        catch (Exception)
        {
            // The caller is native code, which an exception would end the process in; a logger's fault is no reason for that.
        }
    }

    static void Write(ILogger logger, OrtLoggingLevel severity, string codeLocation, string message) =>
        logger.Log(LevelOf(severity), "{Message} ({CodeLocation})", message.Trim(), codeLocation);

    public readonly ref struct OpeningScope : IDisposable
    {
        public void Dispose() => opening = null;
    }
}
