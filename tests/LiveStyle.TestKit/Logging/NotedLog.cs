using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LiveStyle.TestKit.Logging;

/// <summary>A log that keeps what it is told, in order. Thread-safe.</summary>
/// <param name="least">What it takes.</param>
sealed class NotedLog(LogLevel least = LogLevel.Trace) : ILoggerFactory
{
    readonly ConcurrentQueue<NotedMessage> messages = new();

    public IReadOnlyCollection<NotedMessage> Messages => messages;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    sealed class Logger(NotedLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= log.Least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                log.messages.Enqueue(new NotedMessage(logLevel, category, formatter(state, exception)));
            }
        }
    }

    LogLevel Least { get; } = least;
}

/// <summary>One message of a <see cref="NotedLog"/>.</summary>
sealed record NotedMessage(LogLevel Level, string Category, string Text);
