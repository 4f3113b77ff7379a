using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveStyle.Diagnostics;

/// <summary>The log of all libraries, which goes nowhere until a program names a factory. Thread-safe.</summary>
/// <remarks>
/// Each message's category is the namespace that it comes from, such as LiveStyle.Media.Ffmpeg. Debug tells of processes and
/// sessions, Information of devices and stages, Warning of what went on after a fault. Nothing is logged for each frame: of frames
/// the counters of <see cref="LiveStyleMetrics"/> tell. Passwords and keys in addresses are left out.
/// </remarks>
/// <example>
/// With the program's own factory, such as <c>LoggerFactory.Create(builder => builder.AddConsole())</c>:
/// <code>
/// LiveStyleLogging.Factory = log;
/// </code>
/// </example>
public static class LiveStyleLogging
{
    static ILoggerFactory factory = NullLoggerFactory.Instance;

    /// <summary>
    /// The factory that makes the loggers of everything that begins from now on. It is not disposed here; set another before it is.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null; <see cref="NullLoggerFactory.Instance"/> makes it silent.</exception>
    public static ILoggerFactory Factory
    {
        get => Volatile.Read(ref factory);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Volatile.Write(ref factory, value);
        }
    }

    /// <summary>Gives the present factory's logger of a category. Ask again for each piece of work, since the factory may change.</summary>
    /// <param name="category">A namespace of this product.</param>
    public static ILogger For(string category) => Factory.CreateLogger(category);
}
