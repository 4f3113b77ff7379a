using System.Globalization;
using System.Text;
using LiveStyle.Files;
using LiveStyle.Progress;
using Microsoft.Extensions.Logging;

namespace LiveStyle.App.Displays;

/// <summary>A log for reports of faults, a line each: time (UTC), severity, category, message. Lines come at its end. Thread-safe.</summary>
sealed class LogFile : ILoggerFactory
{
    readonly Lock gate = new();
    readonly StreamWriter writer;
    bool isBroken;

    /// <param name="path">Made where it is not there.</param>
    /// <exception cref="LiveStyleException">It can't be written.</exception>
    public LogFile(string path)
    {
        try
        {
            writer = new StreamWriter(path, new UTF8Encoding(false), new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite }) { AutoFlush = true };
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new LiveStyleException($"the log {ShownPath.Of(path)} can't be written: {problem.Message.TrimEnd('.')}; name another file with --log", problem);
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
        lock (gate)
        {
            isBroken = true;
            Try(writer.Dispose);
        }
    }

    void Write(string line)
    {
        lock (gate)
        {
            if (!isBroken)
            {
                Try(() => writer.WriteLine(line));
            }
        }
    }

    /// <summary>A log that can't be written any more must not end the work.</summary>
    void Try(Action action)
    {
        try
        {
            action();
        }
        catch (IOException)
        {
            isBroken = true;
        }
    }

    sealed class Logger(LogFile file, string category) : ILogger
    {
        /// <summary>ONNX Runtime tells a hundred lines at each start that help nobody.</summary>
        readonly LogLevel least = category.EndsWith(".Onnx", StringComparison.Ordinal) ? LogLevel.Warning : LogLevel.Debug;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel < LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                string time = DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
                file.Write($"{time} {logLevel.ToString().ToLowerInvariant()} {category}: {OneLine.Of(formatter(state, exception))}{(exception is null ? "" : "; " + OneLine.Of(exception.ToString()))}");
            }
        }
    }
}
