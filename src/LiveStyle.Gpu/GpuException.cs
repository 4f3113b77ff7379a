using LiveStyle.Frames;

namespace LiveStyle.Gpu;

/// <summary>A GPU, its driver or the window system can't do what was asked.</summary>
/// <remarks>The message is one line: the problem, what mends it, and the <see cref="LiveStyleException.Remedies"/> in words. A program that has options
/// for those names them beside it.</remarks>
public sealed class GpuException : LiveStyleException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="problem">One line: what is wrong, and after a semicolon what mends it, if anything does.</param>
    /// <param name="cause">The exception that led to this one; null: there was none.</param>
    public GpuException(string problem, Exception? cause = null)
        : base(problem, cause)
    {
    }

    /// <summary>What is wrong and what mends it, without the <see cref="LiveStyleException.Remedies"/>: for a caller to whom they are none.</summary>
    public string Problem => base.Message;

    /// <summary>The problem, then the remedies, in one line.</summary>
    public override string Message
    {
        get
        {
            string ways = string.Join(", or ", Ways());
            return ways.Length == 0 ? Problem : Problem + (Problem.Contains(';') ? ", or " : "; ") + ways;
        }
    }

    /// <summary>Whether the device stopped answering, was reset or was taken out; a device opened anew may work.</summary>
    public bool IsDeviceLost { get; init; }

    /// <summary>Whether there was no memory left for what was asked.</summary>
    public bool IsOutOfMemory { get; init; }

    IEnumerable<string> Ways()
    {
        if (Remedies.HasFlag(Remedies.SmallerFrames))
        {
            yield return LargestSize is { } size ? $"use frames of {size} or smaller" : "use smaller frames";
        }

        if (Remedies.HasFlag(Remedies.Processor))
        {
            yield return "run on the processor";
        }

        if (Remedies.HasFlag(Remedies.NoWindow))
        {
            yield return "run without a window";
        }

        if (Remedies.HasFlag(Remedies.NoDrawing))
        {
            yield return "write a file, which needs no Vulkan";
        }
    }
}
